// What CloudFormation does with a template's intrinsic functions, as far as the templates themselves say the outcome. What
// only a deployment knows, such as the id of an API, stays in angle brackets.

export type RawResource = {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};

export type RawTemplate = {
  readonly Resources: Readonly<Record<string, RawResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: string } }>>;
  readonly Parameters?: Readonly<Record<string, { readonly Type?: string; readonly Default?: string }>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
};

type StackPart = { readonly region: string; readonly name: string; readonly template: RawTemplate };

/** Replaces every intrinsic function in a value of the stack's template by what it comes to. */
export type Resolver = (stack: StackPart, value: unknown) => unknown;

/** The property that names a resource, where the resource can be named. */
const nameProperties: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupVault': 'BackupVaultName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::IAM::Role': 'RoleName',
  'AWS::KinesisFirehose::DeliveryStream': 'DeliveryStreamName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SSM::Parameter': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
};

/** What follows service, region and account in an ARN. Global services have neither of the latter. */
const arnParts: Readonly<Record<string, (name: string) => readonly [service: string, resource: string]>> = {
  'AWS::Backup::BackupVault': (name) => ['backup', `backup-vault:${name}`],
  'AWS::Cognito::UserPool': (name) => ['cognito-idp', `userpool/${name}`],
  'AWS::DynamoDB::Table': (name) => ['dynamodb', `table/${name}`],
  'AWS::Events::EventBus': (name) => ['events', `event-bus/${name}`],
  'AWS::Events::Rule': (name) => ['events', `rule/${name}`],
  'AWS::KMS::Key': (name) => ['kms', `key/${name}`],
  'AWS::KinesisFirehose::DeliveryStream': (name) => ['firehose', `deliverystream/${name}`],
  'AWS::Lambda::Function': (name) => ['lambda', `function:${name}`],
  'AWS::Logs::LogGroup': (name) => ['logs', `log-group:${name}:*`],
  'AWS::SNS::Topic': (name) => ['sns', name],
  'AWS::SQS::Queue': (name) => ['sqs', name],
  'AWS::SecretsManager::Secret': (name) => ['secretsmanager', `secret:${name}-AbCdEf`],
  'AWS::StepFunctions::StateMachine': (name) => ['states', `stateMachine:${name}`],
  'AWS::WAFv2::WebACL': (name) => ['wafv2', `global/webacl/${name}`],
};

/** Types for which `Ref` answers the ARN. */
const refIsArn: ReadonlySet<string> = new Set(['AWS::SNS::Topic', 'AWS::SecretsManager::Secret', 'AWS::StepFunctions::StateMachine']);

const isIntrinsic = (value: object): value is Readonly<Record<string, unknown>> => {
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0]?.startsWith('Fn::') === true);
};

