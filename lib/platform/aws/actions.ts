import type { Need } from '../needs.ts';
import { endpointModels } from '../ports.ts';
import type { Names, TableName } from './names.ts';
import { macSecretName } from './names.ts';

/** What a role must allow: one action on resources that are named as exactly as the service allows. */
export type Grant = {
  readonly action: string;
  readonly resource: string;
  /** Why the resource ends in a wildcard, where it does. */
  readonly wildcard?: string;
};

/** Where a need leads in one installation. */
export type GrantContext = {
  readonly names: Names;
  /** ARN of the key that wraps the keys of people. */
  readonly personKeyArn: string;
  /** True for a FIFO queue, or the dead-letter queue of one. */
  readonly isFifo: (queue: string) => boolean;
  readonly machines: readonly string[];
  /** ARN of the pool of those who may sign in. */
  readonly userPoolArn: string;
  /** Id of the distribution before the API; undefined where there is none, and then nothing is kept that could be thrown out. */
  readonly distributionId: string | undefined;
};

const tableActions: Readonly<Record<string, string>> = {
  get: 'dynamodb:GetItem',
  getMany: 'dynamodb:BatchGetItem',
  query: 'dynamodb:Query',
  scan: 'dynamodb:Scan',
  put: 'dynamodb:PutItem',
  update: 'dynamodb:UpdateItem',
  delete: 'dynamodb:DeleteItem',
  check: 'dynamodb:ConditionCheckItem',
};

/** Looking at a queue means receiving its messages and giving them back; sending back adds sending and deleting. */
const queueActions: Readonly<Record<string, readonly string[]>> = {
  send: ['sqs:SendMessage'],
  receive: ['sqs:ReceiveMessage'],
  acknowledge: ['sqs:DeleteMessage'],
  changeVisibility: ['sqs:ChangeMessageVisibility'],
  depth: ['sqs:GetQueueAttributes'],
  browse: ['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility'],
  redrive: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'],
};

const onTraining = (names: Names): readonly Grant[] => [
  { action: 'sagemaker:CreateTrainingJob', resource: names.trainingJobArn('*'), wildcard: 'a job is named after its run' },
  { action: 'sagemaker:AddTags', resource: names.trainingJobArn('*'), wildcard: 'a job is named after its run' },
  { action: 'iam:PassRole', resource: names.trainingRoleArn },
  // By what jobs run is told by the deployment.
  { action: 'ssm:GetParameter', resource: `${names.parameterArn}/training` },
];

/** The second endpoint of each model, and what stands behind it; the first is the deployment's. */
const onPutUp = (names: Names): readonly Grant[] => [
  ...endpointModels.flatMap((model): readonly Grant[] => [
    ...(['CreateModel', 'AddTags'] as const).map((action) => ({
      action: `sagemaker:${action}`,
      resource: names.servedModelArn('model', model),
      wildcard: 'a version is named after its hash',
    })),
    ...(['CreateEndpointConfig', 'CreateEndpoint', 'UpdateEndpoint', 'AddTags'] as const).map((action) => ({
      action: `sagemaker:${action}`,
      resource: names.servedModelArn('endpoint-config', model),
      wildcard: 'a version is named after its hash',
    })),
    ...(['CreateEndpoint', 'UpdateEndpoint', 'DescribeEndpoint', 'AddTags'] as const).map((action) => ({
      action: `sagemaker:${action}`,
      resource: names.endpointArn(`${model}-b`),
    })),
  ]),
  { action: 'iam:PassRole', resource: names.modelRoleArn },
  { action: 'ssm:GetParameter', resource: `${names.parameterArn}/training` },
];

type Resolve = (what: readonly string[], context: GrantContext) => readonly Grant[];

const known = <T>(table: Readonly<Record<string, T>>, name: string | undefined): T => {
  const found = name === undefined ? undefined : table[name];
  if (found === undefined) throw new Error(`There is no right ${JSON.stringify(name)}`);
  return found;
};

const onTable =
  (table: TableName): Resolve =>
  ([what], { names }) => [{ action: known(tableActions, what), resource: names.tableArn(table) }];

const onQueue: Resolve = ([queue = '', what], { names, isFifo }) => {
  const grants = known(queueActions, what).map((action): Grant => ({ action, resource: names.queueArn(queue, isFifo(queue)) }));
  if (what !== 'redrive') return grants;
  const source = queue.replace(/-dlq$/, '');
  return [...grants, { action: 'sqs:SendMessage', resource: names.queueArn(source, isFifo(source)) }];
};

const onWorkflow: Resolve = ([machine = '', what], { names, machines }) => {
  if (machine === 'tasks') {
    return machines.flatMap((one) =>
      ['states:SendTaskSuccess', 'states:SendTaskFailure'].map((action): Grant => ({ action, resource: names.machineArn(one) })),
    );
  }
  const execution = { resource: names.executionArn(machine, '*'), wildcard: 'an execution is named after its order' };
  switch (what) {
    case 'start':
      // It is started by its alias, but the right is looked up under the machine's own ARN.
      return [{ action: 'states:StartExecution', resource: names.machineArn(machine) }];
    case 'list':
      // The list says nothing of their input, so each is looked at.
      return [
        { action: 'states:ListExecutions', resource: names.machineArn(machine) },
        { action: 'states:DescribeExecution', ...execution },
      ];
    case 'describe':
      return [{ action: 'states:DescribeExecution', ...execution }];
    case 'stop':
      return [{ action: 'states:StopExecution', ...execution }];
    default:
      throw new Error(`There is no right ${JSON.stringify(what)} on workflows`);
  }
};

