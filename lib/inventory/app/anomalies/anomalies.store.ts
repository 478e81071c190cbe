import * as z from 'zod';
import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts';
import { stableId } from '../../../kernel/hash-chain.ts';
import type { LocationId, Sku, TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { fromWire, toWire } from '../../../kernel/wire.ts';
import { type Item, type Platform, TransactionCanceledError, type Write } from '../../../platform/ports.ts';
import {
  type AnomalyKind,
  anomalyKinds,
  type FlagStatus,
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
export type StockFlag = FlagContent & {
  readonly flagId: string;
  readonly status: FlagStatus;
  readonly openedAt: Instant;
  readonly endedAt: Instant | null;
  readonly resolution: {
    readonly code: ResolutionCode;
    readonly note: string | null;
    readonly by: { readonly kind: 'user' | 'system' | 'api_key'; readonly id: string };
    readonly at: Instant;
  } | null;
  /** Counts the changes of the row, so that of two writers at once one notices. */
  readonly revision: number;
};

export type FlagPage = { readonly items: readonly StockFlag[]; readonly cursor?: string };

const ActionRow = z.looseObject({ kind: z.string() });
const FlagRow = z.looseObject({
  flag_id: z.string(),
  kind: z.enum([...anomalyKinds, 'safety_stock']),
  status: z.enum(flagStatuses),
  opened_at: z.string(),
  recommended_action: ActionRow,
  revision: z.int(),
});

/** What has ended is kept for a year: it says how often an item was strange before. */
const endedKeptMs = 366 * 86_400_000;
const rowsPerRead = 100;
/** Rows that one page of a list looks at, at most: fewer may be answered, and still there is a cursor. */
const looksMax = 1_000;
/** Counted of one tenant, at most; that many ring as loudly as more would. */
const countedMax = 1_000;

const familyOf = (kind: StockFlag['kind']): FlagFamily => (kind === 'safety_stock' ? 'safety_stock' : 'anomaly');
const recordKey = (tenantId: TenantId, flagId: string) => ({ PK: `${tenantId}#STOCKFLAG#${flagId}`, SK: 'FLAG' });
const listOf = (tenantId: TenantId, family: FlagFamily, part: string): string => `${tenantId}#STOCKFLAGS#${family}.${part}`;
const placeIn = ({ openedAt, flagId }: StockFlag): string => `${openedAt}#${flagId}`;

/** Rows of lists in which a flag stands: all of its family, those of its location, and serious ones that are open. */
const listRows = (tenantId: TenantId, flag: StockFlag): readonly Item[] => {
  const family = familyOf(flag.kind);
  const list = flag.status === 'open' ? 'open' : 'ended';
  const lists = [list, `${list}@${flag.locationId}`, ...(flag.status === 'open' && flag.severity === 'high' ? ['high'] : [])];
  return lists.map((part) => ({ PK: listOf(tenantId, family, part), SK: placeIn(flag), flag_id: flag.flagId }));
};

/** What of a flag may change while its state lasts. */
const saidOf = ({ sentence, severity, recommendedAction }: FlagContent): string =>
  canonicalJson([sentence, severity, recommendedAction] as Json);

const nameOf = ({ PK, SK }: Item): string => `${PK}\n${SK}`;

/**
 * Flags in rows of the ledger table, beside the streams: what a person has said of one is not to be lost, and a state that
 * lasts is told once. Each has a row of its own and rows in the lists it stands in, written together.
 */
export const createFlagStore = ({ ledger, sha256, clock }: Pick<Platform, 'ledger' | 'sha256' | 'clock'>) => {
  const idOf = (tenantId: TenantId, { kind, sku, locationId, about }: Pick<FlagContent, 'kind' | 'sku' | 'locationId' | 'about'>): string =>
    stableId(sha256, 'stock-flag', tenantId, kind, sku ?? '', locationId, about);

  const readMany = async (tenantId: TenantId, flagIds: readonly string[]): Promise<readonly (StockFlag | undefined)[]> => {
    const found: (StockFlag | undefined)[] = [];
    for (let start = 0; start < flagIds.length; start += rowsPerRead) {
      const items = await ledger.getMany(flagIds.slice(start, start + rowsPerRead).map((flagId) => recordKey(tenantId, flagId)));
      found.push(...items.map((item) => (item ? fromWire<StockFlag>(FlagRow.parse(item['flag'])) : undefined)));
    }
    return found;
  };

  /** @returns false when somebody else has changed the flag meanwhile */
  const write = async (tenantId: TenantId, before: StockFlag | undefined, after: StockFlag): Promise<boolean> => {
    const ttl = after.status === 'open' ? {} : { ttl: Math.ceil(toEpochMs(plusMs(clock.now(), endedKeptMs)) / 1_000) };
    const wanted = listRows(tenantId, after);
    const names = new Set(wanted.map(nameOf));
    const gone = before ? listRows(tenantId, before).filter((row) => !names.has(nameOf(row))) : [];
    const record: Write = {
      kind: 'put',
      item: { ...recordKey(tenantId, after.flagId), flag: toWire(after), revision: after.revision, ...ttl },
      condition: before ? { kind: 'equals', attribute: 'revision', value: before.revision } : { kind: 'absent' },
    };
    try {
      await ledger.transact([
        record,
        ...wanted.map((row): Write => ({ kind: 'put', item: { ...row, ...ttl } })),
        ...gone.map(({ PK, SK }): Write => ({ kind: 'delete', key: { PK, SK } })),
      ]);
      return true;
    } catch (error) {
      if (error instanceof TransactionCanceledError) return false;
      throw error;
    }
  };

  const opened = (tenantId: TenantId, content: FlagContent, before: StockFlag | undefined): StockFlag => ({
    ...content,
    flagId: idOf(tenantId, content),
    status: 'open',
    openedAt: before?.status === 'open' ? before.openedAt : clock.now(),
    endedAt: null,
    resolution: null,
    revision: (before?.revision ?? 0) + 1,
  });

  return {
    idOf,
    get: async (tenantId: TenantId, flagId: string): Promise<StockFlag | undefined> => (await readMany(tenantId, [flagId]))[0],
    /** Tells what an event has shown, once for good. @returns whether it is new */
    tell: async (tenantId: TenantId, content: FlagContent): Promise<boolean> => {
      const [known] = await readMany(tenantId, [idOf(tenantId, content)]);
      return known === undefined && (await write(tenantId, undefined, opened(tenantId, content, undefined)));
    },
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
      const known = await readMany(
        tenantId,
        kinds.map((kind) => idOf(tenantId, { ...item, kind, about: '' })),
      );
      const changes = { opened: 0, closed: 0 };
      for (const [index, kind] of kinds.entries()) {
        const before = known[index];
        const content = found.find((one) => one.kind === kind);
        if (content && (before === undefined || before.status === 'closed')) {
          if (await write(tenantId, before, opened(tenantId, content, before))) changes.opened += 1;
        } else if (content && before?.status === 'open' && saidOf(before) !== saidOf(content)) {
          // The same state with other figures: it stays where it stands in the lists.
          await write(tenantId, before, opened(tenantId, content, before));
        } else if (!content && before && before.status !== 'closed') {
          const after: StockFlag = { ...before, status: 'closed', endedAt: clock.now(), revision: before.revision + 1 };
          if (await write(tenantId, before, after)) changes.closed += 1;
        }
      }
      return changes;
    },
    /** @returns the flag as it stands then; undefined when somebody else was faster */
    resolve: async (
      tenantId: TenantId,
      flag: StockFlag,
      resolution: NonNullable<StockFlag['resolution']>,
    ): Promise<StockFlag | undefined> => {
      const after: StockFlag = { ...flag, status: 'resolved', endedAt: resolution.at, resolution, revision: flag.revision + 1 };
      return (await write(tenantId, flag, after)) ? after : undefined;
    },
    /** The oldest first while they are open, since they wait; those that have ended newest first. */
    list: async (
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
      const PK = listOf(tenantId, family, locationId === undefined ? list : `${list}@${locationId}`);
      const items: StockFlag[] = [];
      let { cursor } = page;
      let looked = 0;
      do {
        // One row at a time more would be read than fits; a page is therefore never longer than what is still wanted.
        const limit = Math.min(rowsPerRead, page.limit - items.length);
        const rows = await ledger.query({ PK, limit, descending: list === 'ended', ...(cursor === undefined ? {} : { cursor }) });
        const flags = await readMany(
          tenantId,
          rows.items.map((row) => String(row['flag_id'])),
        );
        items.push(...flags.filter((flag) => flag !== undefined).filter(shows));
        looked += limit;
        cursor = rows.cursor;
      } while (cursor !== undefined && items.length < page.limit && looked < looksMax);
      return { items, ...(cursor === undefined ? {} : { cursor }) };
    },
    /** Serious ones that have been open since before this moment. */
    countHigh: async (tenantId: TenantId, openedBefore: Instant): Promise<number> =>
      (await ledger.query({ PK: listOf(tenantId, 'anomaly', 'high'), to: `${openedBefore}#`, limit: countedMax })).items.length,
    countOpen: async (tenantId: TenantId, family: FlagFamily): Promise<number> =>
      (await ledger.query({ PK: listOf(tenantId, family, 'open'), limit: countedMax })).items.length,
  };
};

export type FlagStore = ReturnType<typeof createFlagStore>;
