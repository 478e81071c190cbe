import type { PrivacyClaim } from '../../contracts/events/channels.ts';
import { PersonId, TenantId } from '../../kernel/ids.ts';
import { assertNever } from '../../kernel/result.ts';
import { type Caller, systemCaller } from '../../platform/event-store/caller.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import type { PrivacyRequest } from './channel-adapter.ts';
import type { ChannelsParts } from './channels.parts.ts';
import type { createErasePerson } from './erase-person.ts';
import type { createExportPerson } from './export-person.ts';
import type { PersonSelector } from './find-persons.ts';
import type { Quarantine } from './quarantine.ts';
import { ChannelAccountMissingError } from './read-again.ts';
import type { createRedactShop } from './redact-shop.ts';

type Parts = ChannelsParts & {
  readonly quarantine: Quarantine;
  readonly erasePerson: ReturnType<typeof createErasePerson>;
  readonly exportPerson: ReturnType<typeof createExportPerson>;
  readonly redactShop: ReturnType<typeof createRedactShop>;
};

/** Carries out a channel's request about personal data, and then destroys the request, which names the person itself. */
export const createHandlePrivacyRequest = (parts: Parts) => {
  const { platform, adapters, accounts, archive, quarantine } = parts;
  const { logger, metrics } = platform.observability;

  return async (claim: PrivacyClaim): Promise<void> => {
    const tenantId = TenantId(claim.tenant_id);
    const holder = PersonId(claim.person_id);
    const adapter = adapters.find(claim.channel);
    const account = await accounts.find(claim.channel, claim.channel_account);
    if (!adapter || account?.tenantId !== tenantId) {
      throw new ChannelAccountMissingError(`${claim.channel}/${claim.channel_account} is not an account of the tenant`);
    }
    const rawBody = await archive.get(claim.raw_ref, tenantId, holder);
    if (!rawBody) {
      logger.info('privacy request was carried out before', { tenant_id: tenantId, request_id: claim.request_id });
      return;
    }
    const read = adapter.readPrivacyRequest(claim.request, rawBody, account);
    if (!read.ok) {
      await quarantine.privacyRequest(claim, read.error);
      return;
    }
    const done = await carryOut(parts, account, read.value, claim.request_id);
    await archive.destroy(claim.raw_ref, tenantId, holder);
    metrics.addMetric('PrivacyRequestsCarriedOut', 'Count', 1);
    logger.info('privacy request carried out', { tenant_id: tenantId, request: claim.request, request_id: claim.request_id, ...done });
  };
};

const selectorOf = (account: ChannelAccount, request: Exclude<PrivacyRequest, { request: 'shop-redact' }>): PersonSelector => ({
  email: request.customer.email ?? undefined,
  phone: request.customer.phone ?? undefined,
  customer: {
    channel: account.channel,
    account: account.account,
    customerId: request.customer.id,
    channelOrderIds: request.channelOrderIds,
  },
});

/** @returns counts for the log */
const carryOut = async (
  parts: Parts,
  account: ChannelAccount,
  request: PrivacyRequest,
  requestId: string,
): Promise<Readonly<Record<string, number>>> => {
  const caller: Caller = systemCaller(account.tenantId, 'channel-privacy', { correlationId: requestId, causationId: requestId });
  switch (request.request) {
    case 'customer-redact': {
      const { persons, refusedPayloads } = await parts.erasePerson(caller, selectorOf(account, request), requestId);
      return { persons: persons.length, refused_payloads: refusedPayloads };
    }
    case 'customer-data-request': {
      const exports = await parts.exportPerson(caller, selectorOf(account, request), request.requestId ?? requestId);
      return { persons: exports.length };
    }
    case 'shop-redact': {
      const { orders, personsErased, payloads } = await parts.redactShop(caller, account, requestId);
      return { orders, persons: personsErased, payloads };
    }
    default:
      return assertNever(request);
  }
};
