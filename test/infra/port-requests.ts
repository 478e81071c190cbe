// What IAM is asked when a function uses the machine, told without the product's own list of rights: a need makes an adapter
// send commands, and AWS documents which actions a command takes. test/platform/aws/actions.test.ts sends the commands.
import type { AccessRequest } from './iam.ts';

/** Actions of each command, after the Service Authorization Reference. */
export const actionsOfCommands: Readonly<Record<string, readonly string[]>> = {
  GetItemCommand: ['dynamodb:GetItem'],
  BatchGetItemCommand: ['dynamodb:BatchGetItem'],
  QueryCommand: ['dynamodb:Query'],
  ScanCommand: ['dynamodb:Scan'],
  PutItemCommand: ['dynamodb:PutItem'],
  UpdateItemCommand: ['dynamodb:UpdateItem'],
  DeleteItemCommand: ['dynamodb:DeleteItem'],
  // A transaction is asked for by the actions of its writes; it has none of its own.
  'TransactWriteItemsCommand of Put': ['dynamodb:PutItem'],
  'TransactWriteItemsCommand of Update': ['dynamodb:UpdateItem'],
  'TransactWriteItemsCommand of Delete': ['dynamodb:DeleteItem'],
  'TransactWriteItemsCommand of ConditionCheck': ['dynamodb:ConditionCheckItem'],
  PutEventsCommand: ['events:PutEvents'],
  // SQS knows its batches under the names of the single calls.
  SendMessageBatchCommand: ['sqs:SendMessage'],
  ReceiveMessageCommand: ['sqs:ReceiveMessage'],
  DeleteMessageCommand: ['sqs:DeleteMessage'],
  DeleteMessageBatchCommand: ['sqs:DeleteMessage'],
  ChangeMessageVisibilityCommand: ['sqs:ChangeMessageVisibility'],
  ChangeMessageVisibilityBatchCommand: ['sqs:ChangeMessageVisibility'],
  GetQueueAttributesCommand: ['sqs:GetQueueAttributes'],
  StartExecutionCommand: ['states:StartExecution'],
  DescribeExecutionCommand: ['states:DescribeExecution'],
  ListExecutionsCommand: ['states:ListExecutions'],
  StopExecutionCommand: ['states:StopExecution'],
  SendTaskSuccessCommand: ['states:SendTaskSuccess'],
  SendTaskFailureCommand: ['states:SendTaskFailure'],
  // Handing the scheduler its role takes a right of its own.
  CreateScheduleCommand: ['scheduler:CreateSchedule', 'iam:PassRole'],
  UpdateScheduleCommand: ['scheduler:UpdateSchedule', 'iam:PassRole'],
  DeleteScheduleCommand: ['scheduler:DeleteSchedule'],
  GetScheduleCommand: ['scheduler:GetSchedule'],
  PutObjectCommand: ['s3:PutObject'],
  // Without the right to list, S3 answers for a missing object that it is forbidden, and the store could not tell.
  GetObjectCommand: ['s3:GetObject', 's3:ListBucket'],
  DeleteObjectCommand: ['s3:DeleteObject'],
  ListObjectsV2Command: ['s3:ListBucket'],
  GenerateDataKeyCommand: ['kms:GenerateDataKey'],
  DecryptCommand: ['kms:Decrypt'],
  GetSecretValueCommand: ['secretsmanager:GetSecretValue'],
  GetParameterCommand: ['ssm:GetParameter'],
  InvokeEndpointCommand: ['sagemaker:InvokeEndpoint'],
  CreateInvalidationCommand: ['cloudfront:CreateInvalidation'],
  // With tags, and under a role that it is handed.
  CreateModelCommand: ['sagemaker:CreateModel', 'sagemaker:AddTags', 'iam:PassRole'],
  CreateEndpointConfigCommand: ['sagemaker:CreateEndpointConfig', 'sagemaker:AddTags'],
  CreateEndpointCommand: ['sagemaker:CreateEndpoint', 'sagemaker:AddTags'],
  UpdateEndpointCommand: ['sagemaker:UpdateEndpoint'],
  DescribeEndpointCommand: ['sagemaker:DescribeEndpoint'],
  CreateTrainingJobCommand: ['sagemaker:CreateTrainingJob', 'sagemaker:AddTags', 'iam:PassRole'],
  PublishCommand: ['sns:Publish'],
  AdminCreateUserCommand: ['cognito-idp:AdminCreateUser'],
  AdminGetUserCommand: ['cognito-idp:AdminGetUser'],
  AdminEnableUserCommand: ['cognito-idp:AdminEnableUser'],
  AdminDisableUserCommand: ['cognito-idp:AdminDisableUser'],
  AdminUserGlobalSignOutCommand: ['cognito-idp:AdminUserGlobalSignOut'],
  AdminResetUserPasswordCommand: ['cognito-idp:AdminResetUserPassword'],
  AdminDeleteUserCommand: ['cognito-idp:AdminDeleteUser'],
};

