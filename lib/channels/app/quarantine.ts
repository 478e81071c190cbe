import type { PrivacyClaim, RefusedDelivery, RefusedOrder, UnreadableChannelOrder } from '../../contracts/events/channels.ts';
import type { Problem } from '../domain/canonical-order.ts';
import type { PersonId } from '../../kernel/ids.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import { createAccountMemory } from './account-memory.ts';
import type { UnreadableOrder } from './channel-client.ts';
import { intakeDeadLetters, privacyDeadLetters } from './channel-queues.ts';
import type { ChannelsParts } from './channels.parts.ts';
import { archiveKeys, hashOf, refusedIdentity } from './payload-archive.ts';

// A message holds 256 KB; whoever repairs an adapter needs the first problems, not the ten thousandth.
const problemsMax = 50;
export const firstProblems = (problems: readonly Problem[]): Problem[] => problems.slice(0, problemsMax);

/**
 * Puts aside what cannot be worked on, where operators see it and can send it back: the dead-letter queue. A channel is
 * told of success all the same, because it would repeat the same body and in the end drop the subscription.
 */
export type Quarantine = {
  /** Archives a body that cannot be an order. */
  readonly delivery: (account: ChannelAccount, rawBody: Uint8Array, problems: readonly Problem[]) => Promise<void>;
  /** Whether this very body has been put aside, and has not been worked on since. */
  readonly holds: (account: ChannelAccount, rawBody: Uint8Array) => Promise<boolean>;
  /** A redriven one that still cannot be an order; it is archived already. */
  readonly again: (delivery: RefusedDelivery, problems: readonly Problem[]) => Promise<void>;
  readonly order: (refused: RefusedOrder) => Promise<void>;
  readonly privacyRequest: (claim: PrivacyClaim, problems: readonly Problem[]) => Promise<void>;
  /** An order that cannot be fetched as a whole, once for each of its changes. False when it was put aside before. */
  readonly unreadable: (account: ChannelAccount, order: UnreadableOrder) => Promise<boolean>;
};

type QuarantineParts = Pick<ChannelsParts, 'platform' | 'vault' | 'archive'> & {
  /** Told before a body is archived, so that none lies there of which nobody was told. */
  readonly onKeep?: (account: ChannelAccount, rawRef: string, personId: PersonId) => Promise<void>;
};

export const createQuarantine = ({ platform, vault, archive, onKeep }: QuarantineParts): Quarantine => {
  const { logger, metrics } = platform.observability;

  const park = async (queue: string, message: RefusedDelivery | RefusedOrder | PrivacyClaim | UnreadableChannelOrder): Promise<void> => {
    await platform.queue(queue).send([{ body: JSON.stringify(message) }]);
    metrics.addMetric('ChannelMessagesRefused', 'Count', 1);
    logger.warn('channel message put aside', {
      tenant_id: message.tenant_id,
      channel: message.channel,
      channel_account: message.channel_account,
      ...('raw_ref' in message ? { raw_ref: message.raw_ref } : { channel_order_id: message.channel_order_id }),
      dead_letter_queue: queue,
      problems: message.refused?.map(({ field, code }) => ({ field, code })),
    });
  };

  return {
    delivery: async (account, rawBody, problems) => {
      const { tenantId } = account;
      const bodyHash = hashOf(rawBody);
      const personId = await vault.personFor(tenantId, refusedIdentity(account, bodyHash));
      const rawRef = archiveKeys.refused(account, bodyHash);
      // The letter first: what lies archived without one is seen by nobody, and `holds` would take it for looked after.
      await park(intakeDeadLetters, {
        tenant_id: tenantId,
        channel: account.channel,
        channel_account: account.account,
        raw_ref: rawRef,
        person_id: personId,
        received_at: platform.clock.now(),
        refused: firstProblems(problems),
      });
      await onKeep?.(account, rawRef, personId);
      await archive.put(rawRef, tenantId, personId, rawBody);
    },
    holds: async (account, rawBody) => (await platform.blobs.get(archiveKeys.refused(account, hashOf(rawBody)))) !== undefined,
    again: (delivery, problems) => park(intakeDeadLetters, { ...delivery, refused: firstProblems(problems) }),
    order: (refused) => park(intakeDeadLetters, refused),
    privacyRequest: (claim, problems) => park(privacyDeadLetters, { ...claim, refused: firstProblems(problems) }),
    unreadable: async (account, { channelOrderId, changedAt, code }) => {
      const memory = createAccountMemory(platform, account);
      const key = `unreadable#${channelOrderId}`;
      if ((await memory.read(key)) === changedAt) return false;
      await park(intakeDeadLetters, {
        tenant_id: account.tenantId,
        channel: account.channel,
        channel_account: account.account,
        channel_order_id: channelOrderId,
        changed_at: changedAt,
        received_at: platform.clock.now(),
        refused: [{ field: '', code, message: 'The order cannot be fetched as a whole; enter it by hand, or send this back later' }],
      });
      await memory.write(key, changedAt);
      return true;
    },
  };
};
