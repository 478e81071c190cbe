import type { Command } from 'commander';
import { toWire } from '../../lib/kernel/wire.ts';
import {
  auditCheckTitles,
  type AuditReport,
  type CheckReport,
  type InstallationStatus,
  type RebuildReport,
  type ViewDifference,
} from '../../lib/operations/index.ts';
import { amount, counted, paragraphs, table } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { renewBarcodes } from './renew-barcodes.ts';
import { action, exitCodes, type Product, type Session } from './session.ts';

const openMaintenance = async ({ platform }: Product) => {
  const { composeMaintenance } = await import('../../lambdas/operations/maintenance.ts');
  return composeMaintenance(platform);
};

type AuditCommandOptions = { readonly settling: number; readonly stalled: number };

const checkText = ({ check, examined, findings, found }: CheckReport): string => {
  const head = `${found === 0 ? 'ok   ' : 'FOUND'}  ${auditCheckTitles[check]} (${check}: ${examined} examined${found === 0 ? '' : `, ${counted(found, 'finding')}`})`;
  const texts = findings.map(
    (finding) =>
      `         ${finding.subject} (tenant ${finding.tenantId}): ${finding.code}\n           ${finding.message}\n           ${finding.suggestion}`,
  );
  const more = found > findings.length ? [`         … and ${found - findings.length} more`] : [];
  return [head, ...texts, ...more].join('\n');
};

const auditText = (report: AuditReport): string => {
  const found = report.checks.reduce((sum, check) => sum + check.found, 0);
  const verdict = report.ok ? 'Nothing is wrong.' : `${counted(found, 'thing is', 'things are')} not as they must be.`;
  return [...report.checks.map(checkText), '', `${counted(report.streams, 'stream')}, ${counted(report.events, 'event')}. ${verdict}`].join(
    '\n',
  );
};

const differenceText = ({ key, problem, what }: ViewDifference): string =>
  `  ${key.PK} ${key.SK}: ${problem}${what.length > 0 ? ` (${what.join(', ')})` : ''}`;

const rebuildText = (report: RebuildReport, check: boolean, seconds: number): string => {
  const shown = report.differences.map(differenceText);
  const more = report.differing > shown.length ? [`  … and ${report.differing - shown.length} more`] : [];
  const rate = Math.round(report.events / Math.max(seconds, 0.001));
  const read = `${counted(report.streams, 'stream')}, ${counted(report.events, 'event')}, ${counted(report.rows, 'row')} in ${seconds.toFixed(1)} s (${rate} events/s).`;
  const written = check
    ? `${counted(report.differing, 'row differs', 'rows differ')}.`
    : `${counted(report.written, 'row')} written, ${report.deleted} deleted.`;
  return [...shown, ...more, `${read} ${written}`].join('\n');
};

const statusText = (status: InstallationStatus): string => {
  const stages = status.pipeline
    .filter(({ orders }) => orders > 0)
    .map(({ status: stage, orders, more }) => [stage, `${orders}${more ? '+' : ''}`]);
  const recent = status.recentOrders.map((row) => [
    row.channel_order_name ?? row.channel_order_id,
    row.channel,
    row.status,
    row.placed_at,
    amount(row.total, row.currency),
    row.order_id,
  ]);
  const busy = status.queues
    .filter(({ waiting, inFlight }) => waiting + inFlight > 0)
    .map(({ queue, waiting, inFlight }) => [queue, String(waiting), String(inFlight)]);
  const dead = status.deadLetters.filter(({ waiting }) => waiting > 0).map(({ queue, waiting }) => [queue, String(waiting)]);
  const ringing = status.alarms
    .filter(({ state }) => state === 'ringing')
    .map((alarm) => `ALARM ${alarm.name}: ${alarm.description} What to do: ${alarm.runbook}`);
  return paragraphs(
    `As of ${status.at}`,
    ringing.join('\n'),
    stages.length === 0 ? 'No orders yet.' : table(['Stage', 'Orders'], stages, ['Orders']),
    recent.length === 0 ? undefined : table(['Order', 'Channel', 'Status', 'Placed', 'Total', 'Id'], recent, ['Total']),
    busy.length === 0 ? 'All queues are empty.' : table(['Queue', 'Waiting', 'In flight'], busy, ['Waiting', 'In flight']),
    dead.length === 0 ? 'No dead letters.' : table(['Dead letters of', 'Waiting'], dead, ['Waiting']),
  );
};

/** `oms status`, `oms audit` and `oms rebuild-views`. */
export const registerMaintenance = (program: Command, session: Session): void => {
  program
    .command('status')
    .summary('orders per stage, newest orders, queues and dead letters')
    .action(
      action(session, (call) =>
        call.withProduct(async ({ platform }) => {
          const { openStatus } = await import('../../lambdas/operations/composition.ts');
          const status = await openStatus(platform)(call.tenantId);
          call.print(status, () => statusText(status));
        }),
      ),
    );

  program
    .command('audit')
    .summary('check hashes, sums, views, reservations and owners')
    .description(
      'Walks the whole ledger of every tenant, changes nothing, and may run beside a server. Exit code 1 when anything was found.',
    )
    .option('--settling <seconds>', 'leave alone what changed less long ago', wholeNumber(0, 86_400), 60)
    .option('--stalled <seconds>', 'call a workflow stuck that gets nowhere for so long', wholeNumber(1, 604_800), 600)
    .action(
      action<AuditCommandOptions>(session, (call) =>
        call.withProduct(async (product) => {
          const { audit } = await openMaintenance(product);
          const report = await audit({ settlingMs: call.options.settling * 1_000, stalledMs: call.options.stalled * 1_000 });
          call.print(report, () => auditText(report));
          return report.ok ? exitCodes.ok : exitCodes.failed;
        }),
      ),
    );

  program
    .command('rebuild-views')
    .summary('make every view anew from the events')
    .description('Makes every view anew from the events and replaces what differs. May run beside a server.')
    .option('--check', 'only compare (exit code 1 when something differs)')
    .option('--settling <seconds>', 'with --check: how long a view may be behind', wholeNumber(0, 86_400), 60)
    .action(
      action<{ readonly check?: boolean; readonly settling: number }>(session, (call) =>
        call.withProduct(async (product) => {
          const { rebuildViews } = await openMaintenance(product);
          const { check = false, settling } = call.options;
          const startedAt = performance.now();
          const report = await rebuildViews({ check, settlingMs: settling * 1_000 });
          // Rows of products lie beside the views, and are made from what stands beside the events.
          if (!check) await renewBarcodes(product, call.tenantId);
          const seconds = (performance.now() - startedAt) / 1_000;
          if (call.options.json) call.io.out(`${JSON.stringify(rebuildDocument(report, check, seconds), null, 2)}\n`);
          else call.io.out(`${rebuildText(report, check, seconds)}\n`);
          return check && report.differing > 0 ? exitCodes.failed : exitCodes.ok;
        }),
      ),
    );
};

/** Table keys stay as they are: they are names of records, not of fields. */
const rebuildDocument = ({ differences, ...report }: RebuildReport, check: boolean, seconds: number) => ({
  check,
  ...(toWire(report) as object),
  seconds: Math.round(seconds * 1_000) / 1_000,
  events_per_second: Math.round(report.events / Math.max(seconds, 0.001)),
  differences: differences.map(({ key, problem, what }) => ({ key: `${key.PK} ${key.SK}`, problem, what })),
});
