import * as z from 'zod';
import { stableId } from '../../../kernel/hash-chain.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { fromWire } from '../../../kernel/wire.ts';
import type { Caller } from '../../../platform/event-store/caller.ts';
import { createFlagRows, type Flag, flagStatuses } from '../../../platform/flags/flag-rows.ts';
import { type Platform, UnavailableError } from '../../../platform/ports.ts';
import {
  type OrderAnomalyKind,
  orderActionKinds,
  orderAnomalyKinds,
  orderAnomalySeverities,
  type OrderFinding,
  type OrderResolutionCode,
  saidOf,
} from '../../domain/anomalies/order-anomaly.ts';

/** Something about orders that was told, with what became of it. */
export type OrderAnomaly = Flag<OrderFinding, OrderResolutionCode>;
export type OrderAnomalyPage = { readonly items: readonly OrderAnomaly[]; readonly cursor?: string };

export type OrderAnomalyRejection = { readonly code: 'anomaly-not-found' } | { readonly code: 'anomaly-closed' };

/** Why an anomaly is not resolved, in words. */
export const describeOrderAnomalyRejection = ({ code }: OrderAnomalyRejection): string =>
  code === 'anomaly-not-found' ? 'There is no such anomaly.' : 'What it told of is over: there is nothing left to resolve.';

const FlagRow = z.looseObject({
  flag_id: z.string(),
  kind: z.enum(orderAnomalyKinds),
  about: z.string(),
  severity: z.enum(orderAnomalySeverities),
  action: z.enum(orderActionKinds),
  status: z.enum(flagStatuses),
  opened_at: z.string(),
  revision: z.int(),
});

/** Flags whose state lasts, a person may have resolved them or not; more of one tenant are not followed. */
const liveMax = 1_000;
const attemptsMax = 3;

/** What resolved and open ones have in common is that their state lasts: they are followed until it does not. */
const listsOf = ({ status, severity }: OrderAnomaly): readonly string[] => [
  ...(status === 'open' ? ['open'] : ['ended']),
  ...(status === 'closed' ? [] : ['live']),
  ...(status === 'open' && severity === 'high' ? ['high'] : []),
];

/** What was told about orders, in rows of the ledger table. */
export const createOrderFlags = ({ ledger, sha256, clock }: Pick<Platform, 'ledger' | 'sha256' | 'clock'>) => {
  const rows = createFlagRows<OrderFinding, OrderResolutionCode>(
    { ledger, clock },
    {
      names: { record: 'ORDERFLAG', list: 'ORDERFLAGS' },
      idOf: (tenantId, { kind, about }) => stableId(sha256, 'order-flag', tenantId, kind, about),
      listsOf,
      saidOf,
      parse: (stored) => fromWire<OrderAnomaly>(FlagRow.parse(stored)),
    },
  );

  const resolveOnce = async (
    { tenantId, context }: Caller,
    flagId: string,
    told: { readonly code: OrderResolutionCode; readonly note: string | null },
  ): Promise<Result<OrderAnomaly, OrderAnomalyRejection> | undefined> => {
    const [flag] = await rows.getMany(tenantId, [flagId]);
    if (!flag) return err({ code: 'anomaly-not-found' });
    // Who has resolved it first has resolved it.
    if (flag.status === 'resolved') return ok(flag);
    if (flag.status === 'closed') return err({ code: 'anomaly-closed' });
    const after = await rows.resolve(tenantId, flag, { ...told, by: context.actor, at: clock.now() });
    return after && ok(after);
  };

  const live = async (tenantId: TenantId, kinds: readonly OrderAnomalyKind[]): Promise<readonly OrderAnomaly[]> => {
    const shows = ({ kind }: OrderAnomaly): boolean => kinds.includes(kind);
    return (await rows.list(tenantId, { list: 'live', newestFirst: false, shows }, { limit: liveMax })).items;
  };

  return {
    /** Those whose state lasts, also when a person has resolved them. */
    live,
    /** Brings the flags of these kinds in line with what was found: what was not found is over. */
    follow: async (
      tenantId: TenantId,
      kinds: readonly OrderAnomalyKind[],
      found: readonly OrderFinding[],
    ): Promise<{ readonly opened: number; readonly closed: number }> => {
      const changes = { opened: 0, closed: 0 };
      const idOf = ({ kind, about }: OrderFinding): string => stableId(sha256, 'order-flag', tenantId, kind, about);
      const byId = new Map(found.map((finding) => [idOf(finding), finding]));
      const known = await rows.getMany(tenantId, [...byId.keys()]);
      for (const [index, finding] of [...byId.values()].entries())
        if ((await rows.follow(tenantId, known[index], finding)) === 'opened') changes.opened += 1;
      for (const flag of await live(tenantId, kinds))
        if (!byId.has(flag.flagId) && (await rows.follow(tenantId, flag, undefined)) === 'closed') changes.closed += 1;
      return changes;
    },
    /** The oldest first while they are open, since they wait; those that have ended newest first. */
    list: (
      tenantId: TenantId,
      choice: { readonly list: 'open' | 'ended'; readonly kind?: OrderAnomalyKind | undefined },
      page: { readonly limit: number; readonly cursor?: string | undefined },
    ): Promise<OrderAnomalyPage> =>
      rows.list(
        tenantId,
        { list: choice.list, newestFirst: choice.list === 'ended', shows: ({ kind }) => choice.kind === undefined || choice.kind === kind },
        page,
      ),
    /** @throws UnavailableError when others keep changing it */
    resolve: async (
      caller: Caller,
      flagId: string,
      told: { readonly code: OrderResolutionCode; readonly note: string | null },
    ): Promise<Result<OrderAnomaly, OrderAnomalyRejection>> => {
      for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
        const resolved = await resolveOnce(caller, flagId, told);
        if (resolved) return resolved;
      }
      throw new UnavailableError('The anomaly kept changing while it was being resolved');
    },
    /** Serious ones that have been open since before this moment. */
    countHigh: (tenantId: TenantId, openedBefore: Instant): Promise<number> => rows.count(tenantId, 'high', openedBefore),
  };
};

export type OrderFlags = ReturnType<typeof createOrderFlags>;
