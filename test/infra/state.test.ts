// What is kept, how it is kept secret, and that a deployment never replaces it.
import { describe, expect, it } from 'vitest';
import { everyOptionSet, lastingOptionSets, only, type Resource, synthesize, type Synthesis, told } from './templates.ts';
import type { PolicyStatement } from './iam.ts';
import { isOfCdk } from './policies.ts';
import { secretsIn } from './secrets.ts';

const keyPattern = /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/(\w+)$/;
/** Logical id of the customer's own key behind an ARN; undefined for a key of AWS. */
const keyIdOf = (arn: unknown): string | undefined => keyPattern.exec(String(arn))?.[1];

const statementsFor = (
  { resources }: Synthesis,
  type: string,
  of: (properties: Resource['properties']) => boolean,
): readonly PolicyStatement[] =>
  resources
    .filter((one) => one.type === type && of(one.properties))
    .flatMap(({ properties }) => properties['PolicyDocument'].Statement as readonly PolicyStatement[]);

const denied = (statements: readonly PolicyStatement[], operator: string, key: string): boolean =>
  statements.some(
    ({ Effect, Principal, Condition }) =>
      Effect === 'Deny' && (Principal === '*' || JSON.stringify(Principal) === '{"AWS":"*"}') && Condition?.[operator]?.[key] !== undefined,
  );

/** Where each kind of resource says by which key it is encrypted. */
const keyProperties: Readonly<Record<string, (properties: Resource['properties']) => unknown>> = {
  'AWS::DynamoDB::Table': ({ SSESpecification }) => SSESpecification?.SSEEnabled === true && SSESpecification.KMSMasterKeyId,
  'AWS::S3::Bucket': ({ BucketEncryption }) =>
    BucketEncryption?.ServerSideEncryptionConfiguration?.[0]?.ServerSideEncryptionByDefault?.KMSMasterKeyID,
  'AWS::SQS::Queue': ({ KmsMasterKeyId }) => KmsMasterKeyId,
  'AWS::SNS::Topic': ({ KmsMasterKeyId }) => KmsMasterKeyId,
  'AWS::SecretsManager::Secret': ({ KmsKeyId }) => KmsKeyId,
  'AWS::Backup::BackupVault': ({ EncryptionKeyArn }) => EncryptionKeyArn,
};

/**
 * The one bucket that holds nothing of anybody: the code of the console, the same for whoever opens it, made anew from the
 * repository by each deployment. So it needs no key of its own and goes with its stack. Every other rule holds of it too.
 */
const holdsCodeOnly = ({ stack, id, type }: Resource): boolean =>
  stack === 'Edge' && type === 'AWS::S3::Bucket' && /^ConsoleBucket[0-9A-F]{8}$/.test(id);

