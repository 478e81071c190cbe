import { Annotations, ArnFormat, Aws, RemovalPolicy, SecretValue, type Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import type { Names } from '../../platform/aws/names.ts';
import { keyAdministration } from '../key-administration.ts';
import type { DeploymentOptions } from '../options.ts';

/** Where alarms go: `notify` to mail, `page` to mail and to the pagers. */
export type AlarmTopics = { readonly notify: Topic; readonly page: Topic };

type Recipients = DeploymentOptions['alarms'];

const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com');
const budgets = new ServicePrincipal('budgets.amazonaws.com');

// The service has to be able to use the key, or it drops what it wanted to say without a word. Whether Budgets names the
// account when it uses a key is not documented, so that condition stands on the topic, where it is.
const createKey = (stack: Stack, names: Names, topicName: string, withBudgets: boolean): Key => {
  const key = new Key(stack, 'AlarmKey', {
    alias: `alias/${topicName}`,
    description: `Encrypts what the alarms of ${names.prefix} say on their way`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.DESTROY,
    policy: new PolicyDocument({ statements: [keyAdministration()] }),
  });
  const actions = ['kms:Decrypt', 'kms:GenerateDataKey*'];
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsUseTheKey',
      principals: [cloudWatch],
      actions,
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  if (withBudgets)
    key.addToResourcePolicy(new PolicyStatement({ sid: 'BudgetsUseTheKey', principals: [budgets], actions, resources: ['*'] }));
  return key;
};

const createTopic = (stack: Stack, id: string, topicName: string, masterKey: Key, names: Names): Topic => {
  const topic = new Topic(stack, id, { topicName, masterKey, enforceSSL: true });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsPublish',
      principals: [cloudWatch],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: {
          'aws:SourceArn': stack.formatArn({
            service: 'cloudwatch',
            resource: 'alarm',
            resourceName: names.alarmName('*'),
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        },
      },
    }),
  );
  return topic;
};

const allowBudgets = (topic: Topic): void => {
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'BudgetsPublish',
      principals: [budgets],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:budgets::${Aws.ACCOUNT_ID}:*` },
      },
    }),
  );
};

const mail = (topic: Topic, endpoint: string): Subscription =>
  new Subscription(topic, 'Mail', { topic, endpoint, protocol: SubscriptionProtocol.EMAIL });

// Deployment reads the address out of Secrets Manager; template and source carry only the secret's name. The services take
// the envelope that SNS puts around an alarm, so it must not be taken off.
const pager = (topic: Topic, name: Recipients['pagers'][number], names: Names): Subscription =>
  new Subscription(topic, `Pager-${name}`, {
    topic,
    endpoint: SecretValue.secretsManager(names.secretId(name)).unsafeUnwrap(),
    protocol: SubscriptionProtocol.HTTPS,
    rawMessageDelivery: false,
  });

/**
 * Two encrypted topics and who listens to them. Mail gets both, pagers only what pages.
 * @param qualifier part of the topics' names where a second stack has topics, such as `edge-`
 */
export const createAlarmTopics = (stack: Stack, names: Names, recipients: Recipients, qualifier = ''): AlarmTopics => {
  const notifyName = qualifier === '' ? names.alarmTopicName : names.alarmName(`${qualifier}alarms`);
  // Budgets belong to the account and tell the home region's topic.
  const withBudgets = qualifier === '';
  const key = createKey(stack, names, notifyName, withBudgets);
  const notify = createTopic(stack, 'Alarms', notifyName, key, names);
  const page = createTopic(stack, 'Pages', names.alarmName(`${qualifier}pages`), key, names);
  if (withBudgets) allowBudgets(notify);
  if (recipients.email !== undefined) for (const topic of [notify, page]) mail(topic, recipients.email);
  for (const name of recipients.pagers) pager(page, name, names);
  if (recipients.email === undefined) {
    Annotations.of(stack).addWarningV2(
      'waybill:alarms-without-mail',
      'No alarms.email is set, so alarms that do not page are seen only in the console.',
    );
  }
  return { notify, page };
};
