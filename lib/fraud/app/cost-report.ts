import { parse } from 'csv-parse/sync';
import type { DecisionLog } from '../../intelligence/index.ts';
import type { OrderId, TenantId } from '../../kernel/ids.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { StreamId } from '../../platform/event-store/aggregate.ts';
import type { ScoredOutcome } from '../domain/cost-history.ts';
import type { PlacedWindow, ReadFraudLabels } from './fraud-labels.ts';
import type { RiskAssessment } from './risk-scorer.ts';

type Row = Readonly<Record<string, string | undefined>>;

/** A line of a file that cannot be read, and why. */
export type HistoryProblem = { readonly row: number; readonly field: string; readonly message: string };

const truths: Readonly<Record<string, boolean>> = {
  '1': true,
  true: true,
  yes: true,
  fraud: true,
  '0': false,
  false: false,
  no: false,
  honest: false,
};

const readRow = (row: Row, number: number): Result<ScoredOutcome, HistoryProblem> => {
  const problem = (field: string, message: string): Result<never, HistoryProblem> => err({ row: number, field, message });
  const probability = Number(row['probability'] === '' ? Number.NaN : row['probability']);
  if (!(probability >= 0 && probability <= 1)) return problem('probability', 'must be a number from 0 to 1');
  const valueMinor = Number(row['amount_minor'] === '' ? Number.NaN : row['amount_minor']);
  if (!Number.isSafeInteger(valueMinor) || valueMinor < 0) return problem('amount_minor', 'must be a whole number of minor units');
  const fraudulent = truths[(row['fraud'] ?? '').trim().toLowerCase()];
  if (fraudulent === undefined) return problem('fraud', 'must be 1 or 0');
  return ok({ probability, valueMinor, fraudulent });
};

/** Orders of the past from CSV with the columns `probability`, `amount_minor` and `fraud`; the first line that is wrong refuses the file. */
export const readScoredHistory = (file: Uint8Array): Result<readonly ScoredOutcome[], HistoryProblem> => {
  const rows = parse(Buffer.from(file), { columns: true, skip_empty_lines: true, trim: true, bom: true }) as readonly Row[];
  const orders: ScoredOutcome[] = [];
  for (const [index, row] of rows.entries()) {
    // The heading is row 1, as spreadsheets count.
    const read = readRow(row, index + 2);
    if (!read.ok) return read;
    orders.push(read.value);
  }
  return ok(orders);
};

/**
 * Orders of a tenant whose label is known, with the probability that their receipt names. Those that were turned away are left
 * out: what would have become of them nobody knows.
 */
export const createOwnHistory = (parts: {
  readonly labels: ReadFraudLabels;
  readonly decisions: DecisionLog;
  readonly orderStream: (tenantId: TenantId, orderId: OrderId) => StreamId;
}) =>
  async function* ownHistory(tenantId: TenantId, window: PlacedWindow): AsyncGenerator<ScoredOutcome> {
    for await (const { orderId, label, basis } of parts.labels(tenantId, window)) {
      if (basis === 'review' && label === 'fraud') continue;
      const [first] = (await parts.decisions.list(parts.orderStream(tenantId, orderId), 'fraud.')).toSorted((one, other) =>
        one.decidedAt < other.decidedAt ? -1 : 1,
      );
      const receipt = first?.receipt as Partial<RiskAssessment> | undefined;
      if (!receipt?.advice || receipt.advice.source === 'none' || !receipt.inputs) continue;
      yield { probability: receipt.advice.score, valueMinor: Math.max(0, receipt.inputs.totalMinor), fraudulent: label === 'fraud' };
    }
  };
