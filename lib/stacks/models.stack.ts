import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CfnEndpoint, CfnEndpointConfig, CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { modelsPrefix } from '../intelligence/index.ts';
import type { Names } from '../platform/aws/names.ts';
import { acknowledge } from './acknowledge.ts';
import { modelArchive, xgboostAccounts, xgboostEnvironment, xgboostImage, xgboostRepository } from './model-images.ts';
import type { DeploymentOptions } from './options.ts';
import { TrainingPlace } from './training.construct.ts';

export type ModelsStackProps = StackProps & {
  readonly options: DeploymentOptions;
  readonly names: Names;
  /** Folder of the models' folders. */
  readonly modelsDir: string;
  /** Where the archives are written at synthesis. */
  readonly outDir: string;
};

/** What is scored behind an endpoint. */
export const servedModels = ['fraud', 'routing', 'forecast'] as const;

/** What can be trained; that of returns is scored in process alone. */
const trainedModels = [...servedModels, 'returns'] as const;

const memoryMb = 2_048;
const concurrencyMax = 5;

/**
 * The models behind serverless endpoints: AWS's own XGBoost image, which serves the archive's script. A new artefact is a new
 * model and a new configuration, to which the endpoint changes over without a failed call.
 */
export class ModelsStack extends Stack {
  constructor(scope: Construct, id: string, props: ModelsStackProps) {
    super(scope, id, props);
    const { names, options, modelsDir, outDir } = props;
    mkdirSync(outDir, { recursive: true });
    for (const model of servedModels) {
      const bytes = modelArchive(join(modelsDir, model));
      const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
      const file = join(outDir, `${model}-${version}.tar.gz`);
      writeFileSync(file, bytes);
      this.serve(model, version, new Asset(this, `Archive-${model}`, { path: file }), names, options);
    }
    this.roleOfVersions(names, options);
    new TrainingPlace(this, 'Training', { names, region: options.region, models: trainedModels, modelsDir, outDir });
    new StringParameter(this, 'Mode', { parameterName: names.parameterName('models'), stringValue: options.models });
  }

  private serve(model: string, version: string, archive: Asset, names: Names, { region }: DeploymentOptions): void {
    const endpointName = names.modelEndpoint(model);
    const role = this.role(`Role-${model}`, region, {
      endpoints: endpointName,
      description: `What the endpoint ${endpointName} needs, and nothing else`,
      statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: [archive.bucket.arnForObjects(archive.s3ObjectKey)] })],
    });
    const served = new CfnModel(this, `Model-${model}-${version}`, {
      executionRoleArn: role.roleArn,
      primaryContainer: { image: xgboostImage(region), modelDataUrl: archive.s3ObjectUrl, environment: { ...xgboostEnvironment } },
    });
    // The role's policy must stand before SageMaker tries to read the archive with it.
    served.node.addDependency(role);
    const config = new CfnEndpointConfig(this, `Config-${model}-${version}`, {
      productionVariants: [
        {
          variantName: 'live',
          modelName: served.attrModelName,
          initialVariantWeight: 1,
          serverlessConfig: { memorySizeInMb: memoryMb, maxConcurrency: concurrencyMax },
        },
      ],
    });
    new CfnEndpoint(this, `Endpoint-${model}`, { endpointName, endpointConfigName: config.attrEndpointConfigName });
  }

  /**
   * For what is put up after the deployment: a registered version in the second slot of its model. Its endpoint is made when a
   * version is put up and removed with it, so that nothing stands there unused; an idle serverless endpoint costs nothing.
   */
  private roleOfVersions(names: Names, { region }: DeploymentOptions): void {
    const archives = `arn:${this.partition}:s3:::${names.blobBucket}/${modelsPrefix}*`;
    const role = this.role('RoleOfVersions', region, {
      roleName: names.modelRoleName,
      endpoints: `${names.prefix}-*`,
      description: 'What the endpoint of a registered version needs, and nothing else',
      // The key of the blobs is open to whoever may read them, through S3.
      statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: [archives] })],
    });
    acknowledge(role, `AwsSolutions-IAM5[Resource::${archives}]`, 'Versions are named when they are registered.');
  }

  /** A role of endpoints: the image, their logs, and what is said. */
  private role(
    id: string,
    region: string,
    parts: {
      readonly roleName?: string;
      /** Name of the endpoints, `*` at the end for several. */
      readonly endpoints: string;
      readonly description: string;
      readonly statements: readonly PolicyStatement[];
    },
  ): Role {
    const { roleName, endpoints, description, statements } = parts;
    const registry = `arn:${this.partition}:ecr:${region}:${xgboostAccounts[region]}:repository/${xgboostRepository}`;
    const logs = `arn:${this.partition}:logs:${region}:${this.account}:log-group:/aws/sagemaker/Endpoints/${endpoints}:*`;
    const role = new Role(this, id, {
      ...(roleName === undefined ? {} : { roleName }),
      assumedBy: new ServicePrincipal('sagemaker.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': this.account } } }),
      description,
      inlinePolicies: {
        needs: new PolicyDocument({
          statements: [
            ...statements,
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
    acknowledge(role, `AwsSolutions-IAM5[Resource::${logs}]`, 'SageMaker names the log streams of an endpoint.');
    return role;
  }
}