describe.each(everyOptionSet)('an installation %s', (name) => {
  const synthesis = synthesize(name);
  const { options, resources, ofType } = synthesis;
  const keys = new Map(ofType('KMS::Key').map((key) => [key.id, key]));

  it('encrypts what it keeps by keys of its own, which are renewed', () => {
    const kept = resources.filter((one) => one.type in keyProperties && !holdsCodeOnly(one));
    expect(kept.length).toBeGreaterThan(20);
    for (const one of kept) {
      const id = keyIdOf(keyProperties[one.type]?.(one.properties));
      expect(id, told(one)).toBeDefined();
      expect(keys.get(id ?? '')?.properties['EnableKeyRotation'], told(one)).toBe(true);
    }
  });

  it("leaves the console's code to the encryption of S3 itself", () => {
    const buckets = resources.filter(holdsCodeOnly);
    expect(buckets).toHaveLength(options.edge ? 1 : 0);
    for (const { properties, raw } of buckets) {
      expect(properties['BucketEncryption'].ServerSideEncryptionConfiguration).toEqual([
        { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
      ]);
      expect([raw.DeletionPolicy, raw.UpdateReplacePolicy]).toEqual(['Delete', 'Delete']);
    }
  });

  it('has one secret elsewhere, under a key of AWS: CloudFront is made from us-east-1, where the installation has no key', () => {
    const replicas = ofType('SecretsManager::Secret').flatMap(
      ({ properties }) => (properties['ReplicaRegions'] ?? []) as readonly object[],
    );
    expect(replicas).toEqual(options.edge && options.region !== 'us-east-1' ? [{ Region: 'us-east-1' }] : []);
  });

  it('keeps buckets from the public and from plain text', () => {
    for (const { id, properties } of ofType('S3::Bucket')) {
      const bucket = properties['BucketName'] ?? id;
      expect(properties['PublicAccessBlockConfiguration'], id).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(properties['OwnershipControls'], id).toEqual({ Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] });
      expect(properties, id).not.toHaveProperty('AccessControl');
      const statements = statementsFor(synthesis, 'AWS::S3::BucketPolicy', ({ Bucket }) => Bucket === bucket);
      expect(denied(statements, 'Bool', 'aws:SecureTransport'), id).toBe(true);
      expect(denied(statements, 'NumericLessThan', 's3:TlsVersion'), id).toBe(true);
    }
  });

  it('lets nothing reach a queue or a topic in plain text', () => {
    for (const queue of ofType('SQS::Queue')) {
      const arn = `arn:aws:sqs:${options.region}:123456789012:${queue.properties['QueueName']}`;
      const statements = statementsFor(synthesis, 'AWS::SQS::QueuePolicy', ({ PolicyDocument }) =>
        (PolicyDocument.Statement as readonly PolicyStatement[]).some(({ Resource }) => Resource === arn),
      );
      expect(denied(statements, 'Bool', 'aws:SecureTransport'), told(queue)).toBe(true);
    }
    for (const topic of ofType('SNS::Topic')) {
      const statements = statementsFor(synthesis, 'AWS::SNS::TopicPolicy', ({ Topics }) =>
        (Topics as readonly string[]).some((arn) => arn.endsWith(`:${topic.properties['TopicName']}`)),
      );
      expect(denied(statements, 'Bool', 'aws:SecureTransport'), told(topic)).toBe(true);
    }
  });

  it('gives each bucket an end for what is in it', () => {
    const rulesOf = (part: string) =>
      only(ofType('S3::Bucket'), ({ id }) => id.startsWith(part)).properties['LifecycleConfiguration']
        .Rules as readonly Resource['properties'][];
    const sevenYears = 7 * 365;
    for (const part of ['BlobBucket', 'ArchiveBucket']) {
      expect(rulesOf(part), part).toContainEqual(expect.objectContaining({ Status: 'Enabled', ExpirationInDays: sevenYears }));
      expect(Math.max(...rulesOf(part).map(({ ExpirationInDays }) => Number(ExpirationInDays ?? 0)))).toBe(sevenYears);
    }
    expect(rulesOf('BlobBucket')).toContainEqual(expect.objectContaining({ Prefix: 'aws/lambda/', ExpirationInDays: 30 }));
    expect(rulesOf('BlobBucket')).toContainEqual(expect.objectContaining({ Prefix: 'decisions/', ExpirationInDays: 400 }));
    expect(rulesOf('BlobBucket')).toContainEqual(expect.objectContaining({ Prefix: 'simulations/', ExpirationInDays: 90 }));
  });

  it('ends every log', () => {
    expect(
      ofType('Logs::LogGroup')
        .filter(({ properties }) => !(properties['RetentionInDays'] <= 90))
        .map(told),
    ).toEqual([]);
  });
});

