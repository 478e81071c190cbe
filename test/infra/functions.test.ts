// Functions, what calls them, and what becomes of what they cannot handle.
import { describe, expect, it } from 'vitest';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { namesOf } from '../../lib/platform/aws/names.ts';
import { RecurringSchedule } from '../../lib/stacks/recurring-schedule.construct.ts';
import { wirings } from '../../lib/wirings.ts';
import { isOfCdk } from './policies.ts';
import { account, only, type Properties, type Resource, synthesize, told } from './templates.ts';

const base = synthesize('behind CloudFront');
const { options, functions: planned, ofType } = base;
const names = namesOf({ stage: options.stage, region: options.region, account, partition: 'aws' });
const deployed = ofType('Lambda::Function').filter((one) => !isOfCdk(one));
const functionNamed = (name: string): Properties => only(deployed, ({ properties }) => properties['FunctionName'] === name).properties;

describe('functions', () => {
  it('are all that the wirings name, each under the name by which the others call it', () => {
    expect(deployed.length).toBeGreaterThan(55);
    expect(deployed.map(({ properties }) => properties['FunctionName']).toSorted()).toEqual(
      planned.map(({ stem }) => `${names.prefix}-${stem}`).toSorted(),
    );
  });

  it.each([
    'behind CloudFront',
    'that is thrown away',
  ] as const)('run on the newest Node.js and on Graviton, traced, with a log that ends (%s)', (name) => {
    const { resources, ofType: of } = synthesize(name);
    for (const one of of('Lambda::Function').filter((candidate) => !isOfCdk(candidate))) {
      expect(one.properties, told(one)).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogGroup: `/aws/lambda/${one.properties['FunctionName']}` },
      });
      const log = only(
        resources,
        ({ type, properties }) => type === 'AWS::Logs::LogGroup' && properties['LogGroupName'] === one.properties['LoggingConfig'].LogGroup,
      );
      expect(log.properties['RetentionInDays'], told(log)).toBe(30);
    }
  });

  it('that answer a request do so before API Gateway gives up', () => {
    for (const { stem } of planned.filter(({ answering }) => answering))
      expect(functionNamed(`${names.prefix}-${stem}`)['Timeout'], stem).toBeLessThan(30);
  });

  it('of a channel are apart from those of every other, with a share of the concurrency set aside', () => {
    const doors = wirings.flatMap(({ http = [] }) =>
      http.flatMap(({ channel, handler }) => (channel === undefined ? [] : [{ channel, handler }])),
    );
    expect(doors.length).toBeGreaterThan(1);
    const channels = new Map<string, { readonly concurrency: number }>(Object.entries(options.channels));
    const deployedDoors = doors.filter(({ channel }) => channels.has(channel));
    expect(new Set(deployedDoors.map(({ handler }) => handler)).size).toBe(deployedDoors.length);
    for (const { channel, handler } of deployedDoors)
      expect(functionNamed(names.functionName(handler))['ReservedConcurrentExecutions']).toBe(channels.get(channel)?.concurrency);
    for (const { channel, handler } of doors) expect(planned.some((one) => one.handler === handler)).toBe(channels.has(channel));
    // Set aside for one, it is missing for all others, so nobody else has any.
    const reserved = deployed.filter(({ properties }) => properties['ReservedConcurrentExecutions'] !== undefined);
    expect(reserved).toHaveLength(deployedDoors.length);
  });

  it('that state machines wait for end before the state does', () => {
    const states = ofType('StepFunctions::StateMachine').flatMap(({ properties }) => invocationsIn(properties));
    expect(states.length).toBeGreaterThan(3);
    for (const { name, functionArn, timeoutSeconds } of states)
      expect(functionNamed(functionArn.split(':').at(-1) ?? '')['Timeout'], name).toBeLessThanOrEqual(timeoutSeconds);
  });
});

type State = Properties & { readonly Type: string };
type Invocation = { readonly name: string; readonly functionArn: string; readonly timeoutSeconds: number };

/** The definition with its substitutions made, as Step Functions gets it. */
const definitionOf = ({ DefinitionString, DefinitionSubstitutions }: Properties): Properties =>
  JSON.parse(
    String(DefinitionString).replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => String(DefinitionSubstitutions[name] ?? whole)),
  ) as Properties;

