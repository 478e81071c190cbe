import { err, ok, type Result } from '../../kernel/result.ts';
import type { Table, Write } from '../../platform/ports.ts';
import type { ChannelAccount, ChannelAccountRejection } from '../domain/channel-account.ts';
import type { ChannelAccounts } from './channel-accounts.ts';
import { type Identifying, identityOf } from './channel-connector.ts';
import { claimWrite, readClaim, releaseWrites } from './channel-origin.rows.ts';

type Given = Pick<ChannelAccount, 'settings' | 'shopDomain'>;
type Rejection<Code> = Extract<ChannelAccountRejection, { readonly code: Code }>;

const knownOf = (kind: Identifying, account: ChannelAccount): string | null => account.identity ?? identityOf(kind, account);

/** What an account stands for once it is set as given. It may come to be known, and does not change from then on. */
export const identityAfter = (
  kind: Identifying,
  before: ChannelAccount | undefined,
  given: Given,
): Result<string | null, Rejection<'origin-changed'>> => {
  const wanted = identityOf(kind, given);
  const known = before ? knownOf(kind, before) : null;
  if (known === null || wanted === null || wanted === known) return ok(wanted ?? known);
  // An account that only took deliveries knows its shop's domain; its first settings say where on that domain the shop is.
  const isMoreExact = before?.connectedAt === null && wanted.startsWith(`${known}/`);
  return isMoreExact ? ok(wanted) : err({ code: 'origin-changed', identity: known });
};

const isOlder = (left: ChannelAccount, right: ChannelAccount): boolean =>
  `${left.addedAt} ${left.account}` < `${right.addedAt} ${right.account}`;

/**
 * Sees to it that one account stands for one shop or seller, in the whole installation: events name nothing else, so that
 * another tenant could have them by naming the same shop, and two accounts of one tenant would take every order twice.
 */
export const createStandForOrigin = ({
  ledger,
  accounts,
}: {
  readonly ledger: Pick<Table, 'get'>;
  readonly accounts: Pick<ChannelAccounts, 'inUse'>;
}) => {
  const rivalOf = async (
    kind: Identifying,
    before: ChannelAccount | undefined,
    { channel, account }: ChannelAccount,
    origin: string,
  ): Promise<Pick<ChannelAccount, 'tenantId' | 'account'> | undefined> => {
    const claim = await readClaim(ledger, channel, origin);
    if (claim?.held) return claim.account === account ? undefined : claim;
    // Accounts of earlier releases stand for their shop without a claim. Of two such, the older one may make it.
    const others = (await accounts.inUse(channel)).filter((other) => other.account !== account && knownOf(kind, other) === origin);
    const isInUse = before?.removedAt === null;
    return others.find((other) => !(isInUse && isOlder(before, other)));
  };

  /** What has to be written with the account. */
  return async (
    kind: Identifying,
    before: ChannelAccount | undefined,
    after: ChannelAccount,
  ): Promise<Result<readonly Write[], Rejection<'origin-taken'>>> => {
    const { identity, tenantId } = after;
    if (!kind.originOf || identity === null) return ok([]);
    const rival = await rivalOf(kind, before, after, identity);
    if (rival) return err({ code: 'origin-taken', account: rival.tenantId === tenantId ? rival.account : null });
    const given = before && before.identity !== identity ? await releaseWrites(ledger, before, before.identity) : [];
    return ok([claimWrite(after, identity), ...given]);
  };
};
