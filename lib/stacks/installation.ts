import { type App, Aws, Tags } from 'aws-cdk-lib';
import { authorizer } from '../access/wiring.ts';
import { functionNeeds } from '../function-needs.ts';
import type { GrantContext } from '../platform/aws/actions.ts';
import { namesOf } from '../platform/aws/names.ts';
import type { ContextWiring } from '../platform/wiring.ts';
import { wirings } from '../wirings.ts';
import type { Bundle } from './bundles.ts';
import { EdgeStack } from './edge.stack.ts';
import { GatewayStack } from './gateway.stack.ts';
import { ModelsStack } from './models.stack.ts';
import { EdgeOperationsStack } from './operations/edge-operations.stack.ts';
import { OperationsStack } from './operations.stack.ts';
import type { DeploymentOptions } from './options.ts';
import { fifoQueuesOf, planFunctions, type PlannedFunction } from './plan.ts';
import { ServicesStack } from './services.stack.ts';
import { edgeRegion, StatefulStack } from './stateful.stack.ts';

export type InstallationParts = {
  readonly options: DeploymentOptions;
  /** Account of the credentials at hand, where the options name none. */
  readonly account: string | undefined;
  readonly bundles: ReadonlyMap<string, Bundle>;
  readonly modelsDir: string;
  readonly machinesUrl: URL;
  /** For files made at synthesis. */
  readonly outDir: string;
};

/** Every function that these options deploy. */
export const functionsFor = (options: DeploymentOptions): readonly PlannedFunction[] =>
  planFunctions(wirings, authorizer, functionNeeds, options);

/** Queues to which a function's timers send. */
const timerQueues = (functions: readonly PlannedFunction[], isFifo: (queue: string) => boolean) =>
  [
    ...new Set(
      functions.flatMap(({ needs }) => needs.filter((need) => need.startsWith('timers:schedule:')).map((need) => need.split(':')[2] ?? '')),
    ),
  ].map((name) => ({ name, fifo: isFifo(name) }));

const titled = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

/** All stacks of one installation, and in which order they stand on each other. */
export const addInstallation = (app: App, parts: InstallationParts): void => {
  const { options, bundles } = parts;
  const { stage, region } = options;
  const account = options.account ?? parts.account;
  const env = { region, ...(account === undefined ? {} : { account }) };
  // Where no account is known yet, CloudFormation fills it in.
  const names = namesOf({ stage, region, account: account ?? Aws.ACCOUNT_ID, partition: Aws.PARTITION });
  const fifoQueues = fifoQueuesOf(wirings);
  const isFifo = (queue: string): boolean => fifoQueues.includes(queue.replace(/-dlq$/, ''));
  const functions = functionsFor(options);
  const stackProps = (component: string, description: string) => ({
    env,
    stackName: `${names.prefix}-${component}`,
    description: `Waybill ${stage}: ${description}`,
    crossRegionReferences: options.edge && region !== edgeRegion,
    // What each part costs can be told apart once the tags are switched on for cost allocation.
    tags: { 'waybill:stage': stage, 'waybill:component': component },
  });

  const stateful = new StatefulStack(app, 'Stateful', {
    ...stackProps('stateful', 'tables, buckets, keys and people; retained'),
    options,
    names,
    timerQueues: timerQueues(functions, isFifo),
  });
  const machines = wirings.flatMap((wiring) => (wiring.machines ?? []).map(({ name }) => name));
  const grants: GrantContext = {
    names,
    personKeyArn: stateful.personKey.keyArn,
    isFifo,
    machines,
    userPoolArn: stateful.people.pool.userPoolArn,
  };
  const environment = stateful.people.environment;
  const authorizerPlan = functions.find(({ handler }) => handler === authorizer);
  const authorizerBundle = bundles.get(authorizerPlan?.stem ?? '');
  if (!authorizerPlan || !authorizerBundle) throw new Error('The authorizer has not been bundled');
  const gateway = new GatewayStack(app, 'Gateway', {
    ...stackProps('gateway', 'the HTTP API and who is let in'),
    options,
    grants,
    authorizer: authorizerPlan,
    bundle: authorizerBundle,
    environment,
  });

  const services = wirings.map(
    (wiring: ContextWiring) =>
      new ServicesStack(app, titled(wiring.context), {
        ...stackProps(wiring.context, `functions, queues and workflows of ${wiring.context}`),
        wiring,
        wirings,
        functions: functions.filter(({ context, handler }) => context === wiring.context && handler !== authorizer),
        bundles,
        grants,
        options,
        machinesUrl: parts.machinesUrl,
        messageKeyArn: stateful.messageKey.keyArn,
        ledgerStreamArn: stateful.ledgerStreamArn,
        api: { id: gateway.apiId, authorizerId: gateway.authorizerId },
        // Only who deals with people has to know where they sign in.
        environment: wiring.context === 'access' ? environment : {},
      }),
  );
  if (options.models === 'sagemaker' && options.modules.includes('intelligence')) {
    new ModelsStack(app, 'Models', {
      ...stackProps('models', 'models behind endpoints'),
      options,
      names,
      modelsDir: parts.modelsDir,
      outDir: parts.outDir,
    });
  }
  const operations = new OperationsStack(app, 'Alarms', {
    ...stackProps('alarms', 'alarms, dashboard and budget'),
    options,
    names,
    wirings,
    httpApiId: gateway.apiId,
  });
  for (const service of services) operations.addStackDependency(service);
  if (options.edge) {
    const edgeProps = (component: string, description: string) => ({
      ...stackProps(component, description),
      env: { ...env, region: edgeRegion },
    });
    const edge = new EdgeStack(app, 'Edge', {
      ...edgeProps('edge', 'CloudFront and its firewall'),
      options,
      names,
      apiDomain: gateway.apiDomain,
    });
    edge.addStackDependency(stateful);
    new EdgeOperationsStack(app, 'EdgeAlarms', {
      ...edgeProps('edge-alarms', 'alarms of CloudFront and its firewall'),
      options,
      names,
      wirings,
      distributionId: edge.distributionId,
      webAclMetricName: edge.webAclMetricName,
    });
  }
  Tags.of(app).add('waybill:stage', stage);
};
