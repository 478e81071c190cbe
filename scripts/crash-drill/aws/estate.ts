import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compose } from '../../../lambdas/composition.ts';
import { createTerminalObservability } from '../../../bin/commands/aws/terminal-observability.ts';
import { scopesOf, systemPrincipal } from '../../../lib/access/index.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { openAwsPlatform } from '../../../lib/platform/aws/aws-platform.ts';
import type { Installation } from '../../../lib/platform/aws/names.ts';
import type { InvokeFunction } from '../../../lib/platform/embedded/workflows/caller.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { wirings } from '../../../lib/wirings.ts';
import { turnAwayFromAws } from '../../support/away-from-aws.ts';
import { dynamodbLocalInstall, missingForDynamodbLocal, startDynamodbLocal } from '../../support/dynamodb-local.ts';
import { ministackInstall, missingMinistack, startMinistack } from '../../support/ministack.ts';
import { endProcesses } from '../../support/processes.ts';
import { omsAudit } from '../audit.ts';
import { askAt, type Estate } from '../estate.ts';
import { isQuiet } from '../quiet.ts';
import { openLedgerFeed } from './places.ts';
import { provision } from './provision.ts';
import { startStepFunctions, type StepFunctions } from './step-functions.ts';
import { createWeather, startWay } from './weather.ts';
import { createWorkers, type Role } from './workers.ts';

const installation: Installation = { stage: 'drill', region: 'us-east-1', account: '000000000000', partition: 'aws' };

const restMsMax = 180_000;
const calmLooks = 3;
const lookEveryMs = 100;
const stormProbability = 0.5;
const stormMs = { from: 100, to: 600 } as const;

/** What keeps the AWS engine from being drilled here, and the command that brings it. */
export const missingForAws = (): { readonly missing: string | undefined; readonly install: string } => {
  const tables = missingForDynamodbLocal();
  if (tables !== undefined) return { missing: tables, install: dynamodbLocalInstall };
  return { missing: missingMinistack(), install: ministackInstall };
};

export type AwsEstateOptions = {
  /** Takes the executions, the emulator's files and the logs of the processes. */
  readonly dataDir: string;
  /** Decides which requests the weather strikes. */
  readonly seed: number;
};

type Closer = () => Promise<unknown>;

/** The services of the region, which stay up, and the weather on the way to them. */
const startServices = async ({ dataDir, seed }: AwsEstateOptions, invoke: InvokeFunction, closers: Closer[]) => {
  const weather = createWeather(createRandom(seed).fork('weather'));
  const mishaps: string[] = [];
  const dynamodb = await startDynamodbLocal();
  closers.unshift(dynamodb.stop);
  const emulatorDir = join(dataDir, 'ministack');
  mkdirSync(emulatorDir, { recursive: true });
  const emulator = await startMinistack(emulatorDir);
  closers.unshift(emulator.stop);
  const stepFunctions: StepFunctions = await startStepFunctions({
    dataDir: join(dataDir, 'step-functions'),
    installation,
    invoke,
    onError: (error) => mishaps.push(`Step Functions: ${String(error)}`),
  });
  closers.unshift(stepFunctions.stop);
  const [tables, everything, machines] = await Promise.all(
    [dynamodb.endpoint, emulator.endpoint, stepFunctions.url].map((target) => startWay(target, weather)),
  );
  if (tables === undefined || everything === undefined || machines === undefined) throw new Error('A way to a service is missing');
  for (const way of [tables, everything, machines]) closers.unshift(way.stop);
  turnAwayFromAws({
    endpoint: everything.url,
    services: { DYNAMODB: tables.url, DYNAMODB_STREAMS: tables.url, SFN: machines.url },
    region: installation.region,
    workDir: dataDir,
  });
  return { weather, stepFunctions, mishaps };
};

const issueKey = async (platform: Platform): Promise<string> => {
  const { access } = compose(platform);
  const system = systemPrincipal('main', 'crash-drill');
  await access.createTenant(system, { tenantId: TenantId('main'), name: 'Drill' });
  const made = await access.createApiKey(system, { label: 'drill', scopes: scopesOf('admin'), locations: 'all' });
  if (!made.ok) throw new Error(`The key was refused: ${made.error.code}`);
  return made.value.apiKey;
};

