import type { AuditEntry } from '../../access/index.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import { type Clock, type Table, TransactionCanceledError, type Write } from '../../platform/ports.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import { accountKey } from './channel-account.rows.ts';
import type { ChannelAccounts } from './channel-accounts.ts';
import { releaseWrites } from './channel-origin.rows.ts';

export type AccountNotFound = { readonly code: 'channel-account-not-found' };

/**
 * Takes an account out of use: no order is taken from it any more, it is not read, and another account may stand for its shop.
 * Repeating it changes nothing.
 */
export const createRemoveChannelAccount = (parts: {
  readonly ledger: Pick<Table, 'get' | 'transact'>;
  readonly clock: Clock;
  readonly accounts: Pick<ChannelAccounts, 'read' | 'forget'>;
  readonly auditWrite: (entry: AuditEntry) => Write;
}) => {
  const { ledger, clock, accounts, auditWrite } = parts;

  return async (caller: Caller, channel: string, account: string): Promise<Result<ChannelAccount, AccountNotFound>> => {
    const before = await accounts.read(channel, account);
    if (!before || before.tenantId !== caller.tenantId) return err({ code: 'channel-account-not-found' });
    accounts.forget(channel, account);
    if (before.removedAt !== null) return ok(before);
    const removedAt = clock.now();
    try {
      await ledger.transact([
        {
          kind: 'update',
          key: accountKey(channel, account),
          change: { set: { removed_at: removedAt } },
          condition: { kind: 'attribute-absent', attribute: 'removed_at' },
        },
        ...(await releaseWrites(ledger, before, before.identity)),
        auditWrite({
          tenantId: caller.tenantId,
          actor: caller.context.actor,
          action: 'channel-account.removed',
          target: { kind: 'channel_account', id: `${channel}/${account}` },
          before: { removed_at: null },
          after: { removed_at: removedAt },
        }),
      ]);
    } catch (error) {
      // Somebody else has removed it since it was read. Accounts are never deleted, so there is no other reason.
      if (!(error instanceof TransactionCanceledError)) throw error;
    }
    return ok({ ...before, removedAt });
  };
};
