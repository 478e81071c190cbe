import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CfnEndpoint, CfnEndpointConfig, CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { Names } from '../platform/aws/names.ts';
import { acknowledge } from './acknowledge.ts';
import { modelArchive, xgboostAccounts, xgboostEnvironment, xgboostImage, xgboostRepository } from './model-images.ts';
import type { DeploymentOptions } from './options.ts';

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
    new StringParameter(this, 'Mode', { parameterName: names.parameterName('models'), stringValue: options.models });
  }

  private serve(model: string, version: string, archive: Asset, names: Names, { region }: DeploymentOptions): void {
    const endpointName = names.modelEndpoint(model);
    const registry = `arn:${this.partition}:ecr:${region}:${xgboostAccounts[region]}:repository/${xgboostRepository}`;
    const logs = `arn:${this.partition}:logs:${region}:${this.account}:log-group:/aws/sagemaker/Endpoints/${endpointName}:*`;
    const role = new Role(this, `Role-${model}`, {
      assumedBy: new ServicePrincipal('sagemaker.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': this.account } } }),
      description: `What the endpoint ${endpointName} needs, and nothing else`,
      inlinePolicies: {
        needs: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['s3:GetObject'], resources: [archive.bucket.arnForObjects(archive.s3ObjectKey)] }),
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
}
