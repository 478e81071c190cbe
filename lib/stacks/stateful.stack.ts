import { Annotations, Aws, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Archive, EventBus } from 'aws-cdk-lib/aws-events';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, ObjectOwnership, StorageClass } from 'aws-cdk-lib/aws-s3';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Secret, type SecretProps } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { macSecretName, type Names, type TableName } from '../platform/aws/names.ts';
import { originSecretName } from '../platform/http/entrance.ts';
import { tableDefinitions } from '../platform/aws/table-definitions.ts';
import { inputsPrefix, simulationsPrefix } from '../sourcing/index.ts';
import { acknowledge } from './acknowledge.ts';
import { keyAdministration } from './key-administration.ts';
import type { DeploymentOptions } from './options.ts';
import { EventArchive } from './event-archive.construct.ts';
import { PeoplePool } from './people.construct.ts';
import { VaultBackup } from './vault-backup.construct.ts';
import { trainingPrefix } from './training.construct.ts';

export type StatefulStackProps = StackProps & {
  readonly options: DeploymentOptions;
  readonly names: Names;
  /** Queues to which timers send. */
  readonly timerQueues: readonly { readonly name: string; readonly fifo: boolean }[];
};

/** Parameter that names the ledger's stream to its readers. */
export const ledgerStreamParameter = 'ledger-stream-arn';

/** Where CloudFront takes its firewall and certificates from. */
export const edgeRegion = 'us-east-1';

const archiveDays = 30;
/** How long the tax office may ask for an order's papers, in days. */
const recordsDays = 7 * 365;
const quarterDays = 90;
/** A year and a month: the same season can be replayed under another policy. */
const inputsDays = 400;

/** Pages to which people come back from signing in. Under a domain of one's own the console is known to be among them. */
const callbackUrlsOf = ({ signInCallbackUrls, edge, domain }: DeploymentOptions): readonly [string, ...string[]] => {
  const own = edge && domain ? [`https://${domain.name}/console/`] : [];
  const [first = 'http://localhost:8080/', ...others] = [...new Set([...signInCallbackUrls, ...own])];
  return [first, ...others];
};

/**
 * What must not be lost: tables, buckets, keys, secrets, the bus and its archive, and who may sign in. Everything is
 * retained when the stack goes, and no id in here may be renamed: a new id is a new, empty resource.
 */
export class StatefulStack extends Stack {
  readonly personKey: Key;
  readonly messageKey: Key;
  readonly people: PeoplePool;

  private readonly props: StatefulStackProps;

  constructor(scope: Construct, id: string, props: StatefulStackProps) {
    super(scope, id, { ...props, terminationProtection: props.options.retainData });
    this.props = props;
    const { names, options } = props;
    const recordKey = this.serviceKey('RecordKey', 'Ledger and views: nothing personal', ['dynamodb']);
    const personalKey = this.serviceKey('PersonalKey', 'Vault, raw payloads and labels, secrets', [
      'dynamodb',
      's3',
      'secretsmanager',
      'backup',
    ]);
    this.messageKey = this.serviceKey('MessageKey', 'Queues and events under way', ['sqs']);
    this.allowEventBridge(this.messageKey);
    this.personKey = this.key('PersonKey', 'Wraps the key of each person; destroying a wrapped key erases the person', [
      'kms:GenerateDataKey',
      'kms:Decrypt',
    ]);
    this.personKey.addAlias(names.personKeyAlias);

    // Not as an export: a ledger that is restored gets another stream, and an export in use cannot change.
    new StringParameter(this, 'LedgerStream', {
      parameterName: names.parameterName(ledgerStreamParameter),
      stringValue: this.table('ledger', recordKey, true).tableStreamArn ?? '',
    });
    this.table('views', recordKey, false);
    const vault = this.table('vault', personalKey, false);
    const archive = this.buckets(personalKey);
    const bus = this.bus();
    if (!options.emulator) new EventArchive(this, 'EventArchive', { bus, bucket: archive, messageKey: this.messageKey, names });
    if (!options.emulator)
      new VaultBackup(this, 'VaultBackup', { vault, encryptionKey: personalKey, names, removalPolicy: this.removalPolicy });
    this.secrets(personalKey);
    this.timers();
    this.people = new PeoplePool(this, 'People', {
      installation: { stage: options.stage, region: this.region, account: this.account, partition: Aws.PARTITION },
      callbackUrls: callbackUrlsOf(options),
      retain: options.retainData,
      branding: !options.emulator,
    });
    if (options.emulator)
      Annotations.of(this).addInfo(
        'Left out for the emulator: both archives of the bus, the backups of the vault, and the look of managed login.',
      );
    new CfnOutput(this, 'SignInUrl', { value: this.people.signInUrl, description: 'Where people sign in' });
  }

