// Every function may do what it was seen to need, and without any one of its rights something that it needs is refused.
import { describe, expect, it } from 'vitest';
import { type AccessRequest, isAllowed, listOf, pairsOf, type PolicyStatement, toldPair } from './iam.ts';
import { identityStatementsOf } from './policies.ts';
import { type Places, requestsOf } from './port-requests.ts';
import { account, only, type Resource, synthesize } from './templates.ts';

const synthesis = synthesize('with models behind endpoints');
const { options, functions, ofType, resources } = synthesis;
const prefix = `waybill-${options.stage}`;
const queueNames = ofType('SQS::Queue').map(({ properties }) => String(properties['QueueName']));

const places: Places = {
  region: options.region,
  account,
  prefix,
  stage: options.stage,
  personKeyArn: `arn:aws:kms:${options.region}:${account}:key/${only(ofType('KMS::Key'), ({ id }) => id.startsWith('PersonKey')).id}`,
  userPoolArn: `arn:aws:cognito-idp:${options.region}:${account}:userpool/${only(ofType('Cognito::UserPool')).id}`,
  distributionId: only(ofType('CloudFront::Distribution')).id,
  machines: ofType('StepFunctions::StateMachine').map(({ properties }) => String(properties['StateMachineName']).replace(`${prefix}-`, '')),
  isFifo: (queue) => queueNames.includes(`${prefix}-${queue}.fifo`),
};

/**
 * What Lambda's pollers ask for with the role of the function that they call:
 * - a queue: the three actions of the managed policy AWSLambdaSQSQueueExecutionRole, which the SQS guide asks for too
 *   ("Configuring an Amazon SQS queue to trigger an AWS Lambda function");
 * - a stream: the four actions of AWSLambdaDynamoDBExecutionRole, on the stream as the DynamoDB guide has it ("IAM policy to
 *   allow an AWS Lambda function to access DynamoDB stream records");
 * - a bucket for what was given up: `s3:PutObject` and `s3:ListBucket` ("Retain discarded records for a DynamoDB event source
 *   in Lambda"). Lambda names the objects itself, below `aws/lambda/`.
 */
const pollerRequests = ({ properties }: Resource): readonly AccessRequest[] => {
  const source = String(properties['EventSourceArn']);
  const ask = (resource: string, ...actions: readonly string[]) => actions.map((action) => ({ action, resource }));
  if (source.includes(':sqs:')) return ask(source, 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes');
  const bucket = String(properties['DestinationConfig'].OnFailure.Destination);
  return [
    ...ask(source, 'dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'),
    ...ask(`${bucket}/aws/lambda/mapping/shardId-1/2026/11/20/record`, 's3:PutObject'),
    ...ask(bucket, 's3:ListBucket'),
  ];
};

/** What every function asks for: its log, and its traces, for which X-Ray knows no resource. */
const telemetryRequests = (functionName: string): readonly AccessRequest[] => {
  const stream = `arn:aws:logs:${options.region}:${account}:log-group:/aws/lambda/${functionName}:log-stream:2026/11/20/[$LATEST]a`;
  return [
    { action: 'logs:CreateLogStream', resource: stream },
    { action: 'logs:PutLogEvents', resource: stream },
    { action: 'xray:PutTraceSegments', resource: '*' },
    { action: 'xray:PutTelemetryRecords', resource: '*' },
  ];
};

const toldRequest = ({ action, resource }: AccessRequest): string => `${action} on ${resource}`;

/** What of the required is refused, and which rights nothing required needs. */
const compare = (statements: readonly PolicyStatement[], required: readonly AccessRequest[]) => {
  const pairs = pairsOf(statements);
  return {
    missing: required.filter((request) => !isAllowed(pairs, request)).map(toldRequest),
    needless: pairs
      .filter((_, index) => {
        const others = pairs.toSpliced(index, 1);
        return required.every((request) => isAllowed(others, request) || !isAllowed(pairs, request));
      })
      .map(toldPair),
  };
};

const cases = functions.map((plan) => {
  const functionName = `${prefix}-${plan.stem}`;
  const lambda = only(ofType('Lambda::Function'), ({ properties }) => properties['FunctionName'] === functionName);
  const role = only(ofType('IAM::Role'), ({ stack, id }) => stack === lambda.stack && String(lambda.properties['Role']).endsWith(`/${id}`));
  const mappings = ofType('Lambda::EventSourceMapping').filter(({ properties }) => properties['FunctionName'] === functionName);
  const required = [
    ...plan.needs.flatMap((need) => requestsOf(need, places)),
    ...mappings.flatMap(pollerRequests),
    ...telemetryRequests(functionName),
  ];
  return { stem: plan.stem, needs: plan.needs, statements: identityStatementsOf(synthesis, role), required };
});

describe('the role of', () => {
  // Who may send to every queue is held against a few hundred rights, each left out in turn.
  it.each(cases)('$stem allows what the function needs, and nothing else', ({ statements, required }) => {
    expect(compare(statements, required)).toEqual({ missing: [], needless: [] });
  }, 60_000);
});

describe('the comparison', () => {
  const { statements, required } = cases.find(({ stem }) => stem === 'orders-place-order') ?? { statements: [], required: [] };
  const ledger = `arn:aws:dynamodb:${options.region}:${account}:table/${prefix}-ledger`;

  it('sees a right too many', () => {
    const more: PolicyStatement = { Effect: 'Allow', Action: ['dynamodb:PutItem', 'dynamodb:Scan'], Resource: ledger };
    const { missing, needless } = compare([...statements, more], required);
    expect(missing).toEqual([]);
    expect(needless).toContain(`dynamodb:Scan on ${ledger}`);
    // The same right given twice is one too many as well.
    expect(needless).toContain(`dynamodb:PutItem on ${ledger}`);
  });

  it('sees a right too few', () => {
    const fewer = pairsOf(statements).filter((pair) => toldPair(pair) !== `dynamodb:PutItem on ${ledger}`);
    expect(fewer.length).toBe(pairsOf(statements).length - 1);
    expect(compare(fewer, required)).toEqual({ missing: [`dynamodb:PutItem on ${ledger}`], needless: [] });
  });

  it('sees a resource that is too wide only by what is asked, so wildcards are looked at by themselves', () => {
    const wide: PolicyStatement = { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: 'arn:aws:dynamodb:*' };
    expect(compare([wide], [{ action: 'dynamodb:PutItem', resource: ledger }])).toEqual({ missing: [], needless: [] });
  });

  it('heeds what is denied, and conditions', () => {
    const allow: PolicyStatement = { Effect: 'Allow', Action: 'dynamodb:Get*', Resource: ledger };
    const request = { action: 'dynamodb:GetItem', resource: ledger };
    expect(isAllowed([allow], request)).toBe(true);
    expect(isAllowed([allow], { ...request, action: 'dynamodb:PutItem' })).toBe(false);
    expect(isAllowed([allow, { Effect: 'Deny', Action: '*', Resource: '*' }], request)).toBe(false);
    const Condition = { StringEquals: { 'aws:SourceAccount': account } };
    expect(isAllowed([{ ...allow, Condition }], request)).toBe(false);
    expect(isAllowed([{ ...allow, Condition }], { ...request, context: { 'aws:SourceAccount': account } })).toBe(true);
  });
});

/** Places below which names are made while the product runs. Everything else has to be in a template. */
const madeLater: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /:execution:[\w-]+:\*$/, why: 'Executions are named after orders.' },
  { pattern: /:schedule\/[\w-]+\/\*$/, why: 'Timers are named after what they are for.' },
  { pattern: /^arn:aws:s3:::[\w-]+\/(aws\/lambda\/)?\*$/, why: 'Objects are named after their content, or by Lambda.' },
  { pattern: /:secret:waybill\/\w+\/\*$/, why: 'Accounts of channels are connected later, each with a secret.' },
  { pattern: /:parameter\/waybill\/\w+\/\*$/, why: 'Settings may be made for each tenant.' },
  { pattern: /:training-job\/[\w-]+-\*$/, why: 'Trainings are named after what they train, and when.' },
  { pattern: /:(model|endpoint-config)\/[\w-]+-\*$/, why: 'What stands behind a second endpoint is named after the hash of its version.' },
  { pattern: /:endpoint\/[\w-]+-b$/, why: 'The second endpoint of a model is made when a version is tried behind it.' },
  { pattern: /:parameter\/waybill\/\w+\/training$/, why: 'Where models answer in process nothing trains in AWS, and it is not set.' },
  { pattern: /^\*$/, why: 'X-Ray knows no resources, and a phone number is none.' },
];

