// Every resource of an installation has a name that follows from its stage, region and account. The CDK app gives the
// names and the adapters look them up, so neither stacks nor functions hand ARNs to each other and each stack can be
// deployed alone.

/** Stages are short, because function names end at 64 characters. */
export const stagePattern = /^[a-z][a-z0-9]{0,11}$/;

/** Where an installation stands. */
export type Installation = {
  /** Such as `prod`; several stages can share an account. */
  readonly stage: string;
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
};

export type TableName = 'ledger' | 'views' | 'vault';

const internalPrefix = 'internal/';

/** The alias under which machines are started; it points to the published version. */
export const machineAlias = 'live';

/** Such as `orders-place-order` for `orders/place-order`. */
export const functionStem = (handler: string): string => handler.replaceAll('/', '-');

/** Names, ARNs and addresses of one installation. */
export const namesOf = ({ stage, region, account, partition }: Installation) => {
  const prefix = `waybill-${stage}`;
  const arn = (service: string, resource: string): string => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const queueName = (queue: string, fifo: boolean): string => `${prefix}-${queue}${fifo ? '.fifo' : ''}`;
  const machineName = (machine: string): string => `${prefix}-${machine}`;
  const functionName = (handler: string): string => `${prefix}-${functionStem(handler)}`;
  return {
    prefix,
    partition,
    tableName: (table: TableName): string => `${prefix}-${table}`,
    tableArn: (table: TableName): string => arn('dynamodb', `table/${prefix}-${table}`),
    busName: prefix,
    busArn: arn('events', `event-bus/${prefix}`),
    queueName,
    queueArn: (queue: string, fifo: boolean): string => arn('sqs', queueName(queue, fifo)),
    machineName,
    machineArn: (machine: string): string => arn('states', `stateMachine:${machineName(machine)}`),
    machineAliasArn: (machine: string): string => arn('states', `stateMachine:${machineName(machine)}:${machineAlias}`),
    executionArn: (machine: string, name: string): string => arn('states', `execution:${machineName(machine)}:${name}`),
    functionName,
    functionArn: (handler: string): string => arn('lambda', `function:${functionName(handler)}`),
    /** Group of the one-time schedules. */
    timerGroup: prefix,
    timerArn: (name: string): string => arn('scheduler', `schedule/${prefix}/${name}`),
    /** Role with which the scheduler sends a due timer to its queue. */
    timerRoleName: `${prefix}-timers-${region}`,
    timerRoleArn: `arn:${partition}:iam::${account}:role/${prefix}-timers-${region}`,
    /** Buckets share one name space with the whole world. */
    blobBucket: `${prefix}-blobs-${account}-${region}`,
    archiveBucket: `${prefix}-archive-${account}-${region}`,
    /** Alias of the key that wraps the keys of people. */
    personKeyAlias: `alias/${prefix}-persons`,
    /** Secrets that the deployment makes for itself stand apart from those that an operator puts in. */
    secretId: (name: string): string =>
      name.startsWith(internalPrefix) ? `waybill-internal/${stage}/${name.slice(internalPrefix.length)}` : `waybill/${stage}/${name}`,
    secretArn: (id: string): string => arn('secretsmanager', `secret:${id}`),
    parameterArn: arn('ssm', `parameter/waybill/${stage}`),
    endpointArn: (model: string): string => arn('sagemaker', `endpoint/${prefix}-${model}`),
    parameterName: (name: string): string => `/waybill/${stage}/${name}`,
    /** CloudFront belongs to no region. */
    distributionArn: (id: string): string => `arn:${partition}:cloudfront::${account}:distribution/${id}`,
    archiveStreamName: `${prefix}-archive`,
    /** Jobs that train models, and the role that they run under. */
    trainingJobName: (job: string): string => `${prefix}-${job}`,
    trainingJobArn: (job: string): string => arn('sagemaker', `training-job/${prefix}-${job}`),
    trainingRoleName: `${prefix}-training-${region}`,
    trainingRoleArn: `arn:${partition}:iam::${account}:role/${prefix}-training-${region}`,
    /** Each model has two, so that a version is put up in one while the other answers; the first keeps its name for good. */
    modelEndpoint: (model: string, slot: 'a' | 'b' = 'a'): string => `${prefix}-${model}${slot === 'a' ? '' : `-${slot}`}`,
    /** What stands behind the endpoint of a version: its model and its configuration, both named after its hash. */
    servedModelName: (model: string, version: string): string => `${prefix}-${model}-${version}`,
    servedModelArn: (kind: 'model' | 'endpoint-config', model: string): string => arn('sagemaker', `${kind}/${prefix}-${model}-*`),
    /** Role under which the endpoints of versions read their archives; whoever puts a version up passes it on. */
    modelRoleName: `${prefix}-models-${region}`,
    modelRoleArn: `arn:${partition}:iam::${account}:role/${prefix}-models-${region}`,
    alarmTopicName: `${prefix}-alarms`,
    alarmName: (alarm: string): string => `${prefix}-${alarm}`,
    dashboardName: prefix,
  };
};

export type Names = ReturnType<typeof namesOf>;

/** Secret with which identifiers are turned into tokens; made at the first deployment and never shown. */
export const macSecretName = `${internalPrefix}mac-key`;

/** Variable that tells a function which distribution of CloudFront stands before the API; not set where there is none. */
export const distributionVariable = 'WAYBILL_DISTRIBUTION';
