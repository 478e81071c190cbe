import { type App, Aws, Tags } from 'aws-cdk-lib';
import { authorizer } from '../access/wiring.ts';
import { functionNeeds } from '../function-needs.ts';
import type { GrantContext } from '../platform/aws/actions.ts';
import { type Names, namesOf } from '../platform/aws/names.ts';
import type { ContextWiring } from '../platform/wiring.ts';
import { wirings } from '../wirings.ts';
import type { Bundle } from './bundles.ts';
import { EdgeStack } from './edge.stack.ts';
import { GatewayStack } from './gateway.stack.ts';
import { ModelsStack } from './models.stack.ts';
import { EdgeOperationsStack } from './operations/edge-operations.stack.ts';
import { OperationsStack } from './operations.stack.ts';
import type { DeploymentOptions } from './options.ts';
import { deployedPart, fifoQueuesOf, planFunctions, type PlannedFunction } from './plan.ts';
import { ServicesStack } from './services.stack.ts';
import { edgeRegion, StatefulStack } from './stateful.stack.ts';

export type InstallationParts = {
  readonly options: DeploymentOptions;
  /** Account of the credentials at hand, where the options name none. */
  readonly account: string | undefined;
  readonly bundles: ReadonlyMap<string, Bundle>;
  readonly modelsDir: string;
  readonly machinesUrl: URL;
  /** Folder of the built console; served where there is an edge. */
  readonly consoleDir: string;
  /** For files made at synthesis. */
  readonly outDir: string;
};

/** Every function that these options deploy. */
export const functionsFor = (options: DeploymentOptions): readonly PlannedFunction[] =>
  planFunctions(
    wirings.map((wiring) => deployedPart(wiring, options)),
    authorizer,
    functionNeeds,
    options,
  );

/** Queues to which a function's timers send. */
const timerQueues = (functions: readonly PlannedFunction[], isFifo: (queue: string) => boolean) =>
  [
    ...new Set(
      functions.flatMap(({ needs }) => needs.filter((need) => need.startsWith('timers:schedule:')).map((need) => need.split(':')[2] ?? '')),
    ),
  ].map((name) => ({ name, fifo: isFifo(name) }));

const titled = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

type Environment = Readonly<Record<string, string>>;

type Place = {
  readonly app: App;
  readonly parts: InstallationParts;
  readonly names: Names;
  readonly env: { readonly region: string; readonly account?: string };
};

const stackProps = ({ parts: { options }, names, env }: Place, component: string, description: string) => ({
  env,
  stackName: `${names.prefix}-${component}`,
  description: `Waybill ${options.stage}: ${description}`,
  crossRegionReferences: options.edge && options.region !== edgeRegion,
  // What each part costs can be told apart once the tags are switched on for cost allocation.
  tags: { 'waybill:stage': options.stage, 'waybill:component': component },
});

const addGateway = (place: Place, functions: readonly PlannedFunction[], grants: GrantContext, environment: Environment): GatewayStack => {
  const plan = functions.find(({ handler }) => handler === authorizer);
  const bundle = place.parts.bundles.get(plan?.stem ?? '');
  if (!plan || !bundle) throw new Error('The authorizer has not been bundled');
  const { options } = place.parts;
  const props = stackProps(place, 'gateway', 'the HTTP API and who is let in');
  return new GatewayStack(place.app, 'Gateway', { ...props, options, grants, authorizer: plan, bundle, environment });
};

