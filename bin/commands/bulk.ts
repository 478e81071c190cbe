import { type Command, Option } from 'commander';
import { OrderId, orderIdPattern } from '../../lib/kernel/ids.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import {
  type BulkAction,
  type BulkJob,
  bulkJobState,
  bulkOrdersMax,
  type BulkRow,
  type BulkRowState,
  cancelReasons,
  type HoldBlock,
  holdBlocks,
  type HoldType,
  holdTypes,
  type TriedRow,
} from '../../lib/orders/index.ts';
import { counted, paragraphs, table } from './output.ts';
import { instant, list, wholeNumber } from './parsers.ts';
import { createProgressView } from './progress.ts';
import { action, type Call, CommandError, exitCodes, type Product, readInput, type Session } from './session.ts';

const rowsPerPage = 200;
// Whoever sits at the command line may do what an administrator may.
const roles = ['admin'] as const;

type FileOptions = { readonly file: string; readonly dryRun?: boolean };

/** Ids of a file: one a line, empty lines and those that begin with `#` left out. */
const readIds = async ({ io, options }: Call<FileOptions>): Promise<readonly OrderId[]> => {
  const text = Buffer.from(await readInput(io, options.file, exitCodes.usage)).toString('utf8');
  const lines = text.split(/\r?\n/).map((line, index) => ({ id: line.trim(), number: index + 1 }));
  const wanted = lines.filter(({ id }) => id !== '' && !id.startsWith('#'));
  const wrong = wanted.find(({ id }) => !orderIdPattern.test(id));
  if (wrong)
    throw new CommandError(
      'order-id-invalid',
      `Line ${wrong.number} of ${options.file} is not an order id, which has 26 characters a–z and 2–7.`,
      exitCodes.usage,
    );
  const ids = [...new Set(wanted.map(({ id }) => OrderId(id)))];
  if (ids.length === 0 || ids.length > bulkOrdersMax)
    throw new CommandError(
      'orders-out-of-range',
      `${options.file} names ${ids.length} orders; 1 to ${bulkOrdersMax} are allowed.`,
      exitCodes.usage,
    );
  return ids;
};

const totalOf = ({ counts }: BulkJob): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

const jobView = ({ chunks: _chunks, roles: _roles, stopped, counts, ...job }: BulkJob) => ({
  ...job,
  state: bulkJobState({ counts, stopped }),
  counts,
});

const summary = (job: BulkJob): string => {
  const { done, unchanged, refused, failed, waiting } = job.counts;
  const parts = [`${done} changed`, `${unchanged} unchanged`, `${refused} refused`, `${failed} failed`, `${waiting} waiting`];
  return `Bulk job ${job.bulkJobId} (${job.request.action}) is ${bulkJobState(job)}: ${counted(totalOf(job), 'order')}, ${parts.join(', ')}.`;
};

const rowsTable = (rows: readonly BulkRow[]): string =>
  table(
    ['Order', 'State', 'Code', 'Why'],
    rows.map(({ orderId, state, code, message }) => [orderId, state, code ?? '', message ?? '']),
  );

const triedTable = (rows: readonly TriedRow[]): string =>
  table(
    ['Order', 'Would be', 'Code', 'Why'],
    rows.map(({ orderId, outcome, code, message }) => [
      orderId,
      outcome === 'would_change' ? 'changed' : outcome,
      code ?? '',
      message ?? '',
    ]),
  );

const allRows = async ({ desk }: Product, { tenantId }: Call, jobId: string, state?: BulkRowState): Promise<readonly BulkRow[]> => {
  const rows: BulkRow[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await desk.bulk.rows(tenantId, jobId, { state, limit: rowsPerPage, cursor });
    rows.push(...(page?.rows ?? []));
    cursor = page?.cursor;
    if (cursor === undefined) return rows;
  }
};

/** Works the job off in this process, beside a server that may do so too, and shows how far it is. Stops at Ctrl-C. */
const workOff = async ({ desk, platform }: Product, call: Call, begun: BulkJob): Promise<BulkJob> => {
  const nowMs = (): number => Date.parse(platform.clock.now());
  const view = createProgressView(call.io, { json: call.options.json === true, nowMs, start: { share: 0 } });
  let interrupted = false;
  const release = call.io.onInterrupt?.(() => {
    interrupted = true;
  });
  let job = begun;
  try {
    for await (const next of desk.bulk.workOff(call.tenantId, begun.bulkJobId)) {
      job = next;
      const [total, { waiting }] = [totalOf(job), job.counts];
      view.show({ share: total === 0 ? 1 : (total - waiting) / total, orders: total - waiting, problem: null });
      if (interrupted && waiting > 0) return (await desk.bulk.stop(call.tenantId, begun.bulkJobId)) ?? job;
    }
    return (await desk.bulk.get(call.tenantId, begun.bulkJobId)) ?? job;
  } finally {
    view.end();
    release?.();
  }
};

const exitCodeOf = ({ counts }: BulkJob): number => (counts.waiting + counts.refused + counts.failed > 0 ? exitCodes.failed : exitCodes.ok);

const show = async (product: Product, call: Call, job: BulkJob): Promise<number> => {
  const rows = (await allRows(product, call, job.bulkJobId)).filter(({ state }) => state === 'refused' || state === 'failed');
  call.print({ ...jobView(job), rows }, () => paragraphs(summary(job), rows.length > 0 ? rowsTable(rows) : undefined));
  return exitCodeOf(job);
};

