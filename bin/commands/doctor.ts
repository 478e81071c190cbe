import type { Command } from 'commander';
import type { DoctorReport, Finding, FindingStatus } from '../../lib/operations/app/doctor/doctor.ts';
import { counted } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { action, exitCodes, type Session } from './session.ts';

type DoctorOptions = { readonly ordersPerDay: number };

const labels: Readonly<Record<FindingStatus, string>> = {
  ok: 'ok',
  warning: 'WARNING',
  problem: 'PROBLEM',
  'not-checked': 'not checked',
};
const labelWidth = 13;
const checkWidth = 13;

const findingText = ({ check, status, message, action: todo }: Finding): string => {
  const indent = ' '.repeat(labelWidth + checkWidth);
  const text = message.replaceAll('\n', `\n${indent}`);
  return `${labels[status].padEnd(labelWidth)}${check.padEnd(checkWidth)}${text}${todo === undefined ? '' : `\n${indent}→ ${todo}`}`;
};

const reportText = ({ findings, ok }: DoctorReport): string => {
  const count = (status: FindingStatus): number => findings.filter((finding) => finding.status === status).length;
  const sums = `${counted(count('problem'), 'problem')}, ${counted(count('warning'), 'warning')}, ${count('not-checked')} not checked`;
  return `${findings.map(findingText).join('\n')}\n\n${sums}. ${ok ? 'Nothing that was checked stands in the way.' : 'Mend the problems first.'}`;
};

/** `oms doctor`. */
export const registerDoctor = (program: Command, session: Session): void => {
  program
    .command('doctor')
    .summary('what stands in the way of a deployment, and what to do about it')
    .description(
      'Reads the options file that --config names, this computer and the AWS account, and changes nothing. Exit code 1 when there is a problem; what the credentials may not read is named and passed over.',
    )
    .option('--orders-per-day <n>', 'load that the quotas must carry', wholeNumber(1, 100_000_000), 20_000)
    .action(
      action<DoctorOptions>(session, async (call) => {
        const { examine } = await import('./doctor-parts.ts');
        const report = await examine(call.options, session.doors);
        call.print(report, () => reportText(report));
        return report.ok ? exitCodes.ok : exitCodes.failed;
      }),
    );
};
