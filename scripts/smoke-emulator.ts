// `npm run smoke:emulator`: deploys the real stacks with the real CDK command line onto MiniStack, an emulator of AWS, and
// takes one order through. Needs Python 3.10 or newer; what it shows, and what it cannot, is in docs/smoke.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { installationOf } from '../bin/commands/aws/installation.ts';
import { parseDeploymentOptions } from '../lib/stacks/options.ts';
import given from '../smoke.config.ts';
import { deploy } from './smoke/deployment.ts';
import { turnAwayFromAws } from './support/away-from-aws.ts';
import { type Emulator, installMinistack, ministackVersion, startMinistack } from './support/ministack.ts';
import { closeTheBooks, dealWithPeople, handleDeadLetters, knockOnEveryDoor, takeChannelOrder } from './smoke/office.steps.ts';
import { endProcesses } from './support/processes.ts';
import { openShop, shipOrder } from './smoke/order.steps.ts';
import { createReport, type Report } from './smoke/report.ts';
import { expectThat, openStage } from './smoke/stage.ts';
import { projectRoot } from './support/run-tool.ts';

const configFile = 'smoke.config.ts';
const options = parseDeploymentOptions(given, configFile);
const account = options.account ?? '';
const installation = installationOf(options, { account, arn: `arn:aws:iam::${account}:root` });

/** Nothing of the caller's own settings may lead a client anywhere but to the emulator, and nothing may be left behind. */
const stayHere = (endpoint: string, workDir: string): void => {
  turnAwayFromAws({ endpoint, region: options.region, workDir });
  Object.assign(process.env, {
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    TMPDIR: workDir,
    PATH: [join(projectRoot, 'node_modules', '.bin'), process.env['PATH']].filter(Boolean).join(delimiter),
  });
};

/** Functions whose code ran, by what the emulator says of each start. */
const functionsStarted = (log: string): number =>
  new Set([...log.matchAll(/worker spawned for (waybill-\S+)/g)].map(([, name]) => name)).size;

const never = [
  ['CloudFront, WAF and their alarms', 'the emulator is not in front of anything: edge is off in smoke.config.ts'],
  ['endpoints of SageMaker', 'the emulator has none: models are in-process'],
  ['rights of roles', 'the emulator lets everybody do everything'],
  ['errors of functions that workflows try again or catch by name', 'the emulator calls every one Runtime.HandlerError'],
  ['records that a stream reader gives up', 'the emulator skips them instead of keeping them in the bucket'],
] as const;

const play = async (report: Report, emulator: Emulator, workDir: string): Promise<void> => {
  const { endpoint } = emulator;
  let url: string | undefined;
  await report.part('Deployment', async () => {
    url = await deploy(report, { installation, configFile, endpoint, workDir });
  });
  if (url === undefined) return;
  const stage = await openStage(installation, configFile, url);
  await report.part('Doctor', async () => {
    await report.step(
      'oms doctor',
      async () => {
        const { findings } = (await stage.oms(['doctor'])) as { readonly findings: readonly { readonly status: string }[] };
        expectThat(
          findings.every(({ status }) => status !== 'problem'),
          'no problem',
          findings,
        );
        return findings.filter(({ status }) => status === 'ok').length;
      },
      (checks) => `${checks} checks are well`,
    );
  });
  await report.part('An order', async () => {
    const opened = await openShop(report, stage);
    const { created } = await shipOrder(report, opened, endpoint);
    await report.part('A channel', () => takeChannelOrder(report, opened));
    await report.part('People', () => dealWithPeople(report, opened));
    await report.part('Dead letters', () => handleDeadLetters(report, opened, created, endpoint));
    await report.part('The books', async () => {
      await knockOnEveryDoor(report, opened);
      await closeTheBooks(report, opened);
    });
  });
  await report.part('Beyond the emulator', async () => {
    for (const [what, reason] of never) report.leftOut(what, reason);
  });
  console.log(`\n${functionsStarted(emulator.log())} functions have run.`);
};

const workDir = mkdtempSync(join(tmpdir(), 'waybill-smoke-'));
const report = createReport((text) => console.log(text));
let emulator: Emulator | undefined;

process.on('exit', () => {
  endProcesses();
  rmSync(workDir, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

console.log(`MiniStack ${ministackVersion()}, ${new Date().toISOString().slice(0, 10)}`);
await report.part('Emulator', async () => {
  await report.step('install into .cache/ministack', installMinistack);
  emulator = await report.step(
    'start',
    () => startMinistack(workDir),
    ({ endpoint }) => endpoint,
  );
});
if (emulator !== undefined) {
  stayHere(emulator.endpoint, workDir);
  await play(report, emulator, workDir);
  await emulator.stop();
}
const { passed, failed, skipped } = report.count();
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 ? 1 : 0);
