import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { TenantId } from '../../../kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { fromWire, toWire } from '../../../kernel/wire.ts';
import type { Key, Table } from '../../../platform/ports.ts';
import { snapshotMark } from '../../../platform/projection/snapshot-rows.ts';
import type { ReturnFact } from '../../domain/return-risk/return-facts.ts';
import type { OwnFacts, OwnOrder } from './return-sources.ts';

/** Where a tenant's count has come to. */
export type CountPass = {
  readonly startedAt: Instant;
  /** When somebody last worked at it; tenants take turns by it. */
  readonly triedAt: Instant;
  /** From where reading goes on; null at the beginning. */
  readonly after: string | null;
  readonly isRead: boolean;
  /** Rows of facts that have been kept. */
  readonly kept: number;
  /** Rows of figures that have been written. */
  readonly written: number;
  readonly isDone: boolean;
};

/** What was read by a pass is kept for so long, in which it is finished or begun anew. */
const keptMs = 3 * 86_400_000;
/** Characters of JSON in one row: a tenth or so when compressed, well below the 400 KB that a row of DynamoDB may have. */
const charactersMax = 800_000;
const rowsPerPage = 20;

const PassRow = z.object({
  started_at: z.string().transform(Instant),
  tried_at: z.string().transform(Instant),
  after: z.string().nullable(),
  is_read: z.boolean(),
  kept: z.int().min(0),
  written: z.int().min(0),
  is_done: z.boolean(),
});
const PartRow = z.object({ part: z.string() });

type Part = { readonly facts: readonly ReturnFact[]; readonly orders: readonly OwnOrder[] };

const passKey = (tenantId: TenantId): Key => ({ PK: `${tenantId}#RETURNCOUNT`, SK: 'PASS' });
const partsOf = (tenantId: TenantId, { startedAt }: Pick<CountPass, 'startedAt'>): string => `${tenantId}#RETURNCOUNT#${startedAt}`;
const partName = (index: number): string => String(index).padStart(6, '0');

/** Facts in slices that a row can hold; the orders go with the first. */
const slicesOf = ({ facts, orders }: Pick<OwnFacts, 'facts' | 'orders'>): readonly Part[] => {
  const slices: ReturnFact[][] = [[]];
  let characters = JSON.stringify(orders).length;
  for (const fact of facts) {
    const length = JSON.stringify(fact).length;
    if (characters + length > charactersMax) {
      slices.push([]);
      characters = 0;
    }
    slices.at(-1)?.push(fact);
    characters += length;
  }
  return slices.map((slice, index) => ({ facts: slice, orders: index === 0 ? orders : [] }));
};

/** How far each tenant's count of returns has come, and what it has read by then, in rows of the views that go by themselves. */
export const createCountPassRows = (views: Table) => {
  const rest = ({ startedAt }: CountPass) => ({ ...snapshotMark, ttl: Math.ceil(toEpochMs(plusMs(startedAt, keptMs)) / 1_000) });
  return {
    pass: async (tenantId: TenantId): Promise<CountPass | undefined> => {
      const parsed = PassRow.safeParse(await views.get(passKey(tenantId)));
      return parsed.success ? fromWire<CountPass>(parsed.data) : undefined;
    },
    savePass: (tenantId: TenantId, pass: CountPass): Promise<void> =>
      views.put({ ...passKey(tenantId), ...(toWire(pass) as object), ...rest(pass) }),
    /** Keeps what was read. A part that is kept again, because its pass broke off, takes the place of the former. @returns rows kept by now */
    keep: async (tenantId: TenantId, pass: CountPass, read: Pick<OwnFacts, 'facts' | 'orders'>): Promise<number> => {
      const slices = slicesOf(read);
      for (const [index, slice] of slices.entries()) {
        const part = gzipSync(JSON.stringify(slice)).toString('base64');
        await views.put({ PK: partsOf(tenantId, pass), SK: partName(pass.kept + index), part, ...rest(pass) });
      }
      return pass.kept + slices.length;
    },
    /** Everything that the pass has kept; undefined where a part of it is gone. */
    kept: async (tenantId: TenantId, pass: CountPass): Promise<Part | undefined> => {
      const parts: Part[] = [];
      let cursor: string | undefined;
      do {
        const to = partName(Math.max(0, pass.kept - 1));
        const query = { PK: partsOf(tenantId, pass), to, limit: rowsPerPage, ...(cursor === undefined ? {} : { cursor }) };
        const page = await views.query(query);
        for (const row of page.items) {
          const { part } = PartRow.parse(row);
          parts.push(JSON.parse(gunzipSync(Buffer.from(part, 'base64')).toString('utf8')) as Part);
        }
        cursor = page.cursor;
      } while (cursor !== undefined);
      if (parts.length !== pass.kept) return undefined;
      return { facts: parts.flatMap(({ facts }) => facts), orders: parts.flatMap(({ orders }) => orders) };
    },
  };
};
