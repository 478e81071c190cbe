import { CfnOutput, Duration, RemovalPolicy, SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  HttpVersion,
  type IOrigin,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { type CfnLogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ARecord, AaaaRecord, HostedZone, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { Names } from '../platform/aws/names.ts';
import { originHeader, originSecretName } from '../platform/http/entrance.ts';
import { acknowledge } from './acknowledge.ts';
import { ConsolePages } from './console-pages.construct.ts';
import type { DeploymentOptions } from './options.ts';

export type EdgeStackProps = StackProps & {
  readonly options: DeploymentOptions;
  readonly names: Names;
  readonly apiDomain: string;
  /** Folder of the built console. */
  readonly consoleDir: string;
};

/**
 * Requests of one address in five minutes, 200 a second. A storefront's servers come from few addresses, and so do all people
 * of one office or warehouse: an open console asks up to three things every three seconds, so two hundred of them make 60,000.
 * It is a bound for floods; what the API takes at all is bounded by its stage.
 */
const requestsPerAddress = 60_000;
/** Tries to sign in of one address in five minutes. */
const signInsPerAddress = 100;

const counted = (name: string) => ({ name, actionToUse: { count: {} } });

/** Rules of AWS, in the order in which they are asked; those that a body of ours can trip over are only counted. */
const managedRules: readonly { readonly name: string; readonly counted: readonly string[]; readonly bodies: boolean }[] = [
  { name: 'AWSManagedRulesAmazonIpReputationList', counted: [], bodies: false },
  {
    name: 'AWSManagedRulesCommonRuleSet',
    // Orders are larger than 8 KB and hold addresses of pages; the functions check sizes and schemas, and show no markup.
    counted: ['SizeRestrictions_BODY', 'CrossSiteScripting_BODY', 'GenericRFI_BODY', 'EC2MetaDataSSRF_BODY', 'NoUserAgent_HEADER'],
    bodies: true,
  },
  { name: 'AWSManagedRulesKnownBadInputsRuleSet', counted: [], bodies: true },
];

const visible = (metricName: string) => ({ cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName });

const rateRule = (
  name: string,
  priority: number,
  limit: number,
  scopeDownStatement?: CfnWebACL.StatementProperty,
): CfnWebACL.RuleProperty => ({
  name,
  priority,
  action: { block: { customResponse: { responseCode: 429 } } },
  statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit, ...(scopeDownStatement === undefined ? {} : { scopeDownStatement }) } },
  visibilityConfig: visible(name),
});

/**
 * A webhook is believed by its signature, and what a customer wrote into an order must not keep it out: a channel that is
 * refused sends nothing that could be kept.
 */
const notWebhooks: CfnWebACL.StatementProperty = {
  notStatement: {
    statement: {
      byteMatchStatement: {
        fieldToMatch: { uriPath: {} },
        positionalConstraint: 'STARTS_WITH',
        searchString: '/webhooks/',
        textTransformations: [{ priority: 0, type: 'NONE' }],
      },
    },
  },
};

const signInPath: CfnWebACL.StatementProperty = {
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: 'EXACTLY',
    searchString: '/sign-in',
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
};

/** CloudFront and its firewall before the API. Stands in us-east-1, where CloudFront wants them. */
export class EdgeStack extends Stack {
  readonly distributionId: string;
  /** Where the installation is reached, such as `https://oms.example.com`. */
  readonly publicUrl: string;
  /** CloudFront's own name for it, which is there with a domain of one's own too. */
  readonly distributionDomain: string;
  readonly webAclMetricName: string;