describe('the resources of functions', () => {
  const named = [...new Set(cases.flatMap(({ statements }) => statements.flatMap(({ Resource }) => listOf(Resource))))];

  /** The name that an ARN ends in. */
  const nameIn = (arn: string): string => {
    const [, logGroup] = /:log-group:(.+):\*$/.exec(arn) ?? [];
    const [, secret] = /:secret:(.+)-\?{6}$/.exec(arn) ?? [];
    const [, table] = /:table\/(.+)\/stream\/.+$/.exec(arn) ?? [];
    return logGroup ?? secret ?? table ?? arn.split(/[:/]/).at(-1) ?? arn;
  };
  const exists = (name: string): boolean =>
    resources.some(({ id, properties }) => id === name || Object.values(properties).some((value) => value === name));

  it('are in a template, or below a place for names that are made later', () => {
    expect(named.length).toBeGreaterThan(30);
    const elsewhere = named.filter((arn) => !madeLater.some(({ pattern }) => pattern.test(arn)) && !exists(nameIn(arn)));
    expect(elsewhere).toEqual([]);
    expect(exists(nameIn(`arn:aws:sqs:${options.region}:${account}:${prefix}-misspelt`))).toBe(false);
  });

  it('go down to single names wherever wildcards are not listed', () => {
    const wild = named.filter((pattern) => /[*?]/.test(pattern.replace(/-\?{6}$/, '').replace(/(:log-group:.+):\*$/, '$1')));
    expect(wild.filter((pattern) => !madeLater.some((place) => place.pattern.test(pattern)))).toEqual([]);
  });

  it('that are handed on are one role for the scheduler, which it alone takes on, one for trainings, and one for models', () => {
    const passed = cases.flatMap(({ statements }) =>
      pairsOf(statements)
        .filter(({ Action }) => listOf(Action).includes('iam:PassRole'))
        .map(({ Resource }) => listOf(Resource).join()),
    );
    const roles = [...new Set(passed)];
    // Those of trainings and of models are there only where models stand behind endpoints.
    const [ofTraining, ofModels] = [/:role\/[\w-]+-training-[\w-]+$/, /:role\/[\w-]+-models-[\w-]+$/];
    const others = roles.filter((role) => !ofTraining.test(role) && !ofModels.test(role));
    expect([roles.length, others.length]).toEqual([3, 1]);
    const [timers] = others;
    const role = only(ofType('IAM::Role'), ({ properties }) => timers?.endsWith(`/${properties['RoleName']}`) === true);
    expect(role.properties['AssumeRolePolicyDocument'].Statement[0].Principal).toEqual({ Service: 'scheduler.amazonaws.com' });
  });
});
