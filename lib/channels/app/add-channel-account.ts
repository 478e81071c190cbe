import type { AuditEntry } from '../../access/index.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import { type Clock, type Condition, type Table, TransactionCanceledError, type Write } from '../../platform/ports.ts';
import {
  accountPattern,
  type AccountSettings,
  type ChannelAccount,
  type ChannelAccountRejection,
  defaultCredentialsName,
  defaultSecretName,
  readBaseUrl,
  secretNamePattern,
  shopDomainPattern,
} from '../domain/channel-account.ts';
import { accountToItem } from './channel-account.rows.ts';
import type { ChannelAccounts } from './channel-accounts.ts';
import type { ChannelConnector } from './channel-connector.ts';

export type NewChannelAccount = {
  readonly channel: string;
  readonly account: string;
  /** @default null, any shop that signs with the secret */
  readonly shopDomain?: string | undefined;
  /** @default `<channel>-<account>-webhook-secret` */
  readonly secretName?: string | undefined;
  /** How its API is reached. @default null: it is not polled, and is told nothing */
  readonly settings?: AccountSettings | undefined;
  /** @default `<channel>-<account>-credentials` */
  readonly credentialsName?: string | undefined;
  /** @default the vendor's own address */
  readonly baseUrl?: string | undefined;
};

/** What accounts are checked by. */
type ChannelKind = Pick<ChannelConnector, 'adapter' | 'settingsProblems'>;

const addTriesMax = 3;

const problemOf = (kinds: readonly ChannelKind[], input: NewChannelAccount): ChannelAccountRejection | undefined => {
  const kind = kinds.find(({ adapter }) => adapter.channel === input.channel);
  if (!kind) return { code: 'channel-unknown', allowed: kinds.map(({ adapter }) => adapter.channel) };
  if (!accountPattern.test(input.account)) return { code: 'account-invalid' };
  const shopDomain = input.shopDomain?.toLowerCase() ?? null;
  if (shopDomain !== null && !shopDomainPattern.test(shopDomain)) return { code: 'shop-domain-invalid' };
  const names = [input.secretName, input.credentialsName].filter((name) => name !== undefined);
  if (!names.every((name) => secretNamePattern.test(name))) return { code: 'secret-name-invalid' };
  if (input.baseUrl !== undefined && readBaseUrl(input.baseUrl) === undefined) return { code: 'base-url-invalid' };
  const problems = input.settings === undefined ? [] : kind.settingsProblems({ settings: input.settings, shopDomain });
  return problems.length > 0 ? { code: 'settings-invalid', problems } : undefined;
};

const audited = ({ shopDomain, secretName, settings, credentialsName, baseUrl, removedAt }: ChannelAccount) => ({
  shop_domain: shopDomain,
  secret_name: secretName,
  settings: settings as Json,
  credentials_name: credentialsName,
  base_url: baseUrl,
  removed_at: removedAt,
});

/** Adds an account, or changes the tenant's own; one that was removed is taken into use again. */
export const createAddChannelAccount = (parts: {
  readonly ledger: Table;
  readonly clock: Clock;
  readonly accounts: ChannelAccounts;
  readonly kinds: readonly ChannelKind[];
  readonly auditWrite: (entry: AuditEntry) => Write;
}) => {
  const { ledger, clock, accounts, kinds, auditWrite } = parts;

  const save = async (caller: Caller, before: ChannelAccount | undefined, after: ChannelAccount): Promise<boolean> => {
    // Who owns the id never changes, so this condition also keeps two tenants from adding it at once.
    const condition: Condition = before ? { kind: 'equals', attribute: 'tenant_id', value: after.tenantId } : { kind: 'absent' };
    const audit = auditWrite({
      tenantId: after.tenantId,
      actor: caller.context.actor,
      action: before ? 'channel-account.changed' : 'channel-account.added',
      target: { kind: 'channel_account', id: `${after.channel}/${after.account}` },
      before: before ? audited(before) : null,
      after: audited(after),
    });
    try {
      await ledger.transact([{ kind: 'put', item: accountToItem(after), condition }, audit]);
      return true;
    } catch (error) {
      if (error instanceof TransactionCanceledError) return false;
      throw error;
    }
  };

  return async (caller: Caller, input: NewChannelAccount): Promise<Result<ChannelAccount, ChannelAccountRejection>> => {
    const problem = problemOf(kinds, input);
    if (problem) return err(problem);
    const { channel, account } = input;
    for (let attempt = 1; attempt <= addTriesMax; attempt += 1) {
      const before = await accounts.read(channel, account);
      if (before && before.tenantId !== caller.tenantId) return err({ code: 'account-taken' });
      const after: ChannelAccount = {
        tenantId: caller.tenantId,
        channel,
        account,
        shopDomain: input.shopDomain?.toLowerCase() ?? null,
        secretName: input.secretName ?? defaultSecretName(channel, account),
        settings: input.settings ?? null,
        credentialsName: input.credentialsName ?? defaultCredentialsName(channel, account),
        baseUrl: input.baseUrl === undefined ? null : (readBaseUrl(input.baseUrl) ?? null),
        addedAt: before?.addedAt ?? clock.now(),
        removedAt: null,
      };
      accounts.forget(channel, account);
      if (await save(caller, before, after)) return ok(after);
    }
    throw new Error(`channel account ${channel}/${account} changed at every try`);
  };
};