const statesIn = (machine: Properties): readonly (readonly [string, State])[] =>
  Object.entries((machine['States'] ?? {}) as Readonly<Record<string, State>>).flatMap(([name, state]) => [
    [name, state] as const,
    ...(state['ItemProcessor'] ? statesIn(state['ItemProcessor']) : []),
    ...((state['Branches'] ?? []) as readonly Properties[]).flatMap((branch) => statesIn(branch)),
  ]);

/** States that invoke a function and go on when it returns; the others wait for somebody else. */
function invocationsIn(properties: Properties): readonly Invocation[] {
  return statesIn(definitionOf(properties))
    .filter(([, state]) => state['Resource'] === 'arn:aws:states:::lambda:invoke')
    .map(([name, state]) => ({
      name,
      functionArn: String(state['Arguments'].FunctionName),
      timeoutSeconds: Number(state['TimeoutSeconds']),
    }));
}

describe('queues', () => {
  const queues = ofType('SQS::Queue');
  const queueNamed = (name: string): Resource => only(queues, ({ properties }) => properties['QueueName'] === name);
  const wired = wirings.flatMap((wiring) => wiring.queues ?? []);
  const mappings = ofType('Lambda::EventSourceMapping');

  it('are those of the wirings and their dead letters', () => {
    const readers = wirings.flatMap(({ streams = [] }) => streams.map(({ name }) => `${names.prefix}-${name}-dlq`));
    const work = wired.flatMap(({ name, fifo = false }) => [names.queueName(name, fifo), names.queueName(`${name}-dlq`, fifo)]);
    const found = queues.filter(({ stack }) => stack !== 'Stateful').map(({ properties }) => String(properties['QueueName']));
    expect(found.toSorted()).toEqual([...work, ...readers].toSorted());
  });

  it.each(wired)('$name wait up to a week, are tried as often as they may be, then kept for another', ({
    name,
    fifo = false,
    maxReceiveCount = 4,
    backOff,
  }) => {
    const { properties } = queueNamed(names.queueName(name, fifo));
    const dead = queueNamed(names.queueName(`${name}-dlq`, fifo)).properties;
    expect(properties['RedrivePolicy']).toEqual({
      deadLetterTargetArn: names.queueArn(`${name}-dlq`, fifo),
      maxReceiveCount,
    });
    // A queue with pauses of its own is tried for days.
    expect(backOff === undefined ? maxReceiveCount === 4 : maxReceiveCount >= 30).toBe(true);
    // The age goes on counting among the dead letters.
    expect([properties, dead].map((one) => one['MessageRetentionPeriod'])).toEqual([7 * 86_400, 14 * 86_400]);
    for (const one of [properties, dead]) expect(one['FifoQueue'] ?? false).toBe(fifo);
  });

  it.each(wired)('$name are handled before they come back, a bounded number at once, and one by one where that fails', ({
    name,
    fifo = false,
    handler,
    batchSize = 10,
  }) => {
    const { properties } = only(mappings, (one) => one.properties['EventSourceArn'] === names.queueArn(name, fifo));
    expect(properties).toMatchObject({
      FunctionName: names.functionName(handler),
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BatchSize: batchSize,
    });
    expect(properties['ScalingConfig'].MaximumConcurrency).toBeGreaterThanOrEqual(2);
    expect(properties['ScalingConfig'].MaximumConcurrency).toBeLessThanOrEqual(50);
    expect(queueNamed(names.queueName(name, fifo)).properties['VisibilityTimeout']).toBeGreaterThanOrEqual(
      functionNamed(names.functionName(handler))['Timeout'],
    );
  });

  it('have dead letters that nobody works off by themselves', () => {
    for (const { properties } of queues.filter((one) => /-dlq(\.fifo)?$/.test(String(one.properties['QueueName'])))) {
      expect(properties).not.toHaveProperty('RedrivePolicy');
      const arn = `arn:aws:sqs:${options.region}:${account}:${properties['QueueName']}`;
      expect(mappings.filter((one) => one.properties['EventSourceArn'] === arn)).toEqual([]);
    }
  });
});

