import * as z from 'zod';
import type { Json } from '../../../kernel/canonical-json.ts';
import { stableId } from '../../../kernel/hash-chain.ts';
import type { LocationId, Sku, TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { fromWire } from '../../../kernel/wire.ts';
import { createFlagRows, type Flag } from '../../../platform/flags/flag-rows.ts';
import type { Platform } from '../../../platform/ports.ts';
import {
  type AnomalyKind,
  anomalyKinds,
  flagStatuses,
  type RecommendedAction,
  type ResolutionCode,
  type Severity,
} from '../../domain/anomalies/anomaly.ts';

/** Anomalies are for people to judge; safety stock is told to whoever buys and moves goods. */
export type FlagFamily = 'anomaly' | 'safety_stock';

/** What a flag says. */
export type FlagContent = {
  readonly kind: AnomalyKind | 'safety_stock';
  readonly sku: Sku | null;
  readonly locationId: LocationId;
  readonly about: string;
  readonly severity: Severity;
  readonly evidence: readonly string[];
  readonly figures: readonly { readonly name: string; readonly value: number }[];
  readonly sentence: string;
  readonly recommendedAction: RecommendedAction;
};

/** Something about stock that was told, with what became of it. */
export type StockFlag = Flag<FlagContent, ResolutionCode>;

export type FlagPage = { readonly items: readonly StockFlag[]; readonly cursor?: string };

const FlagRow = z.looseObject({
  flag_id: z.string(),
  kind: z.enum([...anomalyKinds, 'safety_stock']),
  status: z.enum(flagStatuses),
  opened_at: z.string(),
  recommended_action: z.looseObject({ kind: z.string() }),
  revision: z.int(),
});

const familyOf = (kind: StockFlag['kind']): FlagFamily => (kind === 'safety_stock' ? 'safety_stock' : 'anomaly');
const listName = (family: FlagFamily, part: string): string => `${family}.${part}`;

/** Lists in which a flag stands: all of its family, those of its location, and serious ones that are open. */
const listsOf = ({ kind, status, locationId, severity }: StockFlag): readonly string[] => {
  const list = status === 'open' ? 'open' : 'ended';
  const lists = [list, `${list}@${locationId}`, ...(status === 'open' && severity === 'high' ? ['high'] : [])];
  return lists.map((part) => listName(familyOf(kind), part));
};

/** Flags of stock, in rows of the ledger table. */
export const createFlagStore = ({ ledger, sha256, clock }: Pick<Platform, 'ledger' | 'sha256' | 'clock'>) => {
  type Named = Pick<FlagContent, 'kind' | 'sku' | 'locationId' | 'about'>;
  const idOf = (tenantId: TenantId, { kind, sku, locationId, about }: Named): string =>
    stableId(sha256, 'stock-flag', tenantId, kind, sku ?? '', locationId, about);

  const rows = createFlagRows<FlagContent, ResolutionCode>(
    { ledger, clock },
    {
      names: { record: 'STOCKFLAG', list: 'STOCKFLAGS' },
      idOf,
      listsOf,
      saidOf: ({ sentence, severity, recommendedAction }) => [sentence, severity, recommendedAction] as Json,
      parse: (stored) => fromWire<StockFlag>(FlagRow.parse(stored)),
    },
  );

  return {
    idOf,
    get: async (tenantId: TenantId, flagId: string): Promise<StockFlag | undefined> => (await rows.getMany(tenantId, [flagId]))[0],
    /** Tells what an event has shown, once for good. @returns whether it is new */
    tell: rows.tell,
    /**
     * Brings the flags of an item's states in line with what was found now. What a person has resolved is not told again while
     * the state lasts; when it has ended and comes back, it is.
     * @param kinds looked at, each of which may have been found or not
     */
    follow: async (
      tenantId: TenantId,
      item: Pick<FlagContent, 'sku' | 'locationId'>,
      kinds: readonly FlagContent['kind'][],
      found: readonly FlagContent[],
    ): Promise<{ readonly opened: number; readonly closed: number }> => {
      const known = await rows.getMany(
        tenantId,
        kinds.map((kind) => idOf(tenantId, { ...item, kind, about: '' })),
      );
      const changes = { opened: 0, closed: 0 };
      for (const [index, kind] of kinds.entries()) {
        const content = found.find((one) => one.kind === kind);
        const change = await rows.follow(tenantId, known[index], content);
        if (change === 'opened' || change === 'closed') changes[change] += 1;
      }
      return changes;
    },
    /** @returns the flag as it stands then; undefined when somebody else was faster */
    resolve: rows.resolve,
    /** The oldest first while they are open, since they wait; those that have ended newest first. */
    list: (
      tenantId: TenantId,
      choice: {
        readonly family: FlagFamily;
        readonly list: 'open' | 'ended';
        readonly locationId?: string | undefined;
        readonly shows: (flag: StockFlag) => boolean;
      },
      page: { readonly limit: number; readonly cursor?: string | undefined },
    ): Promise<FlagPage> => {
      const { family, list, locationId, shows } = choice;
      const name = listName(family, locationId === undefined ? list : `${list}@${locationId}`);
      return rows.list(tenantId, { list: name, newestFirst: list === 'ended', shows }, page);
    },
    /** Serious ones that have been open since before this moment. */
    countHigh: (tenantId: TenantId, openedBefore: Instant): Promise<number> =>
      rows.count(tenantId, listName('anomaly', 'high'), openedBefore),
    countOpen: (tenantId: TenantId, family: FlagFamily): Promise<number> => rows.count(tenantId, listName(family, 'open')),
  };
};

export type FlagStore = ReturnType<typeof createFlagStore>;
