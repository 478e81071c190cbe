import { table } from '../costs/print.ts';
import type { Environment } from './environment.ts';
import type { Bound } from './figures.ts';
import type { BenchmarkReport, BenchReport, Measured } from './run.ts';

const number = (value: number, decimals: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

const limitOf = (bound: Bound): number => ('least' in bound ? bound.least : bound.most);

const boundText = ({ bound }: Measured): string => {
  if (!bound) return '';
  const limit = limitOf(bound);
  // A bound is shown as it was set, however exactly the figure is.
  return `${bound.kind === 'goal' ? 'goal ' : ''}${'least' in bound ? '≥' : '≤'} ${limit.toLocaleString('en-US', { maximumFractionDigits: 6 })}`;
};

/** By how much a bound is missed: as a share of it, or in units where it is 0. */
export const shortfall = ({ bound, values: { median }, decimals }: Pick<Measured, 'bound' | 'values' | 'decimals'>): string => {
  if (!bound) return '';
  const limit = limitOf(bound);
  if (limit === 0) return `${number(median, decimals)} too many`;
  const times = median / limit;
  if (times >= 2) return `${number(times, 1)} times as much`;
  return `${number(Math.abs(times - 1) * 100, times > 0.99 && times < 1.01 ? 1 : 0)} % ${'least' in bound ? 'below' : 'above'}`;
};

const verdict = (measured: Measured): string => {
  if (measured.met === undefined) return '';
  return measured.met ? 'yes' : `no, ${shortfall(measured)}`;
};

const spread = ({ values: { min, max, runs }, decimals }: Measured): string =>
  runs === 1 ? 'one run' : `${number(min, decimals)} to ${number(max, decimals)}`;

const rowsOf = ({ benchmarks }: BenchReport): readonly Measured[] => benchmarks.flatMap(({ figures }) => figures);

/** Where the figures come from, in one line. */
export const environmentLine = (environment: Environment): string => {
  const { startedAt, cores, processor, memoryGb, node, system, commit, changed, loadBefore } = environment;
  const source = `commit ${commit}${changed ? ' with changes' : ''}`;
  const load = `load ${loadBefore} before${loadBefore > 0.5 ? ' (others were at work: provisional)' : ''}`;
  return `${startedAt}, ${source}; ${cores} cores of ${processor}, ${memoryGb} GB, ${system}, Node ${node}; ${load}.`;
};

const profileLines = ({ name, profile }: BenchmarkReport): readonly string[] =>
  profile
    ? [`${name}: where the processor's time goes`, ...table(profile.map(({ where, sharePct }) => [where, `${number(sharePct, 1)} %`]))]
    : [];

/** The report as a person reads it in a terminal. */
export const printBench = (report: BenchReport): string => {
  const rows = rowsOf(report);
  const profiles = report.benchmarks.map(profileLines).filter((lines) => lines.length > 0);
  return [
    [environmentLine(report.environment)],
    table([
      ['figure', 'middle', 'min to max', 'bound', 'met'],
      ...rows.map((row) => [row.name, number(row.values.median, row.decimals), spread(row), boundText(row), verdict(row)]),
    ]),
    ...profiles,
    ...report.failed.map(({ name, message }) => [`${name} failed: ${message}`]),
  ]
    .map((lines) => lines.join('\n'))
    .join('\n\n');
};

const roundTo = (value: number, decimals: number): number => Number(value.toFixed(decimals));

const middleValues = ({ name, figures }: BenchmarkReport): Readonly<Record<string, number>> =>
  Object.fromEntries(figures.map((row) => [row.name.slice(name.length + 1), roundTo(row.values.median, row.decimals)]));

/** The report for a program: the middle values by benchmark and figure (`intake.orders_per_s`), and everything else beside them. */
export const benchDocument = ({ environment, size, benchmarks, failed }: BenchReport): Readonly<Record<string, unknown>> => ({
  // Whoever asked for one benchmark alone finds its figures by their own names, without the benchmark's before them.
  ...(benchmarks.length === 1 && benchmarks[0] ? middleValues(benchmarks[0]) : {}),
  ...Object.fromEntries(benchmarks.map((benchmark) => [benchmark.name, middleValues(benchmark)])),
  figures: benchmarks.flatMap(({ figures }) =>
    figures.map(({ name, what, decimals, bound, met, values }) => ({
      name,
      what,
      median: roundTo(values.median, decimals),
      min: roundTo(values.min, decimals),
      max: roundTo(values.max, decimals),
      runs: values.runs,
      ...(bound ? { bound, met } : {}),
    })),
  ),
  settings: Object.fromEntries(benchmarks.map(({ name, setting }) => [name, setting])),
  profiles: Object.fromEntries(benchmarks.flatMap(({ name, profile }) => (profile ? [[name, profile]] : []))),
  environment: {
    started_at: environment.startedAt,
    size,
    cores: environment.cores,
    processor: environment.processor,
    memory_gb: environment.memoryGb,
    node: environment.node,
    system: environment.system,
    commit: environment.commit,
    changed: environment.changed,
    load_before: environment.loadBefore,
  },
  failed,
});

const markdownRow = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** The part of the page that is printed by the command. */
export const figuresMarkdown = (report: BenchReport, command: string): string => {
  const rows = rowsOf(report);
  return [
    `${environmentLine(report.environment)} Printed by \`${command}\`.`,
    '',
    '| figure | what | middle | min to max | bound | met |',
    '|---|---|--:|--:|--:|---|',
    ...rows.map((row) =>
      markdownRow([`\`${row.name}\``, row.what, number(row.values.median, row.decimals), spread(row), boundText(row), verdict(row)]),
    ),
    '',
    ...report.benchmarks.map(({ name, setting }) => `- **${name}**: ${setting}.`),
  ].join('\n');
};

/** The profiles of the page. */
export const profilesMarkdown = ({ benchmarks }: BenchReport): string =>
  benchmarks
    .flatMap(({ name, profile }) =>
      profile
        ? [
            [
              `**${name}**`,
              '',
              '| self time | share |',
              '|---|--:|',
              ...profile.map(({ where, sharePct }) => markdownRow([`\`${where}\``, `${number(sharePct, 1)} %`])),
            ].join('\n'),
          ]
        : [],
    )
    .join('\n\n');

/**
 * Puts text between the two marks of a page, `<!-- <name> -->` and `<!-- /<name> -->`.
 * @throws Error when the page does not have both
 */
export const replaceBetween = (page: string, name: string, text: string): string => {
  const [opening, closing] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [page.indexOf(opening), page.indexOf(closing)];
  if (start < 0 || end < start) throw new Error(`The page has no ${opening} … ${closing}`);
  return `${page.slice(0, start + opening.length)}\n${text}\n${page.slice(end)}`;
};
