import type { TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import type { OrderRow } from '../../domain/history/index.ts';
import { historyRecord } from '../../domain/records/history-record.ts';
import {
  createRecordJudge,
  type KeptRecord,
  recordsMax,
  recordsMin,
  trainRecordModel,
  type Verdict,
} from '../../domain/records/record-check.ts';
import type { HistoryProblem } from '../../domain/training/quarantine.ts';
import type { HistoryStore } from './history-store.ts';

/** How the check of one channel's imported orders stands before a file is taken. */
export type HistoryCheck = {
  readonly channel: string;
  readonly state: 'silent' | 'speaking';
  /** Orders that are kept of the channel, those that it looks at. */
  readonly records: number;
  readonly recordsNeeded: number;
};

/** How far back kept orders tell what is usual. */
const lookedBackMs = 730 * 86_400_000;
const seedDigits = 8;

export const unusualCode = 'record-unusual';

type Kept = { readonly records: KeptRecord[]; readonly ids: Set<string> };

/**
 * Trains a check for each channel of a file on the orders that are kept already: the same one that live orders meet. What is
 * kept is not asked about again. Below `recordsMin` orders of a channel it is silent.
 */
export const checkHistory = async (
  { store, sha256 }: { readonly store: Pick<HistoryStore, 'read'>; readonly sha256: (text: string) => string },
  tenantId: TenantId,
  channels: ReadonlySet<string>,
  now: Instant,
): Promise<{ readonly checks: readonly HistoryCheck[]; readonly problemsOf: (row: OrderRow) => readonly HistoryProblem[] }> => {
  const kept = new Map<string, Kept>([...channels].sort().map((channel) => [channel, { records: [], ids: new Set() }]));
  for await (const row of store.read(tenantId, { from: plusMs(now, -lookedBackMs), to: now })) {
    const of = row.kind === 'order' ? kept.get(row.channel) : undefined;
    if (row.kind !== 'order' || !of) continue;
    of.ids.add(row.source_id);
    of.records.push(historyRecord(row, row.country));
    if (of.records.length >= 2 * recordsMax) of.records.splice(0, recordsMax);
  }
  const judges = new Map<string, (record: KeptRecord) => Verdict>();
  const checks = [...kept].map(([channel, { records }]): HistoryCheck => {
    const seed = Number.parseInt(sha256(`record-check ${tenantId} history:${channel}`).slice(0, seedDigits), 16);
    const newest = records.slice(-recordsMax);
    const model = trainRecordModel(newest, seed);
    if (model) judges.set(channel, createRecordJudge(model));
    return { channel, state: model ? 'speaking' : 'silent', records: newest.length, recordsNeeded: recordsMin };
  });
  return {
    checks,
    problemsOf: (row) => {
      const judge = judges.get(row.channel);
      if (!judge || kept.get(row.channel)?.ids.has(row.source_id)) return [];
      const { unusual, reasons } = judge(historyRecord(row, row.shipping?.country ?? null));
      if (!unusual) return [];
      return reasons.length > 0
        ? reasons.map(({ field, message }) => ({ field, code: unusualCode, message }))
        : [{ field: '', code: unusualCode, message: 'no field alone is strange; together they are stranger than the orders before' }];
    },
  };
};
