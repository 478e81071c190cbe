import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';
import type { TenantId } from '../../kernel/ids.ts';
import { type Instant, plusMs, toEpochMs } from '../../kernel/instant.ts';
import { toWire } from '../../kernel/wire.ts';
import type { Actor } from '../event-store/event-record.ts';
import { type Item, type Platform, TransactionCanceledError, type Write } from '../ports.ts';

/** `resolved`: a person has dealt with it; `closed`: the state that it told of is over. */
export const flagStatuses = ['open', 'resolved', 'closed'] as const;
export type FlagStatus = (typeof flagStatuses)[number];

/** What became of something that was told. */
export type FlagStanding<Code extends string> = {
  readonly flagId: string;
  readonly status: FlagStatus;
  readonly openedAt: Instant;
  readonly endedAt: Instant | null;
  readonly resolution: { readonly code: Code; readonly note: string | null; readonly by: Actor; readonly at: Instant } | null;
  /** Counts the changes of the row, so that of two writers at once one notices. */
  readonly revision: number;
};

/** Something that was told, with what became of it. */
export type Flag<Content, Code extends string> = Content & FlagStanding<Code>;

/** How the flags of one subject are kept. */
export type FlagForm<Content, Code extends string> = {
  /** Part of the keys: of the rows of the flags, and of the lists they stand in. */
  readonly names: { readonly record: string; readonly list: string };
  /** The same for whatever was told before. */
  readonly idOf: (tenantId: TenantId, content: Content) => string;
  /** Lists that it stands in, beside how it stands. */
  readonly listsOf: (flag: Flag<Content, Code>) => readonly string[];
  /** What may change while its state lasts. */
  readonly saidOf: (content: Content) => Json;
  readonly parse: (stored: unknown) => Flag<Content, Code>;
};

/** What has ended is kept for a year: it says how often something was strange before. */
const endedKeptMs = 366 * 86_400_000;
const rowsPerRead = 100;
/** Rows that one page of a list looks at, at most: fewer may be answered, and still there is a cursor. */
const looksMax = 1_000;
/** Counted of one list, at most; that many ring as loudly as more would. */
const countedMax = 1_000;

const nameOf = ({ PK, SK }: Item): string => `${PK}\n${SK}`;

/**
 * Flags in rows of the ledger table, beside the streams: what a person has said of one is not to be lost, and a state that
 * lasts is told once. Each has a row of its own and rows in the lists it stands in, written together.
 */
export const createFlagRows = <Content extends object, Code extends string>(
  { ledger, clock }: Pick<Platform, 'ledger' | 'clock'>,
  form: FlagForm<Content, Code>,
) => {
  type Told = Flag<Content, Code>;
  const recordKey = (tenantId: TenantId, flagId: string) => ({ PK: `${tenantId}#${form.names.record}#${flagId}`, SK: 'FLAG' });
  const listKey = (tenantId: TenantId, list: string): string => `${tenantId}#${form.names.list}#${list}`;

  const listRows = (tenantId: TenantId, flag: Told): readonly Item[] =>
    form.listsOf(flag).map((list) => ({ PK: listKey(tenantId, list), SK: `${flag.openedAt}#${flag.flagId}`, flag_id: flag.flagId }));

  const getMany = async (tenantId: TenantId, flagIds: readonly string[]): Promise<readonly (Told | undefined)[]> => {
    const found: (Told | undefined)[] = [];
    for (let start = 0; start < flagIds.length; start += rowsPerRead) {
      const items = await ledger.getMany(flagIds.slice(start, start + rowsPerRead).map((flagId) => recordKey(tenantId, flagId)));
      found.push(...items.map((item) => (item ? form.parse(item['flag']) : undefined)));
    }
    return found;
  };

  /** @returns false when somebody else has changed the flag meanwhile */
  const write = async (tenantId: TenantId, before: Told | undefined, after: Told): Promise<boolean> => {
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

  const opened = (tenantId: TenantId, content: Content, before: Told | undefined): Told => ({
    ...content,
    flagId: form.idOf(tenantId, content),
    status: 'open',
    openedAt: before?.status === 'open' ? before.openedAt : clock.now(),
    endedAt: null,
    resolution: null,
    revision: (before?.revision ?? 0) + 1,
  });

  return {
    getMany,
    /** Tells what something has shown, once for good. @returns whether it is new */
    tell: async (tenantId: TenantId, content: Content): Promise<boolean> => {
      const [known] = await getMany(tenantId, [form.idOf(tenantId, content)]);
      return known === undefined && (await write(tenantId, undefined, opened(tenantId, content, undefined)));
    },
    /**
     * Brings one flag in line with what was found now: undefined when its state is over. What a person has resolved is not told
     * again while the state lasts; when it has ended and comes back, it is.
     * @param before as it stands
     */
    follow: async (
      tenantId: TenantId,
      before: Told | undefined,
      found: Content | undefined,
    ): Promise<'opened' | 'closed' | 'renewed' | 'same'> => {
      if (found && (before === undefined || before.status === 'closed'))
        return (await write(tenantId, before, opened(tenantId, found, before))) ? 'opened' : 'same';
      if (found && before?.status === 'open' && canonicalJson(form.saidOf(before)) !== canonicalJson(form.saidOf(found)))
        // The same state with other figures: it stays where it stands in the lists.
        return (await write(tenantId, before, opened(tenantId, found, before))) ? 'renewed' : 'same';
      if (found || !before || before.status === 'closed') return 'same';
      const after: Told = { ...before, status: 'closed', endedAt: clock.now(), revision: before.revision + 1 };
      return (await write(tenantId, before, after)) ? 'closed' : 'same';
    },
    /** @returns the flag as it stands then; undefined when somebody else was faster */
    resolve: async (
      tenantId: TenantId,
      flag: Told,
      resolution: NonNullable<FlagStanding<Code>['resolution']>,
    ): Promise<Told | undefined> => {
      const after: Told = { ...flag, status: 'resolved', endedAt: resolution.at, resolution, revision: flag.revision + 1 };
      return (await write(tenantId, flag, after)) ? after : undefined;
    },
    /** A page of a list; a cursor says that there may be more. */
    list: async (
      tenantId: TenantId,
      choice: { readonly list: string; readonly newestFirst: boolean; readonly shows: (flag: Told) => boolean },
      page: { readonly limit: number; readonly cursor?: string | undefined },
    ): Promise<{ readonly items: readonly Told[]; readonly cursor?: string }> => {
      const PK = listKey(tenantId, choice.list);
      const items: Told[] = [];
      let { cursor } = page;
      let looked = 0;
      do {
        // One row at a time more would be read than fits; a page is therefore never longer than what is still wanted.
        const limit = Math.min(rowsPerRead, page.limit - items.length);
        const rows = await ledger.query({ PK, limit, descending: choice.newestFirst, ...(cursor === undefined ? {} : { cursor }) });
        const flags = await getMany(
          tenantId,
          rows.items.map((row) => String(row['flag_id'])),
        );
        items.push(...flags.filter((flag) => flag !== undefined).filter(choice.shows));
        looked += limit;
        cursor = rows.cursor;
      } while (cursor !== undefined && items.length < page.limit && looked < looksMax);
      return { items, ...(cursor === undefined ? {} : { cursor }) };
    },
    /** Flags of a list, opened before this moment if one is given; a thousand at most. */
    count: async (tenantId: TenantId, list: string, openedBefore?: Instant): Promise<number> => {
      const to = openedBefore === undefined ? {} : { to: `${openedBefore}#` };
      return (await ledger.query({ PK: listKey(tenantId, list), ...to, limit: countedMax })).items.length;
    },
  };
};