describe('readers of the ledger', () => {
  const readers = ofType('Lambda::EventSourceMapping').filter(({ properties }) =>
    String(properties['EventSourceArn']).includes('/stream/'),
  );

  it('are two, the publisher and the projector', () => {
    expect(readers.map(({ properties }) => properties['FunctionName']).toSorted()).toEqual([
      names.functionName('platform/project'),
      names.functionName('platform/publish'),
    ]);
    for (const { properties } of readers) expect(properties['EventSourceArn']).toContain(`table/${names.prefix}-ledger/stream/`);
  });

  it('are called for new commits alone, the projector once a second', () => {
    for (const { properties } of readers) {
      const patterns = (properties['FilterCriteria'].Filters as readonly { readonly Pattern: string }[]).map(({ Pattern }) =>
        JSON.parse(Pattern),
      );
      expect(patterns).toEqual([{ eventName: ['INSERT'], dynamodb: { Keys: { SK: { S: [{ prefix: 'E#' }] } } } }]);
    }
    const windows = new Map(
      readers.map(({ properties }) => [properties['FunctionName'], properties['MaximumBatchingWindowInSeconds'] ?? 0]),
    );
    expect(windows).toEqual(
      new Map([
        [names.functionName('platform/publish'), 0],
        [names.functionName('platform/project'), 1],
      ]),
    );
  });

  it('narrow a failing batch down, try a bounded number of times, and leave the record with its payload behind', () => {
    for (const { properties } of readers) {
      expect(properties).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        StartingPosition: 'TRIM_HORIZON',
        // A bucket gets the record itself; a queue would get only the place of it in the stream.
        DestinationConfig: { OnFailure: { Destination: `arn:aws:s3:::${names.blobBucket}` } },
      });
      expect(properties['MaximumRetryAttempts']).toBeGreaterThanOrEqual(1);
      expect(properties['MaximumRetryAttempts']).toBeLessThanOrEqual(10);
    }
  });

  it('have somebody who takes what they left behind to their dead letters', () => {
    const { properties } = only(ofType('Events::Rule'), (one) => one.properties['Name'] === `${names.prefix}-stream-failures`);
    expect(properties).toMatchObject({
      EventBusName: 'default',
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [names.blobBucket] }, object: { key: [{ prefix: 'aws/lambda/' }] } },
      },
    });
    const bucket = only(ofType('S3::Bucket'), ({ properties: { BucketName } }) => BucketName === names.blobBucket);
    expect(bucket.properties['NotificationConfiguration']).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } });
  });
});

describe('rules', () => {
  const subscriptions = wirings.flatMap((wiring) => wiring.subscriptions ?? []);

  it.each(subscriptions)('$name sends what the wiring says to where it says', ({ name, pattern, queue, bus = 'product' }) => {
    const { properties } = only(ofType('Events::Rule'), (one) => one.properties['Name'] === `${names.prefix}-${name}`);
    const expected = JSON.parse(JSON.stringify(pattern).replaceAll('${BlobBucket}', names.blobBucket)) as object;
    expect(properties).toMatchObject({ State: 'ENABLED', EventBusName: bus === 'aws' ? 'default' : names.busName });
    expect(properties['EventPattern']).toEqual(expected);
    expect(properties['Targets']).toHaveLength(1);
    expect(properties['Targets'][0].Arn).toBe(names.queueArn(queue, false));
  });

  it.each([
    'behind CloudFront',
    'that is thrown away',
  ] as const)('try for a day, then leave it in dead letters that take it from them (%s)', (name) => {
    const synthesis = synthesize(name);
    const rules = synthesis
      .ofType('Events::Rule')
      .flatMap((rule) => (rule.properties['Targets'] as readonly Properties[]).map((target) => ({ rule, target })));
    expect(rules.length).toBeGreaterThanOrEqual(subscriptions.length);
    for (const { rule, target } of rules) {
      expect(target['RetryPolicy'], told(rule)).toMatchObject({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 });
      const deadLetters = String(target['DeadLetterConfig'].Arn);
      expect(deadLetters, told(rule)).toMatch(/-dlq$/);
      const ruleArn = new RegExp(`:rule/(.+/)?${rule.properties['Name']}$`);
      const statements = synthesis
        .ofType('SQS::QueuePolicy')
        .flatMap(({ properties }) => properties['PolicyDocument'].Statement as readonly Properties[]);
      // A role stands in for the queue's permission where the target is no queue.
      for (const arn of [deadLetters, ...(String(target['Arn']).includes(':sqs:') ? [String(target['Arn'])] : [])])
        expect(statements, `${told(rule)} to ${arn}`).toContainEqual({
          Effect: 'Allow',
          Action: 'sqs:SendMessage',
          Principal: { Service: 'events.amazonaws.com' },
          Resource: arn,
          Condition: { ArnEquals: { 'aws:SourceArn': expect.stringMatching(ruleArn) } },
        });
    }
  });
});

