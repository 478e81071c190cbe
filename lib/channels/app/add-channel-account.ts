import type { AuditEntry } from '../../access/index.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import type { TenantId } from '../../kernel/ids.ts';
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
  stockProblemOf,
  type StockPublication,
} from '../domain/channel-account.ts';
import { accountToItem, stockView } from './channel-account.rows.ts';
import type { ChannelAccounts } from './channel-accounts.ts';
import type { ChannelConnector } from './channel-connector.ts';
import { createStandForOrigin, identityAfter } from './stand-for-origin.ts';

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
  /** @default null: it is told nothing of stock */
  readonly stock?: StockPublication | undefined;
  /**
   * Who decides what secrets an account may use and where they may travel. Whoever runs the installation may name any secret
   * of it; a tenant only its own, which begin with its id and a slash or have the account's default names, because with an
   * address of its choice it could read the others'.
   * @default installation
   */
  readonly onBehalfOf?: 'installation' | 'tenant';
};

/** What accounts are checked by. */
type ChannelKind = Pick<ChannelConnector, 'adapter' | 'settingsProblems' | 'originOf' | 'boundTo'>;

const addTriesMax = 3;

const secretsOf = (input: NewChannelAccount) =>
  [
    { field: 'secret_name', name: input.secretName, usual: defaultSecretName(input.channel, input.account) },
    { field: 'credentials_name', name: input.credentialsName, usual: defaultCredentialsName(input.channel, input.account) },
  ] as const;

/** Beside what is wrong for everybody. What an account has been given by others it may keep. */
const foreignTo = (
  tenantId: TenantId,
  input: NewChannelAccount,
  before: ChannelAccount | undefined,
): ChannelAccountRejection | undefined => {
  const kept = [before?.secretName, before?.credentialsName];
  const foreign = secretsOf(input).find(
    ({ name, usual }) => name !== undefined && name !== usual && !name.startsWith(`${tenantId}/`) && !kept.includes(name),
  );
  if (foreign) return { code: 'secret-name-foreign', field: foreign.field, allowed: [foreign.usual, `${tenantId}/…`] };
  const isPlain = input.baseUrl !== undefined && !input.baseUrl.startsWith('https://') && input.baseUrl !== before?.baseUrl;
  return isPlain ? { code: 'base-url-invalid' } : undefined;
};

const problemOf = (kind: ChannelKind, input: NewChannelAccount): ChannelAccountRejection | undefined => {
  if (!accountPattern.test(input.account)) return { code: 'account-invalid' };
  const shopDomain = input.shopDomain?.toLowerCase() ?? null;
  if (shopDomain !== null && !shopDomainPattern.test(shopDomain)) return { code: 'shop-domain-invalid' };
  const misnamed = secretsOf(input).find(({ name }) => name !== undefined && !secretNamePattern.test(name));
  if (misnamed) return { code: 'secret-name-invalid', field: misnamed.field };
  if (input.baseUrl !== undefined && readBaseUrl(input.baseUrl) === undefined) return { code: 'base-url-invalid' };
  const problems = input.settings === undefined ? [] : kind.settingsProblems({ settings: input.settings, shopDomain });
  if (problems.length > 0) return { code: 'settings-invalid', problems };
  if (input.stock === undefined) return undefined;
  return input.settings === undefined ? { code: 'stock-without-settings' } : stockProblemOf(input.stock);
};

const audited = ({ shopDomain, secretName, settings, credentialsName, baseUrl, stock, removedAt }: ChannelAccount) => ({
  shop_domain: shopDomain,
  secret_name: secretName,
  settings: settings as Json,
  credentials_name: credentialsName,
  base_url: baseUrl,
  stock: stock === null ? null : stockView(stock),
  removed_at: removedAt,
});

type Given = Omit<ChannelAccount, 'identity' | 'addedAt' | 'connectedAt' | 'removedAt'>;

const givenBy = (tenantId: TenantId, input: NewChannelAccount): Given => ({
  tenantId,
  channel: input.channel,
  account: input.account,
  shopDomain: input.shopDomain?.toLowerCase() ?? null,
  secretName: input.secretName ?? defaultSecretName(input.channel, input.account),
  settings: input.settings ?? null,
  credentialsName: input.credentialsName ?? defaultCredentialsName(input.channel, input.account),
  baseUrl: input.baseUrl === undefined ? null : (readBaseUrl(input.baseUrl) ?? null),
  stock: input.stock ?? null,
});

/**
 * Nobody has given the account another shop meanwhile. Who owns the id never changes, so this also keeps two tenants from
 * adding it at once.
 */
const asBefore = ({ tenantId, identity }: ChannelAccount): Condition => ({
  kind: 'all',
  conditions: [
    { kind: 'equals', attribute: 'tenant_id', value: tenantId },
    identity === null ? { kind: 'attribute-absent', attribute: 'identity' } : { kind: 'equals', attribute: 'identity', value: identity },
  ],
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
  const standFor = createStandForOrigin({ ledger, accounts });

  const save = async (
    caller: Caller,
    before: ChannelAccount | undefined,
    after: ChannelAccount,
    claims: readonly Write[],
  ): Promise<boolean> => {
    const condition: Condition = before ? asBefore(before) : { kind: 'absent' };
    const audit = auditWrite({
      tenantId: after.tenantId,
      actor: caller.context.actor,
      action: before ? 'channel-account.changed' : 'channel-account.added',
      target: { kind: 'channel_account', id: `${after.channel}/${after.account}` },
      before: before ? audited(before) : null,
      after: audited(after),
    });
    try {
      await ledger.transact([{ kind: 'put', item: accountToItem(after), condition }, audit, ...claims]);
      return true;
    } catch (error) {
      if (error instanceof TransactionCanceledError) return false;
      throw error;
    }
  };

  return async (caller: Caller, input: NewChannelAccount): Promise<Result<ChannelAccount, ChannelAccountRejection>> => {
    const kind = kinds.find(({ adapter }) => adapter.channel === input.channel);
    if (!kind) return err({ code: 'channel-unknown', allowed: kinds.map(({ adapter }) => adapter.channel) });
    const problem = problemOf(kind, input);
    if (problem) return err(problem);
    const { channel, account } = input;
    for (let attempt = 1; attempt <= addTriesMax; attempt += 1) {
      const before = await accounts.read(channel, account);
      if (before && before.tenantId !== caller.tenantId) return err({ code: 'account-taken' });
      const foreign = input.onBehalfOf === 'tenant' ? foreignTo(caller.tenantId, input, before) : undefined;
      if (foreign) return err(foreign);
      const given = givenBy(caller.tenantId, input);
      const identity = identityAfter(kind, before, given);
      if (!identity.ok) return identity;
      const now = clock.now();
      const after: ChannelAccount = {
        ...given,
        identity: identity.value,
        addedAt: before?.addedAt ?? now,
        connectedAt: before?.connectedAt ?? (given.settings === null ? null : now),
        removedAt: null,
      };
      const claims = await standFor(kind, before, after);
      if (!claims.ok) return claims;
      const saved = await save(caller, before, after, claims.value);
      // Afterwards, because whoever asks while it is written may remember what was before.
      accounts.forget(channel, account);
      if (saved) return ok(after);
    }
    throw new Error(`channel account ${channel}/${account} changed at every try`);
  };
};