  private get removalPolicy(): RemovalPolicy {
    // A first creation that fails takes its empty resources along: they would keep their names from the next try.
    return this.props.options.retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
  }

  /** @param delegated what roles of this account may be given by their own policies */
  private key(id: string, description: string, delegated: readonly string[] = []): Key {
    return new Key(this, id, {
      description,
      enableKeyRotation: true,
      removalPolicy: this.removalPolicy,
      pendingWindow: Duration.days(30),
      policy: new PolicyDocument({
        statements: [keyAdministration(delegated)],
      }),
    });
  }

  /**
   * A key that is used only by services of AWS on behalf of this account, as the keys are that AWS manages itself: whoever
   * may read the table may read it, and nobody can use the key beside the service.
   */
  private serviceKey(id: string, description: string, services: readonly string[]): Key {
    const key = this.key(id, description);
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ThroughServicesOfThisAccount',
        effect: Effect.ALLOW,
        // Everybody, and of these only who calls from this account through one of the services.
        principals: [new AnyPrincipal()],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
          'kms:GenerateDataKey',
          'kms:GenerateDataKeyWithoutPlaintext',
          'kms:DescribeKey',
        ],
        resources: ['*'],
        conditions: {
          StringEquals: {
            'kms:CallerAccount': this.account,
            'kms:ViaService': services.map((service) => `${service}.${this.region}.${Aws.URL_SUFFIX}`),
          },
        },
      }),
    );
    // A table keeps a grant on its key, which only services of AWS can be given.
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'GrantsToServicesOnly',
        principals: [new AnyPrincipal()],
        actions: ['kms:CreateGrant'],
        resources: ['*'],
        conditions: {
          StringEquals: {
            'kms:CallerAccount': this.account,
            'kms:ViaService': services.map((service) => `${service}.${this.region}.${Aws.URL_SUFFIX}`),
          },
          Bool: { 'kms:GrantIsForAWSResource': 'true' },
        },
      }),
    );
    return key;
  }

  /**
   * EventBridge encrypts for the queue as itself and, by what AWS says of topics, without naming whose rule it is: a condition
   * on the account could keep every event from its queue. What binds it is each queue's policy, which lets in single rules.
   */
  private allowEventBridge(key: Key): void {
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'EventBridgeSendsToQueues',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
      }),
    );
  }

  private table(name: TableName, encryptionKey: Key, streamed: boolean): Table {
    const { options, names } = this.props;
    const definition = tableDefinitions[name];
    // Whoever has been erased must not come back with a restored vault, so it has no continuous backup; see docs/backup-and-restore.md.
    const pointInTimeRecovery = name !== 'vault';
    const table = new Table(this, `${name[0]?.toUpperCase()}${name.slice(1)}Table`, {
      tableName: names.tableName(name),
      partitionKey: { name: definition.partitionKey, type: AttributeType.STRING },
      sortKey: { name: definition.sortKey, type: AttributeType.STRING },
      timeToLiveAttribute: definition.ttlAttribute,
      billingMode: BillingMode.PAY_PER_REQUEST,
      ...(streamed ? { stream: StreamViewType.NEW_AND_OLD_IMAGES } : {}),
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: pointInTimeRecovery },
      deletionProtection: options.retainData,
      removalPolicy: this.removalPolicy,
    });
    if (!pointInTimeRecovery)
      acknowledge(
        table,
        'AwsSolutions-DDB3',
        'An erased person must not come back from a backup; the vault has backups that live for a week instead.',
      );
    return table;
  }

  /** @returns the bucket of the archive */
  private buckets(encryptionKey: Key): Bucket {
    const { names } = this.props;
    const shared = {
      encryption: BucketEncryption.KMS,
      encryptionKey,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: this.removalPolicy,
    };
    const blobs = new Bucket(this, 'BlobBucket', {
      ...shared,
      bucketName: names.blobBucket,
      lifecycleRules: [
        // Payloads are looked at in the first weeks, and after that only in a dispute.
        { id: 'colder', transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(quarterDays) }] },
        { id: 'kept as long as records are', expiration: Duration.days(recordsDays) },
        { id: 'inputs of decisions', prefix: inputsPrefix, expiration: Duration.days(inputsDays) },
        // Training sets and what jobs left: a version answers by its own copy, and its set can be looked at for a year and a month.
        { id: 'trainings', prefix: trainingPrefix, expiration: Duration.days(inputsDays) },
        { id: 'replays of policies', prefix: simulationsPrefix, expiration: Duration.days(quarterDays) },
        { id: 'stream records given up', prefix: 'aws/lambda/', expiration: Duration.days(archiveDays) },
        { id: 'broken uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    // By the property itself: the higher-level switch would bring a function of its own with rights on every bucket.
    (blobs.node.defaultChild as CfnBucket).notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    acknowledge(
      blobs,
      'AwsSolutions-S1',
      'Only our own functions reach it, and CloudTrail can log them; a log bucket would outlive an erasure.',
    );
    const archive = new Bucket(this, 'ArchiveBucket', {
      ...shared,
      bucketName: names.archiveBucket,
      versioned: true,
      lifecycleRules: [
        {
          id: 'colder, and gone after seven years',
          transitions: [
            { storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(archiveDays) },
            { storageClass: StorageClass.DEEP_ARCHIVE, transitionAfter: Duration.days(2 * quarterDays) },
          ],
          expiration: Duration.days(recordsDays),
          noncurrentVersionExpiration: Duration.days(archiveDays),
        },
      ],
    });
    acknowledge(archive, 'AwsSolutions-S1', 'Only the delivery stream writes it, and CloudTrail can record who reads.');
    return archive;
  }

  private bus(): EventBus {
    const { names, options } = this.props;
    const bus = new EventBus(this, 'Bus', { eventBusName: names.busName });
    bus.applyRemovalPolicy(this.removalPolicy);
    // What happened can be told again to a consumer that is added or mended later.
    if (options.emulator) return bus;
    new Archive(this, 'BusArchive', {
      archiveName: names.prefix,
      sourceEventBus: bus,
      eventPattern: { account: [this.account] },
      retention: Duration.days(archiveDays),
    });
    return bus;
  }

  private secrets(encryptionKey: Key): void {
    const { names, options } = this.props;
    // By its ARN: given the key itself, CDK would widen the key's policy by actions with wildcards, which it does not need.
    const key = Key.fromKeyArn(this, 'SecretsKey', encryptionKey.keyArn);
    const make = (id: string, name: string, description: string, more: Partial<SecretProps> = {}) =>
      new Secret(this, id, {
        secretName: names.secretId(name),
        description,
        encryptionKey: key,
        generateSecretString: { passwordLength: 64, excludePunctuation: true },
        removalPolicy: this.removalPolicy,
        ...more,
      });
    acknowledge(
      make('MacKey', macSecretName, 'Turns identifiers into tokens'),
      'AwsSolutions-SMG4',
      'Tokens made under another key join nothing: it is never changed.',
    );
    acknowledge(
      make(
        'OriginVerify',
        originSecretName,
        'Tells the API that a request came past CloudFront',
        !options.edge || options.region === edgeRegion ? {} : { replicaRegions: [{ region: edgeRegion }] },
      ),
      'AwsSolutions-SMG4',
      'Changed by hand together with the distribution; see docs/deploy.md.',
    );
  }

  /** One-time schedules, and the role with which the scheduler sends them to their queues. */
  private timers(): void {
    const { names, timerQueues } = this.props;
    const group = new CfnScheduleGroup(this, 'Timers', { name: names.timerGroup });
    group.applyRemovalPolicy(this.removalPolicy);
    const role = new Role(this, 'TimerRole', {
      roleName: names.timerRoleName,
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': this.account } } }),
    });
    for (const { name, fifo } of timerQueues)
      role.addToPolicy(
        new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [names.queueArn(name, fifo), names.queueArn(`${name}-dlq`, fifo)] }),
      );
  }
}
