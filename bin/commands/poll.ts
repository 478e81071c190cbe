import type { Command } from 'commander';
import { type ChannelAccount, describeReadingRejection, type PollReport, type SyncChannel } from '../../lib/channels/index.ts';
import { counted } from './output.ts';
import { action, type Call, CommandError, exitCodes, type Product, type Session } from './session.ts';

type PollOptions = { readonly account: string };

/** The reader of a channel and one of its accounts. @throws CommandError when there is none that can be read */
export const openAccount = async (
  { channels }: Product,
  { caller }: Call,
  channel: string,
  account: string,
): Promise<{ readonly sync: SyncChannel; readonly account: ChannelAccount }> => {
  const sync = channels.syncOf(channel);
  if (!sync) throw new CommandError('channel-unknown', `There is no channel ${channel}.`, exitCodes.usage);
  const found = await channels.readableAccount(caller, channel, account);
  if (found.ok) return { sync, account: found.value };
  const hint = found.error.code === 'channel-account-not-found' ? ' "oms channel list" shows those there are.' : '';
  throw new CommandError(found.error.code, describeReadingRejection(found.error) + hint);
};

/** Looks until there is nothing more to read, or the channel does not answer. */
const readAll = async (sync: SyncChannel, account: ChannelAccount): Promise<PollReport> => {
  const sums = { accepted: 0, known: 0, quarantined: 0 };
  for (;;) {
    const report = await sync.pollOnce(account);
    if (!report) throw new Error('The account has lost its settings');
    sums.accepted += report.accepted;
    sums.known += report.known;
    sums.quarantined += report.quarantined;
    if (report.outcome !== 'more') return { ...report, ...sums };
  }
};

const endings: Readonly<Partial<Record<PollReport['outcome'], string>>> = {
  overtaken: ' The installation itself is reading this account at the moment, and goes on.',
};

const reportText = (channel: string, account: string, report: PollReport): string =>
  [
    `${counted(report.accepted, 'order')} taken in, ${report.known} known already, ${report.quarantined} quarantined.`,
    ` Everything before ${report.watermark} has been read.`,
    report.problem === null ? '' : ` ${channel} ${account} could not be read to the end: ${report.detail ?? report.problem}.`,
    endings[report.outcome] ?? '',
  ].join('');

/** `oms poll`. */
export const registerPoll = (program: Command, session: Session): void => {
  program
    .command('poll')
    .summary('read what has changed at a channel, now')
    .description('Looks at an account in this process, whenever the next look is due, until there is nothing more to read.')
    .argument('<channel>', 'such as shopify')
    .option('--account <account>', 'which account of the channel', 'main')
    .action(
      action<PollOptions, [string]>(session, (call, channel) =>
        call.withProduct(async (product) => {
          const { sync, account } = await openAccount(product, call, channel, call.options.account);
          const report = await readAll(sync, account);
          call.print({ channel, account: account.account, ...report }, () => reportText(channel, account.account, report));
          return report.outcome === 'failed' ? exitCodes.failed : exitCodes.ok;
        }),
      ),
    );
};