const onTimers: Resolve = ([what, queue = ''], { names, isFifo }) => {
  const timer = { resource: names.timerArn('*'), wildcard: 'a timer is named after what it is for' };
  switch (what) {
    case 'schedule':
      return [
        { action: 'scheduler:CreateSchedule', ...timer },
        // A timer under a name that is taken is moved.
        { action: 'scheduler:UpdateSchedule', ...timer },
        // What is due at once is sent at once, and takes the place of a timer of its name.
        { action: 'scheduler:DeleteSchedule', ...timer },
        { action: 'iam:PassRole', resource: names.timerRoleArn },
        { action: 'sqs:SendMessage', resource: names.queueArn(queue, isFifo(queue)) },
      ];
    case 'cancel':
      return [{ action: 'scheduler:DeleteSchedule', ...timer }];
    case 'dueAt':
      return [{ action: 'scheduler:GetSchedule', ...timer }];
    default:
      throw new Error(`There is no right ${JSON.stringify(what)} on timers`);
  }
};

const blobActions: Readonly<Record<string, readonly string[]>> = {
  put: ['s3:PutObject'],
  // Without the right to list, S3 answers "denied" for an object that is not there.
  get: ['s3:GetObject', 's3:ListBucket'],
  delete: ['s3:DeleteObject'],
  list: ['s3:ListBucket'],
};

const onBlobs: Resolve = ([what], { names }) =>
  known(blobActions, what).map((action): Grant => {
    const bucket = `arn:${names.partition}:s3:::${names.blobBucket}`;
    if (action === 's3:ListBucket') return { action, resource: bucket };
    return { action, resource: `${bucket}/*`, wildcard: 'an object is named after its content' };
  });

const secretGrant = (names: Names, id: string, wildcard: string): Grant => ({
  action: 'secretsmanager:GetSecretValue',
  resource: names.secretArn(id),
  wildcard,
});

const secretSuffix = 'Secrets Manager ends each ARN in six characters of its own';

const onKeys: Resolve = ([what], { names, personKeyArn }) => {
  switch (what) {
    case 'generateDataKey':
      return [{ action: 'kms:GenerateDataKey', resource: personKeyArn }];
    case 'unwrap':
      return [{ action: 'kms:Decrypt', resource: personKeyArn }];
    case 'mac':
      return [secretGrant(names, `${names.secretId(macSecretName)}-??????`, secretSuffix)];
    default:
      throw new Error(`There is no right ${JSON.stringify(what)} on keys`);
  }
};

/** Inviting looks first whether the person is there; a password is mailed anew by inviting again or by a reset. */
const directoryActions: Readonly<Record<string, readonly string[]>> = {
  invite: ['AdminCreateUser', 'AdminGetUser'],
  setEnabled: ['AdminEnableUser', 'AdminDisableUser'],
  signOut: ['AdminUserGlobalSignOut'],
  resetPassword: ['AdminGetUser', 'AdminCreateUser', 'AdminResetUserPassword'],
  remove: ['AdminDeleteUser'],
};

const onDirectory: Resolve = ([what], { userPoolArn }) =>
  known(directoryActions, what).map((action): Grant => ({ action: `cognito-idp:${action}`, resource: userPoolArn }));

const onEdge: Resolve = ([what], { names, distributionId }) => {
  const action = known({ purge: 'cloudfront:CreateInvalidation' }, what);
  return distributionId === undefined ? [] : [{ action, resource: names.distributionArn(distributionId) }];
};

const onMessages: Resolve = ([what]) => [
  { action: known({ send: 'sns:Publish' }, what), resource: '*', wildcard: 'a phone number is no resource that a right could name' },
];

const resolvers: Readonly<Record<string, Resolve>> = {
  ledger: onTable('ledger'),
  views: onTable('views'),
  vault: onTable('vault'),
  bus: (_, { names }) => [{ action: 'events:PutEvents', resource: names.busArn }],
  queue: onQueue,
  workflows: onWorkflow,
  timers: onTimers,
  blobs: onBlobs,
  keys: onKeys,
  secrets: ([name = ''], { names }) =>
    name === 'get'
      ? [secretGrant(names, `${names.secretId('')}*`, 'each account of a channel has a secret of its own')]
      : [secretGrant(names, `${names.secretId(name)}-??????`, secretSuffix)],
  parameters: (_, { names }) => [
    { action: 'ssm:GetParameter', resource: `${names.parameterArn}/*`, wildcard: 'settings may be made for each tenant' },
  ],
  models: ([model = ''], { names }) => [{ action: 'sagemaker:InvokeEndpoint', resource: names.endpointArn(model) }],
  http: () => [],
  directory: onDirectory,
  edge: onEdge,
  training: ([what = ''], { names }) => (what === 'putUp' ? onPutUp(names) : onTraining(names)),
  messages: onMessages,
};

/** What a role must allow for one need. @throws Error for a need that is not in the vocabulary */
export const grantsFor = (need: Need, context: GrantContext): readonly Grant[] => {
  const [port, ...what] = need.split(':');
  return known(resolvers, port)(what, context);
};
