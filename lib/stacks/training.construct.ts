import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { Names } from '../platform/aws/names.ts';
import { type TrainingSettings, trainingParameter } from '../platform/aws/training.sagemaker.ts';
import { acknowledge } from './acknowledge.ts';
import { ustarArchive, xgboostAccounts, xgboostImage, xgboostRepository } from './model-images.ts';

export type TrainingPlaceProps = {
  readonly names: Names;
  readonly region: string;
  /** Models whose `train.py` can be run. */
  readonly models: readonly string[];
  /** Folder of the models' folders. */
  readonly modelsDir: string;
  /** Where the archives are written at synthesis. */
  readonly outDir: string;
};

/** A job learns from a CSV of some megabytes in minutes; the smallest machine of the general kind does. */
const instanceType = 'ml.m5.large';
/** What jobs read and write of the blob bucket. */
export const trainingPrefix = 'training/';

/** What a job runs: the script, the features it declares, and what all scripts share, in one folder. */
const sourceArchive = (modelsDir: string, model: string): Buffer => {
  const files = [
    ...['train.py', 'features.json'].map((name) => ({ path: name, bytes: readFileSync(join(modelsDir, model, name)) })),
    ...readdirSync(join(modelsDir, 'common'))
      .filter((name) => name.endsWith('.py'))
      .toSorted()
      .map((name) => ({ path: name, bytes: readFileSync(join(modelsDir, 'common', name)) })),
  ];
  const packed = gzipSync(ustarArchive(files), { level: 0 });
  // Builds of zlib name their operating system; 255 is "unknown", so that every machine writes the same bytes.
  packed[9] = 255;
  return packed;
};

/**
 * Where models are trained: a role for jobs, the archives of their scripts, and a parameter that tells the function which begins
 * a job by what. It costs nothing while nothing is trained.
 */
export class TrainingPlace extends Construct {
  constructor(scope: Construct, id: string, props: TrainingPlaceProps) {
    super(scope, id);
    const { names, region, models, modelsDir, outDir } = props;
    const archives = models.map((model) => {
      const bytes = sourceArchive(modelsDir, model);
      const file = join(outDir, `train-${model}-${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.tar.gz`);
      writeFileSync(file, bytes);
      return [model, new Asset(this, `Source-${model}`, { path: file })] as const;
    });
    const role = this.role(
      names,
      region,
      archives.map(([, asset]) => asset.bucket.arnForObjects(asset.s3ObjectKey)),
    );
    role.node.addDependency(...archives.map(([, asset]) => asset));
    const settings: TrainingSettings = {
      image: xgboostImage(region),
      sources: Object.fromEntries(archives.map(([model, asset]) => [model, asset.s3ObjectUrl])),
      instanceType,
    };
    new StringParameter(this, 'Settings', {
      parameterName: names.parameterName(trainingParameter),
      stringValue: Stack.of(this).toJsonString(settings),
    });
  }

  private role(names: Names, region: string, sources: readonly string[]): Role {
    const { account, partition } = Stack.of(this);
    const bucket = `arn:${partition}:s3:::${names.blobBucket}`;
    const objects = `${bucket}/${trainingPrefix}*`;
    const registry = `arn:${partition}:ecr:${region}:${xgboostAccounts[region]}:repository/${xgboostRepository}`;
    const logs = `arn:${partition}:logs:${region}:${account}:log-group:/aws/sagemaker/TrainingJobs:*`;
    const role = new Role(this, 'Role', {
      roleName: names.trainingRoleName,
      assumedBy: new ServicePrincipal('sagemaker.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': account } } }),
      description: 'What a training job needs, and nothing else',
      inlinePolicies: {
        needs: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['s3:GetObject'], resources: [...sources, objects] }),
            new PolicyStatement({ actions: ['s3:PutObject', 's3:AbortMultipartUpload'], resources: [objects] }),
            new PolicyStatement({
              actions: ['s3:ListBucket'],
              resources: [bucket],
              conditions: { StringLike: { 's3:prefix': [`${trainingPrefix}*`] } },
            }),
            new PolicyStatement({
              actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
              resources: [registry],
            }),
            new PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }),
            new PolicyStatement({
              actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
              resources: [logs],
            }),
          ],
        }),
      },
    });
    acknowledge(role, 'AwsSolutions-IAM5[Resource::*]', 'The registry gives its token for the whole of itself.');
    acknowledge(role, `AwsSolutions-IAM5[Resource::${logs}]`, 'SageMaker names the log streams of a job.');
    acknowledge(role, `AwsSolutions-IAM5[Resource::${objects}]`, 'Training sets and models are named after their training.');
    return role;
  }
}
