import * as z from 'zod';
import { checkWith, type Column, type CsvTable, importCsv } from '../../lib/catalog/index.ts';
import { ReturnBody } from '../../lib/contracts/http/returns.ts';
import type { OrderId } from '../../lib/kernel/ids.ts';
import { createReturns, describeReturnRejection } from '../../lib/orders/index.ts';
import type { Caller } from '../../lib/platform/event-store/caller.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderReadingOf, storeOf } from '../composition.ts';
import { noticeOf } from './return-notice.ts';

const returnLine = ReturnBody.shape.lines.element;
/** A line of a file names the line of the order, or its article where only that is known. */
const FileLine = returnLine.extend({ line_id: returnLine.shape.line_id.optional(), sku: z.string().min(1).optional() });
const order = z.string().min(1, 'must name an order: our id, or the id or name that the channel gave it');
const FileReturn = ReturnBody.extend({ order, lines: z.array(FileLine).min(1).max(500) });
const CsvReturn = FileLine.extend({ ...FileReturn.omit({ lines: true }).shape });
type FileReturn = z.output<typeof FileReturn>;

const column = (field: string, kind: Column['kind'], required: boolean, ...aliases: readonly string[]): Column => ({
  field,
  kind,
  required,
  aliases,
});

/** Columns of a file of returns: a row for each line that came back. */
const returnsTable: CsvTable = {
  name: 'returns',
  key: ['order', 'return_id', 'line_id', 'sku'],
  columns: [
    column('order', 'text', true, 'order id', 'order number'),
    column('return_id', 'text', true, 'rma', 'return'),
    column('line_id', 'text', false, 'line'),
    column('sku', 'text', false, 'article'),
    column('quantity', 'whole', true, 'units'),
    column('reason', 'text', true, 'reason code'),
    column('condition', 'text', true),
    column('location_id', 'text', false, 'location'),
    column('received_at', 'text', false, 'received'),
  ],
};

export type ReturnProblem = { readonly row: number; readonly message: string };
/** What became of a file of returns. */
export type ReturnsImport = { readonly recorded: number; readonly known: number; readonly problems: readonly ReturnProblem[] };

type Told = { readonly row: number; readonly told: FileReturn };
type Read = { readonly returns: readonly Told[]; readonly problems: readonly ReturnProblem[] };

const readCsv = (file: Uint8Array): Read => {
  const parsed = importCsv(file, returnsTable, checkWith(CsvReturn));
  const byReturn = Map.groupBy(parsed.values, ({ value }) => `${value.order}\n${value.return_id}`);
  const returns = [...byReturn.values()].map((rows): Told => {
    const [{ row, value }] = rows as [(typeof rows)[0]];
    const lines = rows.map(({ value: { line_id, sku, quantity, reason, condition } }) => ({ line_id, sku, quantity, reason, condition }));
    const { order: name, return_id, location_id, received_at } = value;
    return { row, told: { order: name, return_id, lines, location_id, received_at } };
  });
  const wrong = parsed.rows.flatMap(({ row, problems }) => problems.map(({ message }) => ({ row, message })));
  return { returns, problems: [...parsed.problems.map(({ message }) => ({ row: 1, message })), ...wrong] };
};

const readJson = (text: string): z.ZodSafeParseResult<FileReturn> | undefined => {
  try {
    return FileReturn.safeParse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

const readJsonLines = (file: Uint8Array): Read => {
  const [returns, problems]: [Told[], ReturnProblem[]] = [[], []];
  for (const [index, text] of new TextDecoder().decode(file).split('\n').entries()) {
    if (text.trim() === '') continue;
    const [row, read] = [index + 1, readJson(text)];
    if (read?.success) returns.push({ row, told: read.data });
    else if (!read) problems.push({ row, message: 'is no JSON object on one line' });
    else problems.push(...read.error.issues.map(({ path, message }) => ({ row, message: `${path.join('.')} ${message}` })));
  }
  return { returns, problems };
};

/** Reads a file of returns, CSV or JSON lines. One that is refused does not hold up the others; the same file again changes nothing. */
export const importReturns = async (
  platform: Platform,
  caller: Caller,
  file: Uint8Array,
  /** @throws Error that says which order is not known */
  findOrder: (text: string) => Promise<OrderId>,
): Promise<ReturnsImport> => {
  const isJson = new TextDecoder().decode(file.subarray(0, 200)).trimStart().startsWith('{');
  const { returns, problems } = isJson ? readJsonLines(file) : readCsv(file);
  const found: ReturnProblem[] = [...problems];
  const [reading, records] = [orderReadingOf(platform), createReturns({ store: storeOf(platform), clock: platform.clock })];
  const counts = { recorded: 0, known: 0 };

  const recordOne = async ({ order: name, ...told }: FileReturn): Promise<string | undefined> => {
    const orderId = await findOrder(name);
    const lines = (await reading.get(caller.tenantId, orderId))?.order.lines ?? [];
    const named = told.lines.map(({ sku, ...line }) => ({
      ...line,
      line_id: line.line_id ?? lines.find((one) => one.sku === sku)?.lineId,
    }));
    const body = ReturnBody.safeParse({ ...told, lines: named });
    if (!body.success) return 'names no line of the order, by line_id or sku';
    const done = await records.record(caller, orderId, noticeOf(body.data));
    if (!done.ok) return describeReturnRejection(done.error);
    counts[done.value.isNew ? 'recorded' : 'known'] += 1;
    return undefined;
  };

  for (const { row, told } of returns) {
    const problem = await recordOne(told).catch((error: unknown) => (error as Error).message);
    if (problem !== undefined) found.push({ row, message: `${told.order} ${told.return_id}: ${problem}` });
  }
  return { ...counts, problems: found.toSorted((one, other) => one.row - other.row) };
};