/** Who answers a request at a gateway gives up sooner than who works behind a queue. */
const variablesOf = (role: Role, dataDir: string): NodeJS.ProcessEnv => ({
  ...process.env,
  WAYBILL_STAGE: installation.stage,
  WAYBILL_ACCOUNT: installation.account,
  POWERTOOLS_LOG_LEVEL: 'WARN',
  POWERTOOLS_METRICS_DISABLED: 'true',
  // They start again and again, and reading the sources is most of a start.
  NODE_COMPILE_CACHE: join(dataDir, 'compile-cache'),
  ...(role === 'gateway' ? { WAYBILL_PATIENCE: 'short' } : {}),
});

/**
 * The product over its AWS adapters, in four processes: DynamoDB Local for tables and stream, the interpreter of the embedded
 * engine behind Step Functions' protocol, and MiniStack for every other service.
 * Points every AWS client of this process to these services.
 * @throws Error when a service does not come up
 */
export const openAwsEstate = async (options: AwsEstateOptions): Promise<Estate> => {
  const { dataDir } = options;
  mkdirSync(dataDir, { recursive: true });
  const closers: Closer[] = [];
  const close = async (): Promise<void> => {
    for (const end of closers.splice(0)) await end();
  };
  process.once('exit', endProcesses);
  try {
    const invoke: InvokeFunction = (...call) => workers.invoke(...call);
    const { weather, stepFunctions, mishaps } = await startServices(options, invoke, closers);
    const streamArn = await provision(installation);
    const fifoQueues = wirings.flatMap(({ queues = [] }) => queues.filter(({ fifo }) => fifo).map(({ name }) => name));
    const platform = await openAwsPlatform(installation, { fifoQueues, observability: createTerminalObservability(), env: process.env });
    const apiKey = await issueKey(platform);
    const output = openSync(join(dataDir, 'workers.log'), 'a');
    closers.push(async () => closeSync(output));
    const onCollapse = (role: Role, how: string): void => void mishaps.push(`the process ${role} ended by itself: ${how}`);
    const workers = createWorkers({ streamArn, envOf: (role) => variablesOf(role, dataDir), output, onCollapse });
    closers.unshift(workers.stop);
    const { feed, placeOf } = openLedgerFeed(installation, streamArn);
    const quiet = isQuiet({
      platform,
      workflows: stepFunctions.workflows,
      hasUnread: async (reader) => {
        const after = await placeOf(reader).read();
        return (await feed.read({ ...(after === undefined ? {} : { after }), limit: 1 })).length > 0;
      },
    });

    const comeToRest = async (): Promise<readonly string[]> => {
      const deadline = performance.now() + restMsMax;
      for (let calm = 0; calm < calmLooks; ) {
        calm = (await quiet()) ? calm + 1 : 0;
        if (performance.now() > deadline) return [`the installation did not come to rest within ${restMsMax / 1_000} s`];
        await sleep(lookEveryMs);
      }
      return [];
    };

    return {
      engine: 'aws',
      lifeMs: { from: 500, to: 3_000 },
      live: () => {
        // A process that cannot start says nothing about what survives its death.
        weather.calm();
        return workers.start();
      },
      ask: askAt(() => {
        const url = workers.urlOf('gateway');
        return url === undefined ? undefined : { url, apiKey };
      }),
      disturb: (random, lifeMs) => {
        if (!random.chance(stormProbability)) return;
        const [after, ms] = [random.between(0, lifeMs), random.between(stormMs.from, stormMs.to)];
        setTimeout(() => weather.storm(ms), after).unref();
      },
      kill: workers.kill,
      isQuiet: quiet,
      rest: async () => {
        weather.calm();
        const restless = await comeToRest();
        const stuck = await workers.stop();
        return [...restless, ...stuck.map((role) => `the process ${role} did not end when it was asked to`)];
      },
      audit: () => omsAudit(['--stage', installation.stage, '--region', installation.region]),
      inspect: (look) => look(platform),
      mishaps: () => mishaps,
      disturbances: weather.strikes,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
