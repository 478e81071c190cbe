import { readFileSync } from 'node:fs';
import type { Composition } from '../../lambdas/composition.ts';
import { systemPrincipal } from '../../lib/access/index.ts';
import { authorizer } from '../../lib/access/wiring.ts';
import { archiveKeys } from '../../lib/channels/app/payload-archive.ts';
import { deliveringChannels } from '../../lib/channels/domain/channel-names.ts';
import type { AccountReading } from '../../lib/channels/index.ts';
import { functionNeeds } from '../../lib/function-needs.ts';
import {
  type ChannelReport,
  type Deployment,
  type DoctorParts,
  type DoctorReport,
  type Machine,
  runDoctor,
} from '../../lib/operations/app/doctor/doctor.ts';
import { namesOf } from '../../lib/platform/aws/names.ts';
import type { DeploymentOptions } from '../../lib/stacks/options.ts';
import { isDeployed, planFunctions } from '../../lib/stacks/plan.ts';
import { wirings } from '../../lib/wirings.ts';
import type { AwsDoors } from './aws/doors.ts';
import { installationOf } from './aws/installation.ts';
import { readOptions } from './aws/options-file.ts';
import { CommandError } from './command-error.ts';
import { accepted } from './refusals.ts';
import type { GlobalOptions } from './session.ts';
import { everyItem } from './tenants.ts';

/** As the queues of the wiring are read unless they say otherwise. */
const defaultConsumers = 4;
/** Endpoints of the models for fraud, routing and forecast, and how many requests each takes at once. */
const endpoints = 3;
const concurrencyPerEndpoint = 5;
/** Tags that every resource bears; the stacks give them. */
const costTags = ['waybill:stage', 'waybill:component'];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const deploymentOf = (options: DeploymentOptions): Deployment => {
  const { stage, region, account, edge, emulator, domain, alarms } = options;
  const names = namesOf({ stage, region, account: account ?? '', partition: 'aws' });
  return {
    stage,
    region,
    account,
    edge,
    emulator,
    domain,
    alarmEmail: alarms.email,
    pagers: alarms.pagers,
    reservedConcurrency: sum(planFunctions(wirings, authorizer, functionNeeds, options).map((plan) => plan.reservedConcurrency ?? 0)),
    // Queues of channels that are not deployed have no reader.
    consumerConcurrency: sum(
      wirings.flatMap(({ queues = [] }) =>
        queues.filter((queue) => isDeployed(queue, options)).map((queue) => queue.concurrency ?? defaultConsumers),
      ),
    ),
    endpointConcurrency:
      options.models === 'sagemaker' && options.modules.includes('intelligence') ? endpoints * concurrencyPerEndpoint : 0,
    stackPrefix: `${names.prefix}-`,
    costTags,
    secretId: names.secretId,
  };
};

const readDeployment = async ({ config, stage }: GlobalOptions): Promise<DoctorParts['options']> => {
  try {
    const options = await readOptions(config);
    if (stage !== undefined && stage !== options.stage)
      return { file: config, refusal: `${config} is of stage ${options.stage}, not ${stage}; --config names the file of another stage.` };
    return { file: config, deployment: deploymentOf(options) };
  } catch (error) {
    if (error instanceof CommandError) return { file: config, refusal: error.message };
    throw error;
  }
};

const cdkVersion = (): string | undefined => {
  try {
    const file = new URL('../../node_modules/aws-cdk/package.json', import.meta.url);
    return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
  } catch {
    return undefined;
  }
};

const readMachine = (): Machine => ({ node: process.versions.node, cdk: cdkVersion() });

const reportOn = async ({ platform }: Composition, { account, reading }: AccountReading): Promise<ChannelReport> => {
  // What has been archived had a good signature, whether or not it could be read as an order.
  const kept = await platform.blobs.list({ prefix: archiveKeys.rawOf(account), limit: 1 });
  const { tenantId, channel, account: name, secretName } = account;
  const readingProblem = reading.find(({ problem }) => problem !== null)?.problem ?? null;
  return {
    tenantId,
    channel,
    account: name,
    secretName,
    delivered: kept.length > 0,
    sendsDeliveries: deliveringChannels.some((known) => known === channel),
    ...(account.settings === null ? {} : { credentialsName: account.credentialsName }),
    ...(readingProblem === null ? {} : { readingProblem }),
  };
};

/** Channel accounts of every tenant, those left out that orders are no longer taken from. */
const readChannels = async (product: Composition): Promise<readonly ChannelReport[]> => {
  const system = systemPrincipal('main', 'oms');
  const tenants = await everyItem(async (page) => accepted(await product.access.listTenants(system, page)));
  const accounts = await Promise.all(tenants.map(({ tenantId }) => product.channels.describeChannelAccounts(tenantId)));
  const active = accounts.flat().filter(({ account }) => account.removedAt === null);
  return Promise.all(active.map((account) => reportOn(product, account)));
};

/** Runs every check over what the command line was given. */
export const examine = async (given: GlobalOptions & { readonly ordersPerDay: number }, doors: AwsDoors): Promise<DoctorReport> => {
  const options = await readDeployment(given);
  return runDoctor({
    options,
    machine: readMachine(),
    account: await doors.account(),
    ordersPerDay: given.ordersPerDay,
    channels: async (identity) => {
      if (!('deployment' in options)) return [];
      const { compose } = await import('../../lambdas/composition.ts');
      return readChannels(compose(await doors.platform(installationOf(options.deployment, identity))));
    },
  });
};
