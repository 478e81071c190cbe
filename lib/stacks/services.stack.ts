import { readFileSync } from 'node:fs';
import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnIntegration, CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnEventBus, EventBus, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  CfnPermission,
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type Function as LambdaFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { Grant, GrantContext } from '../platform/aws/actions.ts';
import { commitPrefix } from '../platform/event-store/commit.codec.ts';
import { distributionVariable, functionStem } from '../platform/aws/names.ts';
import type { ContextWiring, HttpWiring, QueueWiring, StreamWiring } from '../platform/wiring.ts';
import type { Bundle } from './bundles.ts';
import { type DeploymentOptions, eventSourceOf } from './options.ts';
import { isDeployed, type PlannedFunction } from './plan.ts';
import { RecurringSchedule } from './recurring-schedule.construct.ts';
import { ServiceFunction } from './service-function.construct.ts';
import { WorkflowMachine } from './workflow-machine.construct.ts';
import { ledgerStreamParameter } from './stateful.stack.ts';
import { WorkQueue } from './work-queue.construct.ts';

export type ServicesStackProps = StackProps & {
  readonly wiring: ContextWiring;
  /** Of every context: machines call the functions of others, by name. */
  readonly wirings: readonly ContextWiring[];
  readonly functions: readonly PlannedFunction[];
  readonly bundles: ReadonlyMap<string, Bundle>;
  readonly grants: GrantContext;
  readonly options: DeploymentOptions;
  readonly machinesUrl: URL;
  readonly messageKeyArn: string;
  readonly api: { readonly id: string; readonly authorizerId: string };
  readonly environment: Readonly<Record<string, string>>;
};

/** Each of them lasts as long as the function may run when what it needs is gone: together some eight minutes. */
const streamTries = 10;

/**
 * Everything of one context that holds no data: functions, routes, queues, rules, workflows. Made from its wiring, so a
 * context is deployed, updated and removed alone.
 */
export class ServicesStack extends Stack {
  private readonly props: ServicesStackProps;
  private readonly functions = new Map<string, LambdaFunction>();

  constructor(scope: Construct, id: string, props: ServicesStackProps) {
    super(scope, id, props);
    this.props = props;
    const { wiring } = props;
    for (const plan of props.functions) this.addFunction(plan);
    for (const entry of wiring.http ?? []) this.addRoute(entry);
    const queues = new Map((wiring.queues ?? []).map((queue) => [queue.name, this.addQueue(queue)]));
    for (const { name, pattern, queue, bus } of wiring.subscriptions ?? [])
      this.addSubscription(name, pattern, queues.get(queue), bus ?? 'product');
    for (const { channel, queue } of wiring.partnerSources ?? []) this.addPartnerSource(channel, queues.get(queue));
    for (const stream of wiring.streams ?? []) this.addStream(stream);
    for (const machine of wiring.machines ?? [])
      new WorkflowMachine(this, pascal(machine.name), {
        machine: machine.name,
        definition: readFileSync(new URL(machine.definition, props.machinesUrl), 'utf8'),
        wirings: props.wirings,
        names: props.grants.names,
        emulator: props.options.emulator,
      });
    for (const { name, everySeconds, handler } of wiring.schedules ?? [])
      new RecurringSchedule(this, `Schedule-${name}`, {
        name,
        every: Duration.seconds(everySeconds),
        target: this.functionOf(handler),
        names: props.grants.names,
      });
  }

  private functionOf(handler: string): LambdaFunction {
    const found = this.functions.get(functionStem(handler));
    if (!found) throw new Error(`${handler} is not among the functions of ${this.props.wiring.context}`);
    return found;
  }

  /** Looked up when the stack is deployed. */
  private ledgerStreamArn(): string {
    return StringParameter.valueForStringParameter(this, this.props.grants.names.parameterName(ledgerStreamParameter));
  }

  private addFunction(plan: PlannedFunction): void {
    const { bundles, grants, options, environment } = this.props;
    const bundle = bundles.get(plan.stem);
    if (!bundle) throw new Error(`${plan.stem} has not been bundled`);
    const made = new ServiceFunction(this, pascal(plan.stem), {
      plan,
      bundle,
      stage: options.stage,
      grants,
      triggerGrants: this.triggerGrants(plan),
      environment: { ...environment, ...this.edgeOf(plan) },
    });
    this.functions.set(plan.stem, made.lambda);
  }

  /** Only who has the cache before the API forget something waits for it to be deployed. */
  private edgeOf({ needs }: PlannedFunction): Readonly<Record<string, string>> {
    const { distributionId } = this.props.grants;
    const purges = needs.some((need) => need.startsWith('edge:'));
    return purges && distributionId !== undefined ? { [distributionVariable]: distributionId } : {};
  }