/** @throws Error for a command whose actions nobody has looked up */
export const actionsOf = (command: string): readonly string[] => {
  const actions = actionsOfCommands[command];
  if (!actions) throw new Error(`Which actions does ${command} take?`);
  return actions;
};

/** Commands behind each need, with the names of queues, machines and models left out. */
export const commandsOfNeeds: Readonly<Record<string, readonly string[]>> = {
  'table:get': ['GetItemCommand'],
  'table:getMany': ['BatchGetItemCommand'],
  'table:query': ['QueryCommand'],
  'table:scan': ['ScanCommand'],
  'table:put': ['PutItemCommand', 'TransactWriteItemsCommand of Put'],
  'table:update': ['UpdateItemCommand', 'TransactWriteItemsCommand of Update'],
  'table:delete': ['DeleteItemCommand', 'TransactWriteItemsCommand of Delete'],
  'table:check': ['TransactWriteItemsCommand of ConditionCheck'],
  'bus:publish': ['PutEventsCommand'],
  'queue:send': ['SendMessageBatchCommand'],
  'queue:receive': ['ReceiveMessageCommand'],
  'queue:acknowledge': ['DeleteMessageCommand'],
  'queue:changeVisibility': ['ChangeMessageVisibilityCommand'],
  'queue:depth': ['GetQueueAttributesCommand'],
  'queue:browse': ['ReceiveMessageCommand', 'ChangeMessageVisibilityBatchCommand'],
  'queue:redrive': ['ReceiveMessageCommand', 'DeleteMessageBatchCommand', 'ChangeMessageVisibilityBatchCommand', 'SendMessageBatchCommand'],
  'workflows:start': ['StartExecutionCommand'],
  'workflows:describe': ['DescribeExecutionCommand'],
  'workflows:list': ['ListExecutionsCommand', 'DescribeExecutionCommand'],
  'workflows:stop': ['StopExecutionCommand'],
  'workflows:answer': ['SendTaskSuccessCommand', 'SendTaskFailureCommand'],
  'timers:schedule': ['CreateScheduleCommand', 'UpdateScheduleCommand', 'DeleteScheduleCommand', 'SendMessageBatchCommand'],
  'timers:cancel': ['DeleteScheduleCommand'],
  'timers:dueAt': ['GetScheduleCommand'],
  'blobs:put': ['PutObjectCommand'],
  'blobs:get': ['GetObjectCommand'],
  'blobs:delete': ['DeleteObjectCommand'],
  'blobs:list': ['ListObjectsV2Command'],
  'keys:generateDataKey': ['GenerateDataKeyCommand'],
  'keys:unwrap': ['DecryptCommand'],
  'keys:mac': ['GetSecretValueCommand'],
  'secrets:get': ['GetSecretValueCommand'],
  'parameters:get': ['GetParameterCommand'],
  'models:invoke': ['InvokeEndpointCommand'],
  'edge:purge': ['CreateInvalidationCommand'],
  'training:start': ['CreateTrainingJobCommand', 'GetParameterCommand'],
  'training:putUp': [
    'CreateEndpointCommand',
    'CreateEndpointConfigCommand',
    'CreateModelCommand',
    'DescribeEndpointCommand',
    'GetParameterCommand',
    'UpdateEndpointCommand',
  ],
  'messages:send': ['PublishCommand'],
  'http:send': [],
  'directory:invite': ['AdminCreateUserCommand', 'AdminGetUserCommand'],
  'directory:setEnabled': ['AdminEnableUserCommand', 'AdminDisableUserCommand'],
  'directory:signOut': ['AdminUserGlobalSignOutCommand'],
  'directory:resetPassword': ['AdminGetUserCommand', 'AdminCreateUserCommand', 'AdminResetUserPasswordCommand'],
  'directory:remove': ['AdminDeleteUserCommand'],
};

/** Where things stand in one installation, found out from its templates. */
export type Places = {
  readonly region: string;
  readonly account: string;
  readonly prefix: string;
  readonly stage: string;
  readonly personKeyArn: string;
  readonly userPoolArn: string;
  readonly distributionId: string;
  readonly machines: readonly string[];
  readonly isFifo: (queue: string) => boolean;
};

type Target = (places: Places, name: string, action: string) => readonly string[];