const run = (call: Call<FileOptions>, request: BulkAction): Promise<number> =>
  call.withProduct(async (product) => {
    const orderIds = await readIds(call);
    const asked = { request, orderIds, roles };
    if (call.options.dryRun === true) {
      const rows = await product.desk.bulk.tryOut(call.caller, asked);
      call.print({ dryRun: true, rows }, () => triedTable(rows));
      return rows.some(({ outcome }) => outcome === 'refused') ? exitCodes.failed : exitCodes.ok;
    }
    return show(product, call, await workOff(product, call, await product.desk.bulk.begin(call.caller, asked)));
  });

const withJob =
  (use: (product: Product, call: Call, jobId: string) => Promise<BulkJob | undefined>, then = show) =>
  (call: Call, jobId: string): Promise<number> =>
    call.withProduct(async (product) => {
      const job = await use(product, call, jobId);
      if (!job) throw new CommandError('bulk-job-not-found', `Tenant ${call.tenantId} has no bulk job ${jobId}.`);
      return then(product, call, job);
    });

const onFile = (command: Command): Command =>
  command
    .requiredOption('--file <file>', 'file with an order id a line, or - for standard input')
    .option('--dry-run', 'say what would become of each order, and change none');

const typeOption = (mandatory: boolean): Option => {
  const option = new Option('--type <type>', 'type of the hold').choices([...holdTypes]);
  return mandatory ? option.makeOptionMandatory() : option.default('operator');
};

const registerActions = (group: Command, session: Session): void => {
  onFile(group.command('cancel').summary('cancel the orders, or what of them has not shipped'))
    .addOption(new Option('--reason <reason>', 'why').choices([...cancelReasons]).default('customer'))
    .action(
      action<FileOptions & { readonly reason: (typeof cancelReasons)[number] }>(session, (call) =>
        run(call, { action: 'cancel', reason: call.options.reason }),
      ),
    );
  type HoldOptions = FileOptions & {
    readonly type: HoldType;
    readonly reason: string;
    readonly blocks: readonly HoldBlock[];
    readonly until?: Instant;
  };
  onFile(group.command('place-hold').summary('put the orders on hold'))
    .addOption(typeOption(false))
    .requiredOption('--reason <text>', 'why; about the orders, never about a person')
    .addOption(
      new Option('--blocks <work>', 'what is stopped, separated by commas')
        .argParser(list(holdBlocks))
        .default(['sourcing', 'release', 'shipping'], 'sourcing,release,shipping'),
    )
    .addOption(new Option('--until <instant>', 'from this moment anybody who may handle holds can release it').argParser(instant))
    .action(
      action<HoldOptions>(session, (call) => {
        const { type, reason, blocks, until } = call.options;
        return run(call, { action: 'place_hold', type, reason, blocks, until: until ?? null });
      }),
    );
  for (const [name, act, summaryText] of [
    ['release-holds', 'release_holds', 'release every open hold of a type'],
    ['reject-holds', 'reject_holds', 'uphold every open hold of a type'],
  ] as const)
    onFile(group.command(name).summary(summaryText))
      .addOption(typeOption(true))
      .action(action<FileOptions & { readonly type: HoldType }>(session, (call) => run(call, { action: act, type: call.options.type })));
};

/** `oms bulk`: one action on up to a thousand orders. */
export const registerBulk = (program: Command, session: Session): void => {
  const group = program
    .command('bulk')
    .summary('cancel, hold or release many orders')
    .description('One action on up to a thousand orders, with a dry run and a result for each. What was done is never done twice.');
  registerActions(group, session);

  group
    .command('list')
    .summary('bulk jobs of the last 90 days, newest first')
    .option('--limit <n>', 'most jobs to show', wholeNumber(1, rowsPerPage), 20)
    .action(
      action<{ readonly limit: number }>(session, (call) =>
        call.withProduct(async ({ desk }) => {
          const { jobs } = await desk.bulk.list(call.tenantId, { limit: call.options.limit });
          call.print({ jobs: jobs.map(jobView) }, () => (jobs.length === 0 ? 'No bulk jobs.' : jobs.map(summary).join('\n')));
        }),
      ),
    );
  group
    .command('show')
    .summary('what became of each order of a bulk job')
    .argument('<id>', 'as bulk list shows it')
    .action(
      action<unknown, [string]>(session, (call, id) =>
        withJob(
          ({ desk }, { tenantId }, jobId) => desk.bulk.get(tenantId, jobId),
          async (product, { print }, job) => {
            const rows = await allRows(product, call, job.bulkJobId);
            print({ ...jobView(job), rows }, () => paragraphs(summary(job), rowsTable(rows)));
            return exitCodes.ok;
          },
        )(call, id),
      ),
    );
  group
    .command('stop')
    .summary('leave alone what a bulk job has not tried yet')
    .argument('<id>', 'as bulk list shows it')
    .action(
      action<unknown, [string]>(session, (call, id) =>
        withJob(
          ({ desk }, { tenantId }, jobId) => desk.bulk.stop(tenantId, jobId),
          async (_, { print }, job) => {
            print(jobView(job), () => summary(job));
            return exitCodes.ok;
          },
        )(call, id),
      ),
    );
  group
    .command('resume')
    .summary('go on with a bulk job, and try what failed again')
    .argument('<id>', 'as bulk list shows it')
    .action(
      action<unknown, [string]>(session, (call, id) =>
        withJob(async (product, { tenantId, caller }, jobId) => {
          const job = await product.desk.bulk.resume(tenantId, jobId, { requestedBy: caller.context.actor, roles });
          return job && workOff(product, call, job);
        })(call, id),
      ),
    );
};