  constructor(scope: Construct, id: string, props: EdgeStackProps) {
    super(scope, id, props);
    const { options, names, apiDomain, consoleDir } = props;
    this.webAclMetricName = `${names.prefix}-entrance`;
    const firewall = this.firewall();
    this.logBlocked(firewall, names);
    const pages = new ConsolePages(this, 'Console', names);
    const { domain } = options;
    const zone =
      domain && HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId: domain.hostedZoneId, zoneName: domain.hostedZoneName });
    const api = new HttpOrigin(apiDomain, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      readTimeout: Duration.seconds(30),
      // Resolved by CloudFormation; the template holds only where the secret is.
      customHeaders: { [originHeader]: SecretValue.secretsManager(names.secretId(originSecretName)).unsafeUnwrap() },
    });
    const distribution = new Distribution(this, 'Distribution', {
      comment: names.prefix,
      webAclId: firewall.attrArn,
      httpVersion: HttpVersion.HTTP2_AND_3,
      ...(domain && zone
        ? {
            domainNames: [domain.name],
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            certificate: new Certificate(this, 'Certificate', { domainName: domain.name, validation: CertificateValidation.fromDns(zone) }),
          }
        : {}),
      defaultBehavior: {
        origin: api,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
      },
      additionalBehaviors: { ...pages.behaviours, 'storefronts/*': this.storefronts(api, names) },
    });
    acknowledge(distribution, 'AwsSolutions-CFR1', 'Shops and warehouses may be anywhere; who may not is a decision of the operator.');
    acknowledge(
      distribution,
      'AwsSolutions-CFR3',
      'The API logs every request under the id of whoever asked, and the firewall for a week whom it turned away; more would keep addresses of people.',
    );
    if (!domain)
      acknowledge(
        distribution,
        'AwsSolutions-CFR4',
        "Without a domain of one's own the certificate is CloudFront's, which sets the least protocol itself.",
      );
    if (domain && zone) this.records(domain.name, zone, distribution);
    this.distributionId = distribution.distributionId;
    this.distributionDomain = distribution.distributionDomainName;
    this.publicUrl = `https://${domain?.name ?? this.distributionDomain}`;
    pages.deploy(consoleDir, distribution, this.publicUrl);
    new CfnOutput(this, 'Url', { value: this.publicUrl, description: 'The API' });
  }

  /**
   * What is in stock is public, the same for everybody, and says itself for how long it may be kept. The tenant stands in the
   * path, so nothing of a request but its address tells answers apart.
   */
  private storefronts(origin: IOrigin, names: Names): BehaviorOptions {
    return {
      origin,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: new CachePolicy(this, 'StorefrontCache', {
        cachePolicyName: `${names.prefix}-storefronts`,
        comment: 'Availability and delivery of articles, for as long as the answers say',
        minTtl: Duration.seconds(0),
        defaultTtl: Duration.seconds(0),
        maxTtl: Duration.hours(1),
        queryStringBehavior: CacheQueryStringBehavior.allowList('skus', 'country', 'region'),
        enableAcceptEncodingGzip: true,
        enableAcceptEncodingBrotli: true,
      }),
      responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
    };
  }

  private firewall(): CfnWebACL {
    return new CfnWebACL(this, 'Firewall', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visible(this.webAclMetricName),
      rules: [
        rateRule('requests-per-address', 0, requestsPerAddress),
        rateRule('sign-ins-per-address', 1, signInsPerAddress, signInPath),
        ...managedRules.map(
          (rules, index): CfnWebACL.RuleProperty => ({
            name: rules.name,
            priority: 10 + index,
            overrideAction: { none: {} },
            statement: {
              managedRuleGroupStatement: {
                vendorName: 'AWS',
                name: rules.name,
                ruleActionOverrides: rules.counted.map(counted),
                ...(rules.bodies ? { scopeDownStatement: notWebhooks } : {}),
              },
            },
            visibilityConfig: visible(rules.name),
          }),
        ),
      ],
    });
  }

  /** Who was turned away, for a week: what was let in stands in the log of the API, under the id of whoever asked. */
  private logBlocked(firewall: CfnWebACL, names: Names): void {
    const logs = new LogGroup(this, 'BlockedLogs', {
      // The firewall writes to groups of such names only.
      logGroupName: `aws-waf-logs-${names.prefix}`,
      retention: RetentionDays.ONE_WEEK,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new CfnLoggingConfiguration(this, 'BlockedLogging', {
      resourceArn: firewall.attrArn,
      logDestinationConfigs: [`arn:${this.partition}:logs:${this.region}:${this.account}:log-group:aws-waf-logs-${names.prefix}`],
      redactedFields: ['authorization', 'x-api-key', 'cookie'].map((name) => ({ singleHeader: { Name: name } })),
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [{ Behavior: 'KEEP', Requirement: 'MEETS_ANY', Conditions: [{ ActionCondition: { Action: 'BLOCK' } }] }],
      },
    }).addDependency(logs.node.defaultChild as CfnLogGroup);
  }

  private records(recordName: string, zone: IHostedZone, distribution: Distribution): void {
    const target = RecordTarget.fromAlias(new CloudFrontTarget(distribution));
    new ARecord(this, 'Ipv4', { zone, recordName: `${recordName}.`, target });
    new AaaaRecord(this, 'Ipv6', { zone, recordName: `${recordName}.`, target });
  }
}