const arn = ({ region, account }: Places, service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;
const queueArn = (places: Places, queue: string): string =>
  arn(places, 'sqs', `${places.prefix}-${queue}${places.isFifo(queue) ? '.fifo' : ''}`);
const secret = (places: Places, name: string): string => arn(places, 'secretsmanager', `secret:${name}-AbCdEf`);

/** What each port's commands act on; several where any of them may be meant. */
const targets: Readonly<Record<string, Target>> = {
  table: (places, table) => [arn(places, 'dynamodb', `table/${places.prefix}-${table}`)],
  bus: (places) => [arn(places, 'events', `event-bus/${places.prefix}`)],
  queue: (places, queue, action) => [queueArn(places, action === 'sqs:SendMessage' ? queue.replace(/-dlq$/, '') : queue)],
  workflows: (places, machine, action) =>
    (machine === 'tasks' ? places.machines : [machine]).map((one) =>
      /Describe|Stop/.test(action)
        ? arn(places, 'states', `execution:${places.prefix}-${one}:ord-1`)
        : arn(places, 'states', `stateMachine:${places.prefix}-${one}`),
    ),
  timers: (places, queue, action) => {
    if (action === 'iam:PassRole') return [`arn:aws:iam::${places.account}:role/${places.prefix}-timers-${places.region}`];
    if (action === 'sqs:SendMessage') return [queueArn(places, queue)];
    return [arn(places, 'scheduler', `schedule/${places.prefix}/order-1`)];
  },
  blobs: ({ prefix, account, region }, _, action) => {
    const bucket = `arn:aws:s3:::${prefix}-blobs-${account}-${region}`;
    return [action === 's3:ListBucket' ? bucket : `${bucket}/payloads/ab/1`];
  },
  keys: (places, _, action) =>
    action === 'secretsmanager:GetSecretValue' ? [secret(places, `waybill-internal/${places.stage}/mac-key`)] : [places.personKeyArn],
  secrets: (places, name) => [
    name.startsWith('internal/')
      ? secret(places, `waybill-internal/${places.stage}/${name.replace('internal/', '')}`)
      : secret(places, `waybill/${places.stage}/shopify-main-webhook-secret`),
  ],
  parameters: (places) => [arn(places, 'ssm', `parameter/waybill/${places.stage}/sourcing-policy`)],
  models: (places, model) => [arn(places, 'sagemaker', `endpoint/${places.prefix}-${model}`)],
  directory: (places) => [places.userPoolArn],
  training: (places, name, action) => {
    const role = name === 'putUp' ? 'models' : 'training';
    if (action === 'iam:PassRole') return [`arn:aws:iam::${places.account}:role/${places.prefix}-${role}-${places.region}`];
    if (action === 'ssm:GetParameter') return [arn(places, 'ssm', `parameter/waybill/${places.stage}/training`)];
    if (name === 'putUp') {
      const hashed = `${places.prefix}-fraud-0123456789abcdef`;
      const [model, config] = [arn(places, 'sagemaker', `model/${hashed}`), arn(places, 'sagemaker', `endpoint-config/${hashed}`)];
      const endpoint = arn(places, 'sagemaker', `endpoint/${places.prefix}-fraud-b`);
      // An endpoint is asked for together with its configuration, and tags go to each of the three.
      if (action === 'sagemaker:CreateEndpoint' || action === 'sagemaker:UpdateEndpoint') return [endpoint, config];
      if (action === 'sagemaker:AddTags') return [model, config, endpoint];
      if (action === 'sagemaker:CreateModel') return [model];
      return [action === 'sagemaker:CreateEndpointConfig' ? config : endpoint];
    }
    return [arn(places, 'sagemaker', `training-job/${places.prefix}-fraud-1`)];
  },
  // A phone number has no ARN: whoever may text anybody is asked about everything.
  messages: () => ['*'],
  edge: ({ account, distributionId }) => [`arn:aws:cloudfront::${account}:distribution/${distributionId}`],
};

type Kind = { readonly port: string; readonly kind: string; readonly name: string };

/** Which line of `commandsOfNeeds` a need means, and of what. */
const kindOf = (need: string): Kind => {
  const [port = '', first = '', second = ''] = need.split(':');
  if (['ledger', 'views', 'vault'].includes(port)) return { port: 'table', kind: `table:${first}`, name: port };
  if (port === 'queue' || port === 'workflows') return { port, kind: `${port}:${second}`, name: first };
  if (port === 'timers') return { port, kind: `timers:${first}`, name: second };
  if (port === 'models') return { port, kind: 'models:invoke', name: first };
  return port === 'secrets' ? { port, kind: 'secrets:get', name: first } : { port, kind: `${port}:${first}`, name: first };
};

/** A need sends to the queue itself; only sending back goes from dead letters to their source. */
const sendsBack = (kind: string): boolean => kind === 'queue:redrive';

/** What IAM is asked for one need. @throws Error for a need that nobody has looked up */
export const requestsOf = (need: string, places: Places): readonly AccessRequest[] => {
  const { port, kind, name } = kindOf(need);
  const commands = commandsOfNeeds[kind];
  if (!commands) throw new Error(`Which commands does ${need} send?`);
  const actions = [...new Set(commands.flatMap((command) => actionsOf(command)))];
  return actions.flatMap((action) => {
    const at = port === 'queue' && !sendsBack(kind) ? [queueArn(places, name)] : (targets[port]?.(places, name, action) ?? []);
    return at.map((resource) => ({ action, resource }));
  });
};