const addServices = (
  place: Place,
  functions: readonly PlannedFunction[],
  grants: GrantContext,
  stateful: StatefulStack,
  gateway: GatewayStack,
): readonly ServicesStack[] =>
  wirings.map(
    (wiring: ContextWiring) =>
      new ServicesStack(place.app, titled(wiring.context), {
        ...stackProps(place, wiring.context, `functions, queues and workflows of ${wiring.context}`),
        wiring: deployedPart(wiring, place.parts.options),
        wirings,
        functions: functions.filter(({ context, handler }) => context === wiring.context && handler !== authorizer),
        bundles: place.parts.bundles,
        grants,
        options: place.parts.options,
        machinesUrl: place.parts.machinesUrl,
        messageKeyArn: stateful.messageKey.keyArn,
        api: { id: gateway.apiId, authorizerId: gateway.authorizerId },
        // Only who deals with people has to know where they sign in.
        environment: wiring.context === 'access' ? stateful.people.environment : {},
      }),
  );

const addEdge = (place: Place, stateful: StatefulStack, apiDomain: string): EdgeStack => {
  const { app, names } = place;
  const { options } = place.parts;
  const edgePlace: Place = { ...place, env: { ...place.env, region: edgeRegion } };
  const edge = new EdgeStack(app, 'Edge', {
    ...stackProps(edgePlace, 'edge', 'CloudFront, its firewall and the console'),
    options,
    names,
    apiDomain,
    consoleDir: place.parts.consoleDir,
  });
  // The secret that it shows to the API is made there.
  edge.addStackDependency(stateful);
  new EdgeOperationsStack(app, 'EdgeAlarms', {
    ...stackProps(edgePlace, 'edge-alarms', 'alarms of CloudFront and its firewall'),
    options,
    names,
    wirings,
    distributionId: edge.distributionId,
    webAclMetricName: edge.webAclMetricName,
  });
  return edge;
};

/** All stacks of one installation, and in which order they stand on each other. */
export const addInstallation = (app: App, parts: InstallationParts): void => {
  const { options, modelsDir, outDir } = parts;
  const { stage, region } = options;
  const account = options.account ?? parts.account;
  // Where no account is known yet, CloudFormation fills it in.
  const names = namesOf({ stage, region, account: account ?? Aws.ACCOUNT_ID, partition: Aws.PARTITION });
  const place: Place = { app, parts, names, env: { region, ...(account === undefined ? {} : { account }) } };
  const fifoQueues = fifoQueuesOf(wirings);
  const isFifo = (queue: string): boolean => fifoQueues.includes(queue.replace(/-dlq$/, ''));
  const functions = functionsFor(options);

  const stateful = new StatefulStack(app, 'Stateful', {
    ...stackProps(place, 'stateful', 'tables, buckets, keys and people; retained'),
    options,
    names,
    timerQueues: timerQueues(functions, isFifo),
  });
  const before: GrantContext = {
    names,
    personKeyArn: stateful.personKey.keyArn,
    isFifo,
    machines: wirings.flatMap((wiring) => (wiring.machines ?? []).map(({ name }) => name)),
    userPoolArn: stateful.people.pool.userPoolArn,
    distributionId: undefined,
  };
  const gateway = addGateway(place, functions, before, stateful.people.environment);
  // CloudFront knows nothing of routes but the API's address, so it can stand before there are any.
  const edge = options.edge ? addEdge(place, stateful, gateway.apiDomain) : undefined;
  const grants: GrantContext = { ...before, distributionId: edge?.distributionId };
  const services = addServices(place, functions, grants, stateful, gateway);
  if (options.models === 'sagemaker' && options.modules.includes('intelligence')) {
    new ModelsStack(app, 'Models', { ...stackProps(place, 'models', 'models behind endpoints'), options, names, modelsDir, outDir });
  }
  for (const service of services) service.addStackDependency(stateful);
  const operations = new OperationsStack(app, 'Alarms', {
    ...stackProps(place, 'alarms', 'alarms, dashboard and budget'),
    options,
    names,
    wirings,
    httpApiId: gateway.apiId,
    publicUrl: (edge ?? gateway).publicUrl,
    ...(edge ? { distributionDomain: edge.distributionDomain } : {}),
  });
  for (const service of services) operations.addStackDependency(service);
  Tags.of(app).add('waybill:stage', stage);
};
