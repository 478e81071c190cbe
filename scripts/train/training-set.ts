import { createHmac } from 'node:crypto';
import { readRiskFacts } from '../../lib/fraud/index.ts';
import { fraudTrainingRows } from '../../lib/intelligence/app/training/fraud-training-set.ts';
import type { KeptRow } from '../../lib/intelligence/app/training/history-store.ts';
import { keptOrder } from '../../lib/intelligence/app/training/import-history.ts';
import { type LabelledRow, type TrainingSet, trainingSetOf } from '../../lib/intelligence/app/training/training-set.ts';
import { type HistoryRow, momentOf } from '../../lib/intelligence/domain/history/index.ts';
import { bundledFraudScorer } from '../../lib/intelligence/index.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { Instant, plusMs } from '../../lib/kernel/instant.ts';

const tenantId = TenantId('training');

/** Tokens of a file join its own orders and nothing else, so that any key does, as long as it stays the same. */
const mac = async (purpose: string, value: string): Promise<string> =>
  createHmac('sha256', 'history').update(`${purpose}\n${value}`).digest('hex');

/** The training set of fraud from a history file of JSON lines, as of its last moment. @throws Error for a file without a mature order */
export const fraudSetFrom = async (text: string): Promise<TrainingSet> => {
  const kept: KeptRow[] = [];
  let last = '';
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const row = JSON.parse(line) as HistoryRow;
    const moment = momentOf(row);
    if (moment > last) last = moment;
    if (row.kind === 'chargeback') kept.push(row);
    if (row.kind !== 'order') continue;
    const readRisk = (tenant: TenantId, source: Parameters<typeof readRiskFacts>[2]) => readRiskFacts({ mac }, tenant, source);
    const personFor = async (
      _tenant: TenantId,
      { email, source, fallback }: { readonly email?: string; readonly source?: string; readonly fallback: string },
    ) => mac('person', email ?? source ?? fallback);
    kept.push(await keptOrder(tenantId, row, { readRisk, personFor }));
  }
  const rows: LabelledRow[] = [];
  for await (const row of fraudTrainingRows(tenantId, kept, plusMs(Instant(last), 1))) rows.push(row);
  const set = trainingSetOf(
    bundledFraudScorer().schema.features.map(({ name }) => name),
    rows,
  );
  if (!set) throw new Error('The history has no order that is old enough to have been charged back.');
  return set;
};