describe('state machines', () => {
  const machines = ofType('StepFunctions::StateMachine');

  it('are those of the wirings', () => {
    const wired = wirings.flatMap((wiring) => (wiring.machines ?? []).map(({ name }) => names.machineName(name)));
    expect(machines.map(({ properties }) => properties['StateMachineName']).toSorted()).toEqual(wired.toSorted());
  });

  it('have nothing left to substitute, and call only what is deployed', () => {
    const aliases = machines.map(
      ({ properties }) => `arn:aws:states:${options.region}:${account}:stateMachine:${properties['StateMachineName']}:live`,
    );
    const callable = [
      ...deployed.map(({ properties }) => `arn:aws:lambda:${options.region}:${account}:function:${properties['FunctionName']}`),
      ...aliases,
    ];
    for (const { properties } of machines) {
      expect(JSON.stringify(definitionOf(properties))).not.toContain('${');
      const called = statesIn(definitionOf(properties)).flatMap(([, state]) => calledBy(state));
      expect(called.length).toBeGreaterThan(3);
      expect(callable).toEqual(expect.arrayContaining(called));
    }
  });

  it('may call what their definition calls, and nothing else', () => {
    for (const { stack, properties } of machines) {
      const role = only(ofType('IAM::Role'), (one) => one.stack === stack && String(properties['RoleArn']).endsWith(`/${one.id}`));
      const calls = only([role]).properties['Policies'].find(({ PolicyName }: Properties) => PolicyName === 'calls').PolicyDocument
        .Statement as readonly Properties[];
      const allowed = calls.flatMap(({ Action, Resource }) => [Resource].flat().map((resource) => `${Action} ${resource}`));
      const states = statesIn(definitionOf(properties)).map(([, state]) => state);
      const needed = states.flatMap((state) =>
        calledBy(state).map((arn) =>
          // Step Functions looks the right up under the machine's own ARN, whichever version or alias is started.
          arn.includes(':lambda:') ? `lambda:InvokeFunction ${arn}` : `states:StartExecution ${arn.replace(/:live$/, '')}`,
        ),
      );
      expect(allowed.toSorted()).toEqual([...new Set(needed)].toSorted());
    }
  });

  it('are published as versions that stay behind the alias that orders are started under', () => {
    const versions = ofType('StepFunctions::StateMachineVersion');
    expect(versions).toHaveLength(machines.length);
    for (const { raw } of versions) expect([raw.DeletionPolicy, raw.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    const aliases = ofType('StepFunctions::StateMachineAlias').map(({ properties }) => properties['Name']);
    expect(aliases).toEqual(machines.map(() => 'live'));
  });

  it('log every step and nothing of what was said in it', () => {
    for (const { properties } of machines) {
      expect(properties['LoggingConfiguration']).toMatchObject({ IncludeExecutionData: false, Level: 'ALL' });
      expect(properties['TracingConfiguration']).toEqual({ Enabled: true });
    }
  });
});

function calledBy(state: State): readonly string[] {
  const { FunctionName, StateMachineArn } = (state['Arguments'] ?? {}) as Properties;
  return [FunctionName, StateMachineArn].filter((arn): arn is string => typeof arn === 'string');
}

describe('a schedule', () => {
  it('calls its one function again and again with a role that this account alone can have taken on', () => {
    const stack = new Stack(new App({ analyticsReporting: false }), 'Stack', { env: { account, region: options.region } });
    const target = LambdaFunction.fromFunctionArn(stack, 'Target', names.functionArn('orders/tidy')) as LambdaFunction;
    new RecurringSchedule(stack, 'Schedule', { name: 'tidy', every: Duration.minutes(5), target, names });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [{ Principal: { Service: 'scheduler.amazonaws.com' }, Condition: { StringEquals: { 'aws:SourceAccount': account } } }],
      },
      Policies: [{ PolicyDocument: { Statement: [{ Action: 'lambda:InvokeFunction', Resource: names.functionArn('orders/tidy') }] } }],
    });
    expect(Object.values(template.findResources('AWS::Scheduler::Schedule'))).toEqual([
      expect.objectContaining({
        Properties: expect.objectContaining({
          ScheduleExpression: 'rate(5 minutes)',
          Target: expect.objectContaining({ RetryPolicy: { MaximumRetryAttempts: 3 } }),
        }),
      }),
    ]);
  });
});
