import type { ChannelDay, OutageOptions, OutageReport } from './scenario.ts';

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

const outcome = ({ missed, recoveryMinutes }: ChannelDay): string =>
  recoveryMinutes === null ? '' : `${missed} orders not told of, the last of them recorded ${recoveryMinutes} min after the return`;

const problemsOf = (title: string, { lost, wrongStock, deadLetters, errors, channels }: OutageReport): readonly string[] => [
  ...lost.map((order) => `${title}: lost ${order}`),
  ...channels.filter(({ twice }) => twice > 0).map(({ channel, twice }) => `${title}: ${channel} has ${twice} orders recorded twice`),
  ...wrongStock.map((wrong) => `${title}: ${wrong}`),
  ...deadLetters.map((queue) => `${title}: ${queue} in dead letters`),
  ...errors.map((message) => `${title}: logged as an error: ${message}`),
];

/** The same day with and without the outage, side by side, as a Markdown table; and what went wrong, if anything did. */
export const outageText = (
  options: OutageOptions,
  calm: OutageReport,
  outage: OutageReport,
): { readonly text: string; readonly problems: readonly string[] } => {
  const { seed, hours, ordersPerHour, down, downAfterHours, downHours } = options;
  const lines = outage.channels.map((day, index) => {
    const before = calm.channels[index];
    const pair = (read: (one: ChannelDay) => number): string => `${before === undefined ? '' : read(before)} / ${read(day)}`;
    return row([
      day.channel,
      pair(({ placed }) => placed),
      pair(({ recorded }) => recorded),
      pair(({ p50Seconds }) => p50Seconds),
      pair(({ p99Seconds }) => p99Seconds),
      outcome(day),
    ]);
  });
  const text = [
    `Seed ${seed}: ${hours} virtual hours with about ${ordersPerHour} orders an hour at each channel; ${down} is down from hour ${downAfterHours} for ${downHours} hours. Each cell: a calm day / the day of the outage.`,
    '',
    row(['channel', 'placed', 'recorded', 'p50, s', 'p99, s', 'after the outage']),
    row(['---', '--:', '--:', '--:', '--:', '---']),
    ...lines,
  ].join('\n');
  return { text, problems: [...problemsOf('calm', calm), ...problemsOf('outage', outage)] };
};
