import { Aws, CfnOutput, DefaultStackSynthesizer, Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  type IDistribution,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { Names } from '../platform/aws/names.ts';
import { namesFile } from '../platform/http/page-files.ts';
import { pageHeaders } from '../platform/http/page-headers.ts';
import { acknowledge } from './acknowledge.ts';

/** Where the console stands below the installation's address. */
const mount = 'console';
const assetsMaxAge = Duration.days(365);
const hstsMaxAge = Duration.days(365);

/**
 * The console finds its pages in the browser, so every address below it that names no file is answered with its one HTML
 * file. CloudFront runs this before it looks for the file.
 */
const route = `function handler(event) {
  var request = event.request;
  if (request.uri === '/${mount}') {
    return { statusCode: 308, statusDescription: 'Permanent Redirect', headers: { location: { value: '/${mount}/' } } };
  }
  if (!${String(namesFile)}.test(request.uri.substring('/${mount}/'.length))) request.uri = '/${mount}/index.html';
  return request;
}`;

const runsAtDeployment = "The function is the CDK's own and runs at deployment only; it copies the console's files and nothing else.";

/** The console's files in a bucket that only CloudFront reads. They are made from the repository, so nothing of them is retained. */
export class ConsolePages extends Construct {
  /** What CloudFront does with each path of the console. */
  readonly behaviours: Readonly<Record<string, BehaviorOptions>>;
  private readonly bucket: IBucket;

  constructor(scope: Construct, id: string, names: Names) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // Emptied by the deployments below, which go first.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // The CDK's own types disagree about what may be undefined.
    this.bucket = bucket as IBucket;
    acknowledge(bucket, 'AwsSolutions-S1', 'The files are public to whoever can reach the console, and CloudFront alone reads them.');
    const { 'content-security-policy': contentSecurityPolicy, 'permissions-policy': permissions } = pageHeaders;
    const originAccessControl = new S3OriginAccessControl(this, 'Access', { originAccessControlName: `${names.prefix}-console` });
    const behaviour: BehaviorOptions = {
      origin: S3BucketOrigin.withOriginAccessControl(this.bucket, { originAccessControl }),
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      compress: true,
      functionAssociations: [
        {
          eventType: FunctionEventType.VIEWER_REQUEST,
          function: new EdgeFunction(this, 'Route', { code: FunctionCode.fromInline(route), runtime: FunctionRuntime.JS_2_0 }),
        },
      ],
      responseHeadersPolicy: new ResponseHeadersPolicy(this, 'Headers', {
        responseHeadersPolicyName: `${names.prefix}-console`,
        comment: 'What browsers are told with the pages of the console',
        securityHeadersBehavior: {
          contentSecurityPolicy: { contentSecurityPolicy, override: true },
          contentTypeOptions: { override: true },
          frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
          referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
          strictTransportSecurity: { accessControlMaxAge: hstsMaxAge, includeSubdomains: false, override: true },
        },
        customHeadersBehavior: { customHeaders: [{ header: 'permissions-policy', value: permissions, override: true }] },
      }),
    };
    // Two patterns, because one for both would also take paths such as `/consoles` from the API.
    this.behaviours = { [mount]: behaviour, [`${mount}/*`]: behaviour };
  }

  /**
   * Brings the files of a built console. What is named after its content stays for the pages that are open somewhere while a
   * new release comes; the page that names them is asked for anew each time.
   *
   * With the stack the files go too, and then the bucket. The logical ids of the two deployments must not change: what is
   * deleted under an old id are the files that the new one has just brought. The memory and the disk are part of the ids.
   */
  deploy(folder: string, distribution: IDistribution, url: string): void {
    const common = {
      destinationBucket: this.deploymentTarget(),
      retainOnDelete: false,
      prune: false,
      memoryLimit: 512,
      ephemeralStorageSize: Size.mebibytes(512),
      logGroup: new LogGroup(this, 'DeploymentLogs', { retention: RetentionDays.ONE_WEEK, removalPolicy: RemovalPolicy.DESTROY }),
    };
    const assets = new BucketDeployment(this, 'Assets', {
      ...common,
      destinationKeyPrefix: `${mount}/assets`,
      sources: [Source.asset(`${folder}/assets`)],
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(assetsMaxAge), CacheControl.immutable()],
    });
    const page = new BucketDeployment(this, 'Page', {
      ...common,
      destinationKeyPrefix: mount,
      sources: [Source.asset(folder, { exclude: ['assets', 'assets/**', '.*'] })],
      cacheControl: [CacheControl.noCache()],
      distribution,
      distributionPaths: [`/${mount}`, `/${mount}/*`],
    });
    // A page must not name files that are not there yet.
    page.node.addDependency(assets);
    this.explainDeployer(common.destinationBucket);
    new CfnOutput(this, 'ConsoleUrl', { value: `${url}/${mount}/`, description: 'The console' });
  }

  /**
   * The bucket as if it were of another stack. To its own the CDK adds a tag for each deployment, and a deployment that goes
   * leaves the files of a bucket with such a tag alone; the tag is there still when the whole stack goes, and CloudFormation
   * deletes no bucket that holds something.
   */
  private deploymentTarget(): IBucket {
    const { bucketArn, bucketName } = this.bucket;
    return Bucket.fromBucketAttributes(this, 'Target', { bucketArn, bucketName });
  }

  /** The function that copies files at deployment is the CDK's own, one for a stack. */
  private explainDeployer(target: IBucket): void {
    const stack = Stack.of(this);
    const assets = `arn:${Aws.PARTITION}:s3:::cdk-${DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets-${stack.account}-${stack.region}/*`;
    const wildcards = [
      ...['GetObject', 'GetBucket', 'List', 'DeleteObject', 'Abort'].map((action) => `Action::s3:${action}*`),
      `Resource::${assets}`,
      `Resource::${target.bucketArn}/*`,
      // Invalidations of CloudFront, which the CDK asks for without naming the distribution.
      'Resource::*',
    ];
    for (const { node } of stack.node.children.filter((child) => child.node.id.startsWith('Custom::CDKBucketDeployment'))) {
      const role = node.findChild('ServiceRole');
      acknowledge(node.findChild('Resource'), 'AwsSolutions-L1', runsAtDeployment);
      const managed = `arn:${Aws.PARTITION}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole`;
      acknowledge(role.node.findChild('Resource'), `AwsSolutions-IAM4[Policy::${managed}]`, runsAtDeployment);
      const rights = role.node.findChild('DefaultPolicy').node.findChild('Resource');
      for (const wildcard of wildcards) acknowledge(rights, `AwsSolutions-IAM5[${wildcard}]`, runsAtDeployment);
    }
  }
}
