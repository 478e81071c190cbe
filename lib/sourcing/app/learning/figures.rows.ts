import * as z from 'zod';
import type { TenantId } from '../../../kernel/ids.ts';
import { Instant } from '../../../kernel/instant.ts';
import type { Table } from '../../../platform/ports.ts';
import { snapshotMark } from '../../../platform/projection/snapshot-rows.ts';
import type { LearnedFigures } from '../../domain/learning/estimate.ts';
import { CellRow } from './outcome.rows.ts';

/** Cells in one row: some 80 kilobytes at most. */
const cellsPerRow = 400;

const Head = z.object({ version: z.string(), made_at: z.string(), rows: z.int().min(0) });
const Chunk = z.object({ cells: z.array(CellRow) });

const partition = (tenantId: TenantId): string => `${tenantId}#LEARNED`;
const headKey = (tenantId: TenantId) => ({ PK: partition(tenantId), SK: 'HEAD' });
const chunkKey = (tenantId: TenantId, version: string, row: number) => ({ PK: partition(tenantId), SK: `${version}#${row}` });

export type StoredFigures = { readonly madeAt: Instant; readonly figures: LearnedFigures };

/** What was learned, in the views. The rows of a version are written before the head that names them, so that no reader mixes two. */
export const createFiguresRows = (views: Table) => ({
  read: async (tenantId: TenantId): Promise<StoredFigures | undefined> => {
    const head = Head.safeParse(await views.get(headKey(tenantId)));
    if (!head.success) return undefined;
    const { version, made_at: madeAt, rows } = head.data;
    const keys = Array.from({ length: rows }, (_, row) => chunkKey(tenantId, version, row));
    const stored = keys.length === 0 ? [] : await views.getMany(keys);
    const chunks = stored.map((row) => Chunk.safeParse(row));
    if (chunks.some(({ success }) => !success)) return undefined;
    return { madeAt: Instant(madeAt), figures: { version, cells: chunks.flatMap(({ data }) => data?.cells ?? []) } };
  },
  save: async (tenantId: TenantId, { madeAt, figures }: StoredFigures): Promise<void> => {
    const before = Head.safeParse(await views.get(headKey(tenantId)));
    const rows = Math.ceil(figures.cells.length / cellsPerRow);
    for (let row = 0; row < rows; row += 1) {
      const cells = figures.cells.slice(row * cellsPerRow, (row + 1) * cellsPerRow);
      await views.put({ ...chunkKey(tenantId, figures.version, row), ...snapshotMark, cells });
    }
    await views.put({ ...headKey(tenantId), ...snapshotMark, version: figures.version, made_at: madeAt, rows });
    if (!before.success || before.data.version === figures.version) return;
    for (let row = 0; row < before.data.rows; row += 1) await views.delete(chunkKey(tenantId, before.data.version, row));
  },
});
