import { type Command, InvalidArgumentError } from 'commander';
import { type BackfillProgress, type BackfillRange, describeReadingRejection, rangeRejection } from '../../lib/channels/index.ts';
import { type Instant, parseInstant, toEpochMs } from '../../lib/kernel/instant.ts';
import { counted } from './output.ts';
import { openAccount } from './poll.ts';
import { createProgressView, type ProgressView } from './progress.ts';
import { action, type Call, CommandError, exitCodes, type Product, type Session } from './session.ts';

type BackfillCommandOptions = { readonly account: string; readonly from: Instant; readonly to: Instant };

const moment = (text: string): Instant => {
  const parsed = parseInstant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  if (parsed === undefined)
    throw new InvalidArgumentError(
      'It must be a date such as 2026-11-20, which begins at midnight UTC, or a moment such as 2026-11-20T14:23:33Z.',
    );
  return parsed;
};

/** A person has to do something before the channel answers again, so waiting for it helps nobody. */
const hopeless: ReadonlySet<string> = new Set(['unauthorized', 'refused']);

const ordersOf = ({ accepted, quarantined, known }: BackfillProgress): number => accepted + quarantined + known;

/** Runs until it is done, is interrupted, or cannot go on. */
const fill = async (
  product: Product,
  call: Call<BackfillCommandOptions>,
  channel: string,
  range: BackfillRange,
): Promise<BackfillProgress> => {
  const { sync, account } = await openAccount(product, call, channel, call.options.account);
  const { clock } = product.platform;
  const wrong = rangeRejection(channel, range, clock.now());
  if (wrong) throw new CommandError(wrong.code, describeReadingRejection(wrong), exitCodes.usage);
  const stop = new AbortController();
  const release = call.io.onInterrupt?.(() => stop.abort());
  const nowMs = (): number => toEpochMs(clock.now());
  const start = { share: await shareBefore(product, call, channel, range) };
  const view: ProgressView = createProgressView(call.io, { json: call.options.json === true, nowMs, start });
  try {
    const filled = await sync.backfillAccount(account, range, {
      untilMs: Number.POSITIVE_INFINITY,
      signal: stop.signal,
      onProgress: (progress) => {
        view.show({ share: progress.share, orders: ordersOf(progress), problem: progress.problem });
        if (progress.problem !== null && hopeless.has(progress.problem)) stop.abort();
      },
    });
    if (!filled?.ok)
      throw new CommandError('account-not-connected', describeReadingRejection(filled?.error ?? { code: 'account-not-connected' }));
    return filled.value;
  } finally {
    view.end();
    release?.();
  }
};

/** How far it had come when it was stopped, 0 when it is begun now. */
const shareBefore = async (
  { channels }: Product,
  { tenantId, options }: Call<BackfillCommandOptions>,
  channel: string,
  { from, to }: BackfillRange,
): Promise<number> => {
  const accounts = await channels.describeChannelAccounts(tenantId);
  const account = accounts.find((one) => one.account.channel === channel && one.account.account === options.account);
  const known = account?.reading.find((stretch) => stretch.from === from && stretch.to === to);
  return known === undefined ? 0 : (toEpochMs(known.watermark) - toEpochMs(from)) / (toEpochMs(to) - toEpochMs(from));
};

const resultText = (channel: string, account: string, progress: BackfillProgress): string => {
  const { from, to, watermark, accepted, known, quarantined, problem, detail, done } = progress;
  const sums = `${counted(accepted, 'order')} taken in, ${known} known already, ${quarantined} quarantined.`;
  if (done) return `${sums} Everything from ${from} to ${to} has been read.`;
  const why = problem === null ? 'Stopped' : `${channel} ${account} could not be read (${detail ?? problem}); stopped`;
  return `${sums} ${why} at ${watermark}. To go on: oms backfill ${channel} --account ${account} --from ${from} --to ${to}`;
};

/** `oms backfill`. */
export const registerBackfill = (program: Command, session: Session): void => {
  program
    .command('backfill')
    .summary('take in what changed at a channel between two moments')
    .description(
      'Reads an account in this process, beside its polling. The same command again goes on where it stopped and repeats nothing; Ctrl-C stops after the page under way.',
    )
    .argument('<channel>', 'such as shopify')
    .requiredOption('--from <moment>', 'a date, or a moment with a zone; changes from then on', moment)
    .requiredOption('--to <moment>', 'changes before it', moment)
    .option('--account <account>', 'which account of the channel', 'main')
    .action(
      action<BackfillCommandOptions, [string]>(session, (call, channel) =>
        call.withProduct(async (product) => {
          const { from, to, account } = call.options;
          const progress = await fill(product, call, channel, { from, to });
          call.print({ channel, account, ...progress }, () => resultText(channel, account, progress));
          return progress.done ? exitCodes.ok : exitCodes.failed;
        }),
      ),
    );
};
