import type { PolicyDocument, PolicyStatement } from './iam.ts';
import { type Resource, type Synthesis, told } from './templates.ts';

/** A policy that stands somewhere in a template. */
export type Found = {
  readonly where: string;
  readonly resource: Resource;
  /** `identity` for what a role may do, `trust` for who may become it, otherwise what may be done to the resource. */
  readonly kind: 'identity' | 'trust' | 'key' | 'bucket' | 'queue' | 'topic' | 'vault' | 'bus';
  readonly statements: readonly PolicyStatement[];
};

type Finder = { readonly kind: Found['kind']; readonly documents: (resource: Resource) => readonly (PolicyDocument | undefined)[] };

const policyDocument = ({ properties }: Resource): readonly PolicyDocument[] => [properties['PolicyDocument'] as PolicyDocument];
const inline = ({ properties }: Resource): readonly PolicyDocument[] =>
  ((properties['Policies'] ?? []) as readonly { readonly PolicyDocument: PolicyDocument }[]).map((policy) => policy.PolicyDocument);

const finders: Readonly<Record<string, readonly Finder[]>> = {
  'AWS::IAM::Role': [
    { kind: 'trust', documents: ({ properties }) => [properties['AssumeRolePolicyDocument']] },
    { kind: 'identity', documents: inline },
  ],
  'AWS::IAM::Policy': [{ kind: 'identity', documents: policyDocument }],
  'AWS::IAM::ManagedPolicy': [{ kind: 'identity', documents: policyDocument }],
  'AWS::KMS::Key': [{ kind: 'key', documents: ({ properties }) => [properties['KeyPolicy']] }],
  'AWS::S3::BucketPolicy': [{ kind: 'bucket', documents: policyDocument }],
  'AWS::SQS::QueuePolicy': [{ kind: 'queue', documents: policyDocument }],
  'AWS::SNS::TopicPolicy': [{ kind: 'topic', documents: policyDocument }],
  'AWS::Backup::BackupVault': [{ kind: 'vault', documents: ({ properties }) => [properties['AccessPolicy']] }],
  'AWS::Events::EventBusPolicy': [
    { kind: 'bus', documents: ({ properties }) => [{ Statement: [properties['Statement'] as PolicyStatement] }] },
  ],
  // Beside the table, the secret and the log group there could be policies of their own; there are none, and a test says so.
};

/** Every policy of every template of an installation. */
export const policiesOf = ({ resources }: Synthesis): readonly Found[] =>
  resources.flatMap((resource) =>
    (finders[resource.type] ?? []).flatMap(({ kind, documents }) =>
      documents(resource).flatMap((document): readonly Found[] =>
        document === undefined ? [] : [{ where: `${kind} policy of ${told(resource)}`, resource, kind, statements: document.Statement }],
      ),
    ),
  );

/** What a role may do, by its own policies and by those that stand beside it. */
export const identityStatementsOf = (synthesis: Synthesis, role: Resource): readonly PolicyStatement[] =>
  policiesOf(synthesis)
    .filter(({ kind, resource }) => kind === 'identity' && resource.stack === role.stack)
    .filter(({ resource }) => resource.id === role.id || ((resource.properties['Roles'] ?? []) as readonly string[]).includes(role.id))
    .flatMap(({ statements }) => statements);

/**
 * CDK brings a function of its own where a stack of one region hands a value to a stack of another, which CloudFormation
 * cannot. It runs during a deployment, sees the API's host name only, and its role is CDK's to write.
 */
export const handsOver = ({ id }: Pick<Resource, 'id'>): boolean =>
  /^CustomCrossRegionExport(Writer|Reader)CustomResourceProvider/.test(id);

/**
 * CDK brings another that copies the console's files from the bucket of its assets, which CloudFormation cannot either. It
 * runs during a deployment too, and its role is CDK's to write.
 */
export const bringsFiles = ({ id }: Pick<Resource, 'id'>): boolean => /^CustomCDKBucketDeployment[0-9A-F]{32}/.test(id);

/** What CDK brings itself; a test says where, and what it may do. */
export const isOfCdk = (resource: Pick<Resource, 'id'>): boolean => handsOver(resource) || bringsFiles(resource);