  /** Rights that Lambda's own pollers take from the role of the function that they call. */
  private triggerGrants({ handler }: PlannedFunction): readonly Grant[] {
    const { wiring, grants } = this.props;
    const { names } = grants;
    const ledgerStreamArn = (wiring.streams ?? []).length > 0 ? this.ledgerStreamArn() : '';
    const queues = (wiring.queues ?? []).filter((queue) => queue.handler === handler);
    const streams = (wiring.streams ?? []).filter((stream) => stream.handler === handler);
    return [
      ...queues.flatMap(({ name, fifo = false }) =>
        ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'].map(
          (action): Grant => ({ action, resource: names.queueArn(name, fifo) }),
        ),
      ),
      ...streams.flatMap((): readonly Grant[] => [
        ...['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'].map(
          (action): Grant => ({ action, resource: ledgerStreamArn }),
        ),
        {
          action: 's3:PutObject',
          resource: `arn:${names.partition}:s3:::${names.blobBucket}/aws/lambda/*`,
          wildcard: 'Lambda names the objects that it leaves there',
        },
        { action: 's3:ListBucket', resource: `arn:${names.partition}:s3:::${names.blobBucket}` },
      ]),
    ];
  }

  private addRoute({ route: { method, path }, handler }: HttpWiring): void {
    const { api } = this.props;
    const target = this.functionOf(handler);
    const id = `${method}${path}`.replaceAll(/[^A-Za-z0-9]+/g, '-');
    const integration = new CfnIntegration(this, `Integration-${id}`, {
      apiId: api.id,
      integrationType: 'AWS_PROXY',
      integrationUri: target.functionArn,
      payloadFormatVersion: '2.0',
    });
    new CfnRoute(this, `Route-${id}`, {
      apiId: api.id,
      routeKey: `${method} ${path}`,
      target: `integrations/${integration.ref}`,
      // Also where a route is public: the authorizer lets in only what came past CloudFront, and says who sends it.
      authorizationType: 'CUSTOM',
      authorizerId: api.authorizerId,
    });
    new CfnPermission(this, `Permission-${id}`, {
      action: 'lambda:InvokeFunction',
      functionName: target.functionName,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `arn:${this.partition}:execute-api:${this.region}:${this.account}:${api.id}/*/${method}${path.replaceAll(/\{[^}]+\}/g, '*')}`,
    });
  }

  private addQueue(wiring: QueueWiring): WorkQueue {
    const { grants, messageKeyArn } = this.props;
    const encryptionKey = Key.fromKeyArn(this, `MessageKey-${wiring.name}`, messageKeyArn);
    const queue = new WorkQueue(this, pascal(wiring.name), { wiring, names: grants.names, encryptionKey });
    queue.feed(this.functionOf(wiring.handler), wiring, isDeployed(wiring, this.props.options));
    return queue;
  }

  private addSubscription(
    name: string,
    pattern: Readonly<Record<string, unknown>>,
    queue: WorkQueue | undefined,
    bus: 'product' | 'aws',
  ): void {
    const { names } = this.props.grants;
    this.addRule(name, EventBus.fromEventBusName(this, `Bus-${name}`, bus === 'aws' ? 'default' : names.busName), pattern, queue);
  }

  /** The bus takes the events of its source and no others; it is gone with the stack, and the source waits to be taken again. */
  private addPartnerSource(channel: string, queue: WorkQueue | undefined): void {
    const eventSource = eventSourceOf(this.props.options, channel);
    if (eventSource === undefined) return;
    // A partner event bus bears the name of its source.
    const bus = new CfnEventBus(this, `PartnerBus-${channel}`, { name: eventSource, eventSourceName: eventSource });
    const eventBus = EventBus.fromEventBusName(this, `Partner-${channel}`, bus.ref);
    this.addRule(`${channel}-events`, eventBus, { source: [{ prefix: 'aws.partner/' }] }, queue);
  }

  private addRule(name: string, eventBus: IEventBus, pattern: Readonly<Record<string, unknown>>, queue: WorkQueue | undefined): void {
    if (!queue) throw new Error(`The rule ${name} leads to a queue of another context`);
    const { names } = this.props.grants;
    const rule = new Rule(this, `Rule-${name}`, {
      ruleName: `${names.prefix}-${name}`,
      eventBus,
      eventPattern: toEventPattern(pattern, names.blobBucket),
    });
    rule.addTarget({
      bind: () => ({
        arn: queue.queue.queueArn,
        deadLetterConfig: { arn: queue.deadLetters.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: Duration.hours(24).toSeconds(), maximumRetryAttempts: 185 },
      }),
    });
    queue.takeFrom(rule);
  }

  private addStream({ name, handler, batchSize = 100, gatherSeconds = 0, maxAttempts = streamTries }: StreamWiring): void {
    const { grants, messageKeyArn } = this.props;
    const { names } = grants;
    WorkQueue.deadLettersOf(this, name, { names, encryptionKey: Key.fromKeyArn(this, `MessageKey-${name}`, messageKeyArn) });
    new EventSourceMapping(this, `Stream-${name}`, {
      target: this.functionOf(handler),
      eventSourceArn: this.ledgerStreamArn(),
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize,
      // Task tokens, receipts and master data pass through the ledger as well, and concern no reader. Filtering costs nothing.
      filters: [commitsOnly],
      ...(gatherSeconds > 0 ? { maxBatchingWindow: Duration.seconds(gatherSeconds) } : {}),
      // Order holds within a partition key all the same.
      parallelizationFactor: 10,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: maxAttempts - 1,
      // A queue would get only the place of the record, which is gone after a day; a bucket gets the record.
      onFailure: { bind: () => ({ destination: `arn:${names.partition}:s3:::${names.blobBucket}` }) },
    });
  }
}

/** A commit is written once and never changed; its sort key begins as no other record's does. */
const commitsOnly = FilterCriteria.filter({
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: { Keys: { SK: { S: FilterRule.beginsWith(commitPrefix) } } },
});

const pascal = (name: string): string =>
  name.replaceAll(/(^|[^A-Za-z0-9])([A-Za-z0-9])/g, (_, _separator, letter: string) => letter.toUpperCase());

/** CDK's own spelling of a pattern, and the bucket that only the deployment knows the name of. */
const toEventPattern = ({ 'detail-type': detailType, ...pattern }: Readonly<Record<string, unknown>>, bucket: string) => ({
  ...(JSON.parse(JSON.stringify(pattern).replaceAll('${BlobBucket}', bucket)) as object),
  ...(detailType === undefined ? {} : { detailType: detailType as string[] }),
});