describe.each(lastingOptionSets)('an installation %s', (name) => {
  const { stacks, ofType } = synthesize(name);

  it('refuses to delete its tables, and goes back in time with all but the vault', () => {
    const tables = ofType('DynamoDB::Table');
    expect(tables.map(({ id }) => id.replace(/Table.*/, '')).toSorted()).toEqual(['Ledger', 'Vault', 'Views']);
    for (const { id, properties, raw } of tables) {
      expect(properties['DeletionProtectionEnabled'], id).toBe(true);
      expect([raw.DeletionPolicy, raw.UpdateReplacePolicy], id).toEqual(['RetainExceptOnCreate', 'Retain']);
      // Whoever has been erased must not come back with a restored table; backups of a week stand in for it.
      expect(properties['PointInTimeRecoverySpecification']?.PointInTimeRecoveryEnabled, id).toBe(!id.startsWith('Vault'));
    }
  });

  it('backs the vault up more often than daily, and forgets the backups within ten days', () => {
    const rules = only(ofType('Backup::BackupPlan')).properties['BackupPlan'].BackupPlanRule as readonly Resource['properties'][];
    expect(rules).toHaveLength(1);
    expect(rules[0]?.['ScheduleExpression']).toMatch(/^cron\(\d+ 0\/\d+ /);
    expect(rules[0]?.['Lifecycle'].DeleteAfterDays).toBeLessThanOrEqual(10);
    const { Resources } = only(ofType('Backup::BackupSelection')).properties['BackupSelection'];
    expect(Resources).toEqual([expect.stringMatching(/:table\/waybill-\w+-vault$/)]);
  });

  it('cannot be deleted with its state by a slip', () => {
    expect(stacks.filter(({ terminationProtection }) => terminationProtection).map(({ id }) => id)).toEqual(['Stateful']);
  });

  it('keeps whatever holds data, or the keys to it, when its stack goes', () => {
    const holdsData = [
      'DynamoDB::Table',
      'S3::Bucket',
      'KMS::Key',
      'SecretsManager::Secret',
      'Cognito::UserPool',
      'Events::EventBus',
      'Backup::BackupVault',
    ];
    const lost = holdsData
      .flatMap((type) => ofType(type))
      .filter(({ stack }) => stack === 'Stateful')
      .filter(({ raw }) => raw.DeletionPolicy !== 'RetainExceptOnCreate' || raw.UpdateReplacePolicy !== 'Retain');
    expect(lost.map(told)).toEqual([]);
    // The keys of alarms encrypt only what is on its way.
    const elsewhere = holdsData.flatMap((type) => ofType(type)).filter(({ stack }) => stack !== 'Stateful');
    const ofAlarms = ({ stack, type }: Resource): boolean => type === 'AWS::KMS::Key' && stack.endsWith('Alarms');
    expect(elsewhere.filter((one) => !ofAlarms(one) && !holdsCodeOnly(one)).map(told)).toEqual([]);
  });
});

it('an installation that is thrown away keeps nothing', () => {
  const { stacks, resources } = synthesize('that is thrown away');
  expect(stacks.some(({ terminationProtection }) => terminationProtection)).toBe(false);
  // A version of a state machine costs nothing and ends with its machine.
  const kept = resources.filter(
    ({ type, raw }) => raw.DeletionPolicy?.startsWith('Retain') === true && type !== 'AWS::StepFunctions::StateMachineVersion',
  );
  expect(kept.map(told)).toEqual([]);
  expect(resources.filter(({ properties }) => properties['DeletionProtectionEnabled'] === true).map(told)).toEqual([]);
});

/**
 * Logical ids and names of what holds data. A deployment that changes an id or a name here makes a new and empty resource
 * beside the old one, so a line is changed only together with a migration.
 */
const pinned: Readonly<Record<string, string>> = {
  RecordKey241CA664: 'KMS::Key',
  PersonalKeyC1493E79: 'KMS::Key',
  MessageKeyE0A8F607: 'KMS::Key',
  PersonKey12C7366D: 'KMS::Key',
  PersonKeyAlias4FE7CE0B: 'KMS::Alias alias/waybill-prod-persons',
  LedgerTable38A58B60: 'DynamoDB::Table waybill-prod-ledger',
  ViewsTable7827252D: 'DynamoDB::Table waybill-prod-views',
  VaultTable5572012F: 'DynamoDB::Table waybill-prod-vault',
  BlobBucketC9B7BD92: 'S3::Bucket waybill-prod-blobs-123456789012-eu-central-1',
  ArchiveBucket9DECBF5D: 'S3::Bucket waybill-prod-archive-123456789012-eu-central-1',
  BusEA82B648: 'Events::EventBus waybill-prod',
  BusArchiveD85DECCD: 'Events::Archive waybill-prod',
  VaultBackupBackupsE28F26FB: 'Backup::BackupVault waybill-prod',
  MacKey790F75A3: 'SecretsManager::Secret waybill-internal/prod/mac-key',
  OriginVerifyED6A82E8: 'SecretsManager::Secret waybill-internal/prod/origin-verify',
  Timers: 'Scheduler::ScheduleGroup waybill-prod',
  PeoplePoolC64A4D1E: 'Cognito::UserPool waybill-prod',
  PeopleClient2DD6F9B5: 'Cognito::UserPoolClient',
  PeopleDomain2764DEB8: 'Cognito::UserPoolDomain waybill-prod-123456789012',
};

const nameProperties = ['TableName', 'BucketName', 'Name', 'ArchiveName', 'AliasName', 'BackupVaultName', 'UserPoolName', 'Domain'];

/** Key schemas and the like, which no update changes in place. */
const shapeOf = ({ properties }: Resource): unknown => [properties['KeySchema'], properties['AttributeDefinitions']];

describe('what holds data', () => {
  const stateful = synthesize('behind CloudFront').resources.filter(({ stack }) => stack === 'Stateful');

  it('has the ids and names that it had in the first deployment', () => {
    const types = new Set(Object.values(pinned).map((text) => `AWS::${text.split(' ')[0]}`));
    const found = stateful
      .filter(({ type }) => types.has(type))
      .map(({ id, type, properties }) => {
        const named = nameProperties.map((property) => properties[property]).find((value) => value !== undefined);
        return [id, [type.replace('AWS::', ''), ...(named === undefined ? [] : [named])].join(' ')];
      });
    expect(Object.fromEntries(found)).toEqual(pinned);
  });

  it('has the keys that it had in the first deployment', () => {
    const key = [
      [
        { AttributeName: 'PK', KeyType: 'HASH' },
        { AttributeName: 'SK', KeyType: 'RANGE' },
      ],
      [
        { AttributeName: 'PK', AttributeType: 'S' },
        { AttributeName: 'SK', AttributeType: 'S' },
      ],
    ];
    for (const table of stateful.filter(({ type }) => type === 'AWS::DynamoDB::Table')) expect(shapeOf(table), table.id).toEqual(key);
  });
});

describe('secrets', () => {
  it.each(everyOptionSet)('stand in no template (%s)', (name) => {
    for (const resource of synthesize(name).resources) expect(secretsIn(resource.raw.Properties), told(resource)).toEqual([]);
    for (const { id, template } of synthesize(name).stacks)
      expect(secretsIn(Object.values(template.Outputs ?? {}).map(({ Value }) => Value)), id).toEqual([]);
  });

  it.each(everyOptionSet)('are not what functions are told by their environment (%s)', (name) => {
    const { ofType, options } = synthesize(name);
    const variables = ofType('Lambda::Function')
      .filter((one) => !isOfCdk(one))
      .flatMap(({ properties }) => Object.keys(properties['Environment'].Variables as object));
    expect([...new Set(variables)].toSorted()).toEqual([
      'POWERTOOLS_LOG_LEVEL',
      'WAYBILL_ACCOUNT',
      ...(options.edge ? ['WAYBILL_DISTRIBUTION'] : []),
      'WAYBILL_EDGE',
      'WAYBILL_PATIENCE',
      'WAYBILL_SIGN_IN_URL',
      'WAYBILL_STAGE',
      'WAYBILL_USER_POOL_CLIENT_ID',
      'WAYBILL_USER_POOL_ID',
    ]);
  });

  it.each<[string, object]>([
    ['an access key', { Value: `AKIA${'A'.repeat(16)}` }],
    ['a password under its name', { MasterUserPassword: 'hunter' }],
    ['a secret as text', { SecretString: 'abc' }],
    ['a key of ours', { Variables: { KEY: 'wb_live_0123' } }],
    ['random text under any name', { Variables: { THING: 'q7Zp0Lk3Vt9Xw2Rb5Nc8Md1Hf6Gj4SaTy0UeWq' } }],
    [
      'random text beside an id of the CDK',
      { PolicyName: 'CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756Cq7Zp0Lk3Vt9Xw2Rb5Nc8Md1Hf6Gj4SaTy0UeWq' },
    ],
  ])('would be seen: %s', (_, properties) => {
    expect(secretsIn(properties)).toHaveLength(1);
  });

  it('may be pointed at', () => {
    expect(
      secretsIn({ HeaderValue: '{{resolve:secretsmanager:a:SecretString:::}}', SecretString: '{{resolve:secretsmanager:a}}' }),
    ).toEqual([]);
  });
});
