/** What a drill found, in one shape for both engines. */
export type DrillReport = {
  readonly engine: 'embedded' | 'aws';
  readonly rounds: number;
  readonly seed: number;
  /** Processes ended by SIGKILL, in all and by name. */
  readonly kills: number;
  readonly killed: Readonly<Record<string, number>>;
  /** Requests to services that were refused, failed or left without an answer on purpose. */
  readonly disturbances: number;
  /** Orders that a buyer was told of. */
  readonly acknowledged: number;
  /** Those of them that the ledger has. */
  readonly found: number;
  /** Those of them that have come to their end: shipped, delivered, completed or cancelled. */
  readonly finished: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Messages given up after their receives and sent back by the operator. */
  readonly sentBack: number;
  readonly audit: { readonly ok: boolean; readonly streams: number; readonly events: number; readonly findings: number };
  /** Everything that is not as it must be; empty when the drill has passed. */
  readonly problems: readonly string[];
};

const shownProblems = 40;

const counts = (byName: Readonly<Record<string, number>>): string =>
  Object.entries(byName)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');

/** The report in words. */
export const reportText = (report: DrillReport): string => {
  const { audit, problems } = report;
  const more = problems.length - shownProblems;
  return [
    `engine        ${report.engine}, ${report.rounds} rounds, seed ${report.seed}`,
    `kills         ${report.kills} (${counts(report.killed)})`,
    `disturbances  ${report.disturbances}`,
    `acknowledged  ${report.acknowledged} orders`,
    `found         ${report.found}`,
    `finished      ${report.finished} (${counts(report.byStatus)})`,
    `sent back     ${report.sentBack} dead letters`,
    `audit         ${audit.ok ? 'clean' : `${audit.findings} findings`}: ${audit.streams} streams, ${audit.events} events`,
    `problems      ${problems.length}`,
    ...problems.slice(0, shownProblems).map((problem) => `  ${problem}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ].join('\n');
};

/** The command that draws the same load and the same victims again; when each of them dies depends on the machine as well. */
export const commandOf = ({ engine, rounds, seed }: DrillReport): string =>
  `npm run crash-drill -- --engine ${engine} --rounds ${rounds} --seed ${seed}`;