/** @param stacks of one app, whose exports can be imported by each other */
export const createResolver = (stacks: readonly StackPart[], account: string): Resolver => {
  const exports = new Map(
    stacks.flatMap((stack) =>
      Object.values(stack.template.Outputs ?? {}).flatMap(({ Value, Export }) =>
        Export === undefined ? [] : [[Export.Name, { stack, value: Value }] as const],
      ),
    ),
  );
  const pseudo = (stack: StackPart): Readonly<Record<string, string>> => ({
    'AWS::Partition': 'aws',
    'AWS::AccountId': account,
    'AWS::Region': stack.region,
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack.name,
    'AWS::NoValue': '',
  });
  const nameOf = (stack: StackPart, id: string): string => {
    const resource = stack.template.Resources[id];
    const name = resource?.Properties?.[nameProperties[resource.Type] ?? ''];
    return name === undefined ? id : String(resolve(stack, name));
  };
  const arnOf = (stack: StackPart, id: string): string => {
    const type = stack.template.Resources[id]?.Type ?? '';
    const name = nameOf(stack, id);
    if (type === 'AWS::S3::Bucket') return `arn:aws:s3:::${name}`;
    if (type === 'AWS::IAM::Role') return `arn:aws:iam::${account}:role/${name}`;
    const bus = type === 'AWS::Events::Rule' ? stack.template.Resources[id]?.Properties?.['EventBusName'] : undefined;
    // Rules of a bus of one's own stand below it.
    const below = bus === undefined || bus === 'default' ? '' : `${String(resolve(stack, bus)).split('/').at(-1)}/`;
    const [service, resource] = arnParts[type]?.(`${below}${name}`) ?? [];
    return service === undefined ? `<${id}.Arn>` : `arn:aws:${service}:${stack.region}:${account}:${resource}`;
  };
  const attribute = (stack: StackPart, id: string, name: string): string => {
    if (name === 'Arn' || name === 'TopicArn') return arnOf(stack, id);
    if (name.startsWith('/cdk/exports/')) return String(handedOver(name));
    if (name === 'StreamArn') return `${arnOf(stack, id)}/stream/2026-01-01T00:00:00.000`;
    return name === 'QueueName' ? nameOf(stack, id) : `<${id}.${name}>`;
  };
  /** What a stack of another region hands over by a parameter that CDK writes there. */
  const handedOver = (name: string): unknown => {
    for (const stack of stacks) {
      for (const { Type, Properties } of Object.values(stack.template.Resources)) {
        const { exports: values } = (Properties?.['WriterProps'] ?? {}) as { readonly exports?: Readonly<Record<string, unknown>> };
        if (Type === 'Custom::CrossRegionExportWriter' && values?.[name] !== undefined) return resolve(stack, values[name]);
      }
    }
    throw new Error(`No stack hands over ${name}`);
  };
  /** What CloudFormation reads from the Parameter Store, where a stack of the app puts it there. */
  const stored = (name: string): string => {
    for (const stack of stacks) {
      for (const { Type, Properties } of Object.values(stack.template.Resources))
        if (Type === 'AWS::SSM::Parameter' && resolve(stack, Properties?.['Name']) === name)
          return String(resolve(stack, Properties?.['Value']));
    }
    return name;
  };
  const ref = (stack: StackPart, id: string): string => {
    const parameter = stack.template.Parameters?.[id];
    if (parameter?.Type?.startsWith('AWS::SSM::Parameter::Value') === true) return stored(String(parameter.Default));
    const known = pseudo(stack)[id] ?? parameter?.Default;
    if (known !== undefined) return known;
    return refIsArn.has(stack.template.Resources[id]?.Type ?? '') ? arnOf(stack, id) : nameOf(stack, id);
  };
  const sub = (stack: StackPart, text: string): string =>
    text.replaceAll(/\$\{([^!}]+)\}/g, (_, name: string) => {
      const [id = '', ...rest] = name.split('.');
      return rest.length === 0 ? ref(stack, id) : attribute(stack, id, rest.join('.'));
    });
  const imported = (name: string): unknown => {
    const found = exports.get(name);
    if (!found) throw new Error(`No stack exports ${name}`);
    return resolve(found.stack, found.value);
  };
  // oxlint-disable-next-line typescript/no-explicit-any -- each takes an argument of a form of its own
  const intrinsics: Readonly<Record<string, (stack: StackPart, value: any) => unknown>> = {
    Ref: ref,
    'Fn::GetAtt': (stack, [id, name]: [string, string]) => attribute(stack, id, name),
    'Fn::ImportValue': (stack, name) => imported(String(resolve(stack, name))),
    'Fn::Join': (stack, [separator, parts]: [string, readonly unknown[]]) => parts.map((part) => resolve(stack, part)).join(separator),
    'Fn::Split': (stack, [separator, text]: [string, unknown]) => String(resolve(stack, text)).split(separator),
    'Fn::Select': (stack, [index, list]: [string, unknown]) => (resolve(stack, list) as readonly unknown[])[Number(index)],
    'Fn::FindInMap': (stack, path: readonly unknown[]) => {
      const [map = '', first = '', second = ''] = path.map((key) => String(resolve(stack, key)));
      return stack.template.Mappings?.[map]?.[first]?.[second];
    },
    'Fn::Sub': (stack, text: string) => sub(stack, text),
  };
  const resolve: Resolver = (stack, value) => {
    if (Array.isArray(value)) return value.map((one) => resolve(stack, one));
    if (typeof value !== 'object' || value === null) return value;
    if (!isIntrinsic(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(stack, one)]));
    const [[name, argument]] = Object.entries(value) as [[string, unknown]];
    const intrinsic = intrinsics[name];
    if (!intrinsic) throw new Error(`The templates use ${name}, which the tests do not resolve`);
    return intrinsic(stack, argument);
  };
  return resolve;
};
