import type * as z from 'zod';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Clock, Http } from '../../platform/ports.ts';
import type { Problem } from '../domain/canonical-order.ts';
import type { AccountSettings, ChannelAccount } from '../domain/channel-account.ts';
import type { PollRule } from '../domain/poll-state.ts';
import type { AccountMemory } from './account-memory.ts';
import type { ChannelAdapter, PrivacyRequestKind } from './channel-adapter.ts';
import type { ChannelClient } from './channel-client.ts';
import type { ChannelProbe } from './channel-probe.ts';

/** Of an account, what its settings are read with. */
export type SettingsGiven = { readonly settings: AccountSettings; readonly shopDomain: string | null };

export type ConnectParts = SettingsGiven & {
  readonly http: Http;
  readonly clock: Clock;
  readonly pause: (ms: number) => Promise<void>;
  /** Between 0 and 1: delays that differ between callers. */
  readonly random: () => number;
  /** The account's API secret, parsed from its JSON; read at every use, because it may be rotated. */
  readonly credentials: () => Promise<unknown>;
  /** What signs the account's webhooks. */
  readonly signingSecret: () => Promise<string>;
  readonly memory: AccountMemory;
  /** Instead of the vendor's own address: a sandbox, or a twin on this computer. */
  readonly baseUrl: string | null;
};

/** What a channel sends through a partner event source of EventBridge. `origin` names the shop or seller, as `originOf` does. */
export type ChannelEvent =
  | { readonly kind: 'order'; readonly origin: string; readonly body: Uint8Array }
  | { readonly kind: 'look-up'; readonly origin: string; readonly channelOrderId: string }
  | { readonly kind: 'privacy'; readonly origin: string; readonly request: PrivacyRequestKind; readonly body: Uint8Array }
  | { readonly kind: 'ignored'; readonly reason: string };

/** One kind of channel in both directions: what its adapter reads, and how its API is reached. */
export type ChannelConnector = {
  readonly adapter: ChannelAdapter;
  /** What is wrong with settings; empty when nothing is. */
  readonly settingsProblems: (given: SettingsGiven) => readonly Problem[];
  /** @throws ZodError when the settings are wrong */
  readonly connect: (parts: ConnectParts) => ChannelClient;
  /** For trying a connection. @throws ZodError when the settings are wrong */
  readonly probe: (parts: Omit<ConnectParts, 'memory'>) => ChannelProbe;
  /** How its accounts are polled. */
  readonly pollRule: PollRule;
  /** Whether its deliveries bring whole orders: then polling finds only what got lost on the way. */
  readonly deliversOrders: boolean;
  /** Absent where a channel has no events of EventBridge. */
  readonly readEvent?: (event: unknown) => Result<ChannelEvent, readonly Problem[]>;
  /**
   * The one name of an account's shop or seller, by which events speak of it too; null when it cannot be told from its
   * settings. Two accounts of one name would take every order twice, so that only one of them may have it.
   */
  readonly originOf?: (given: SettingsGiven) => string | null;
  /** For a channel whose settings do not tell the shop: what else of them may not change while an account exists. */
  readonly boundTo?: (settings: AccountSettings) => string | null;
};

/** What a connector knows of whose account it is. */
export type Identifying = Pick<ChannelConnector, 'originOf' | 'boundTo'>;

/** What the channel tells the shop or seller of an account from others by, as far as the account says; null otherwise. */
export const identityOf = (
  connector: Identifying,
  { settings, shopDomain }: Pick<ChannelAccount, 'settings' | 'shopDomain'>,
): string | null => {
  const origin = connector.originOf?.({ settings: settings ?? {}, shopDomain }) ?? null;
  if (origin !== null || settings === null) return origin;
  return connector.boundTo?.(settings) ?? null;
};

/** Checks settings with a schema and words what is wrong. */
export const readSettings = <Schema extends z.ZodType>(schema: Schema, settings: unknown): Result<z.output<Schema>, readonly Problem[]> => {
  const parsed = schema.safeParse(settings);
  if (parsed.success) return ok(parsed.data);
  return err(
    parsed.error.issues.map((issue) => ({ field: ['settings', ...issue.path].join('.'), code: 'setting-invalid', message: issue.message })),
  );
};

/** As above, for a connector's `settingsProblems`. */
export const problemsWith = (schema: z.ZodType, settings: unknown): readonly Problem[] => {
  const read = readSettings(schema, settings);
  return read.ok ? [] : read.error;
};
