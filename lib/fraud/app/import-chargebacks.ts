import * as z from 'zod';
import { checkWith, importCsv, type CsvTable, type ImportReport, importRows } from '../../catalog/index.ts';
import { ChargebackBody } from '../../contracts/http/fraud.ts';
import type { OrderId } from '../../kernel/ids.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import { describeChargebackRejection, type RecordChargeback } from './chargebacks.ts';

const table: CsvTable = {
  name: 'chargebacks',
  key: ['order', 'received_at', 'reason_code'],
  columns: [
    { field: 'order', kind: 'text', required: true, aliases: ['order id', 'order number', 'order name', 'merchant reference'] },
    { field: 'received_at', kind: 'text', required: true, aliases: ['received', 'date', 'chargeback date', 'dispute date'] },
    { field: 'reason_code', kind: 'text', required: true, aliases: ['reason', 'code', 'network reason code'] },
    { field: 'amount', kind: 'amount', required: true, aliases: ['chargeback amount', 'dispute amount'] },
    { field: 'currency', kind: 'code', required: true, aliases: ['currency code'] },
    { field: 'chargeback_id', kind: 'text', required: false, aliases: ['id', 'case number', 'dispute id', 'arn'] },
  ],
};

// Banks write a day where they know no hour; it counts from its end, so that no label is known before it was.
const day = /^\d{4}-\d{2}-\d{2}$/;

const row = (now: string) =>
  z
    .object({
      order: z.string().trim().min(1).max(200),
      received_at: z.string().transform((text) => (day.test(text.trim()) ? endOf(text.trim(), now) : text.trim())),
      reason_code: z.string(),
      amount: z.int(),
      currency: z.string(),
      chargeback_id: z.string().optional(),
    })
    .transform(({ order, amount, ...rest }) => ({ order, chargeback: { ...rest, amount_minor: amount } }))
    .pipe(z.object({ order: z.string(), chargeback: ChargebackBody }));

const endOf = (date: string, now: string): string => {
  const end = `${date}T23:59:59.000Z`;
  return end < now || date !== now.slice(0, 10) ? end : now;
};

export type ImportChargebacksParts = {
  readonly record: RecordChargeback;
  /** Finds an order by our id, or by the channel's id or name; undefined where there is none, or several. */
  readonly findOrder: (caller: Caller, text: string) => Promise<OrderId | undefined>;
  readonly clock: { readonly now: () => string };
};

/** Takes what a bank reports as a CSV file; importing the same file again changes nothing. */
export const createImportChargebacks =
  ({ record, findOrder, clock }: ImportChargebacksParts) =>
  (caller: Caller, file: Uint8Array, { dryRun }: { readonly dryRun: boolean }): Promise<ImportReport> =>
    importRows(importCsv(file, table, checkWith(row(clock.now()))), dryRun, async ({ order, chargeback }) => {
      const orderId = await findOrder(caller, order);
      if (!orderId) {
        const message = `order ${JSON.stringify(order)} is not one order of this tenant, by our id or by the channel's id or name`;
        return err([{ field: 'order', code: 'order-unknown', message }]);
      }
      if (dryRun) return ok('valid');
      const recorded = await record(caller, orderId, {
        receivedAt: chargeback.received_at,
        reasonCode: chargeback.reason_code,
        amountMinor: chargeback.amount_minor,
        currency: chargeback.currency,
        chargebackId: chargeback.chargeback_id,
      });
      if (recorded.ok) return ok('recorded');
      const field = recorded.error.code === 'chargeback-time-invalid' ? 'received_at' : 'order';
      return err([{ field, code: recorded.error.code, message: describeChargebackRejection(recorded.error) }]);
    });
