// Who comes in, and by which way.
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { namesOf } from '../../lib/platform/aws/names.ts';
import { originHeader } from '../../lib/platform/http/entrance.ts';
import { pageHeaders } from '../../lib/platform/http/page-headers.ts';
import { wirings } from '../../lib/wirings.ts';
import { consoleAddresses } from '../support/console-addresses.ts';
import { account, only, type OptionSet, type Properties, type Resource, synthesize, told } from './templates.ts';

type WiredRoute = { readonly key: string; readonly path: string; readonly method: string; readonly functionName: string };

/** Every route of every wiring, of the channels only those deployed. */
const wiredRoutes = (name: OptionSet): readonly WiredRoute[] => {
  const { options } = synthesize(name);
  const { functionName } = namesOf({ stage: options.stage, region: options.region, account, partition: 'aws' });
  return wirings.flatMap(({ http = [] }) =>
    http
      .filter(({ channel }) => channel === undefined || Object.keys(options.channels).includes(channel))
      .map(({ route: { method, path }, handler }) => ({ key: `${method} ${path}`, path, method, functionName: functionName(handler) })),
  );
};

describe.each(['behind CloudFront', 'answering directly'] as const)('the API of an installation %s', (name) => {
  const { ofType, options } = synthesize(name);
  const api = only(ofType('ApiGatewayV2::Api'));
  const authorizer = only(ofType('ApiGatewayV2::Authorizer'));
  const routes = ofType('ApiGatewayV2::Route');
  const integrationOf = ({ stack, properties }: Resource): Resource =>
    only(ofType('ApiGatewayV2::Integration'), (one) => one.stack === stack && properties['Target'] === `integrations/${one.id}`);

  it('has the routes of the wirings, each to its function and past the authorizer', () => {
    const found = routes.map((route) => {
      expect(route.properties, told(route)).toMatchObject({ ApiId: api.id, AuthorizationType: 'CUSTOM', AuthorizerId: authorizer.id });
      const integration = integrationOf(route).properties;
      expect(integration).toMatchObject({ ApiId: api.id, IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' });
      return `${route.properties['RouteKey']} → ${String(integration['IntegrationUri']).split(':').at(-1)}`;
    });
    expect(found.length).toBeGreaterThan(30);
    expect(found.toSorted()).toEqual(
      wiredRoutes(name)
        .map(({ key, functionName }) => `${key} → ${functionName}`)
        .toSorted(),
    );
  });

  it('may call each function for its own routes, and nobody else may call any', () => {
    const permissions = ofType('Lambda::Permission').map(({ properties }) => {
      expect(properties).toMatchObject({ Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' });
      return `${properties['FunctionName']} by ${properties['SourceArn']}`;
    });
    const source = (rest: string): string => `arn:aws:execute-api:${options.region}:${account}:${api.id}/${rest}`;
    const routed = wiredRoutes(name).map(
      ({ method, path, functionName }) => `${functionName} by ${source(`*/${method}${path.replaceAll(/\{\w+\}/g, '*')}`)}`,
    );
    const authorizing = `waybill-prod-access-authorize by ${source(`authorizers/${authorizer.id}`)}`;
    expect(permissions.toSorted()).toEqual([...routed, authorizing].toSorted());
  });

  it('asks the authorizer each time, which wants to see that a request came past CloudFront', () => {
    expect(authorizer.properties).toMatchObject({
      ApiId: api.id,
      AuthorizerType: 'REQUEST',
      AuthorizerResultTtlInSeconds: 0,
      AuthorizerUri: expect.stringContaining(':function:waybill-prod-access-authorize/invocations'),
    });
    const { properties } = only(ofType('Lambda::Function'), (one) => one.properties['FunctionName'] === 'waybill-prod-access-authorize');
    expect(properties['Environment'].Variables.WAYBILL_EDGE).toBe(options.edge ? 'required' : 'none');
  });

  it('bounds how much comes in, and logs who came without what they asked for', () => {
    const { properties } = only(ofType('ApiGatewayV2::Stage'));
    expect(properties['DefaultRouteSettings'].ThrottlingRateLimit).toBeGreaterThan(0);
    expect(properties['DefaultRouteSettings'].ThrottlingBurstLimit).toBeGreaterThan(0);
    const format = String(properties['AccessLogSettings'].Format);
    expect(JSON.parse(format)).toHaveProperty('request_id', '$context.requestId');
    // Paths and queries can hold what a person was searched by; addresses are of people.
    expect(format).not.toMatch(/sourceIp|querystring|\$context\.path|userAgent/i);
  });

  it('allows no page of another site to call it', () => {
    expect(api.properties).not.toHaveProperty('CorsConfiguration');
  });
});

/** Policies of CloudFront under ids that are the same in every account. */
const managedPolicies = {
  cachingDisabled: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  cachingOptimized: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  allViewerExceptHost: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
  securityHeaders: '67f7725c-6f97-4210-82d7-5512b31e9d03',
};

/** Logical ids of what brings the console's files; a line changes only together with a look at `deploy`. */
const deploymentIds = ['ConsoleAssetsCustomResource512MiB512MiBA2E6B060', 'ConsolePageCustomResource512MiB512MiB807FA1C4'];

describe.each([
  'behind CloudFront',
  'under a domain of its own',
  'at home in us-east-1',
] as const)('CloudFront before an installation %s', (name) => {
  const { ofType, options, resources, stacks } = synthesize(name);
  const { DistributionConfig: config } = only(ofType('CloudFront::Distribution')).properties;

  const origins = config.Origins as readonly Properties[];
  const originOf = ({ TargetOriginId }: Properties): Properties => {
    const [origin, ...others] = origins.filter(({ Id }) => Id === TargetOriginId);
    if (!origin || others.length > 0) throw new Error(`${String(TargetOriginId)} is not one origin`);
    return origin;
  };
  const behaviours = config.CacheBehaviors as readonly Properties[];
  const ofStorefronts = ({ PathPattern }: Properties): boolean => PathPattern === 'storefronts/*';
  const consoleBehaviours = behaviours.filter((behaviour) => !ofStorefronts(behaviour));

  it('hands everything but the console to the API over HTTPS only, adds security headers, and keeps no answer', () => {
    expect(config.DefaultCacheBehavior).toMatchObject({
      ViewerProtocolPolicy: 'https-only',
      CachePolicyId: managedPolicies.cachingDisabled,
      OriginRequestPolicyId: managedPolicies.allViewerExceptHost,
      ResponseHeadersPolicyId: managedPolicies.securityHeaders,
    });
    expect([...config.DefaultCacheBehavior.AllowedMethods].toSorted()).toEqual(
      ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'].toSorted(),
    );
    expect(config.DefaultCacheBehavior).not.toHaveProperty('FunctionAssociations');
    expect(originOf(config.DefaultCacheBehavior)).toHaveProperty('CustomOriginConfig');
    expect(origins).toHaveLength(2);
  });

  it('keeps what storefronts show for as long as it says, an hour at most, and tells answers apart by their address alone', () => {
    const [behaviour, ...others] = behaviours.filter(ofStorefronts);
    if (!behaviour) throw new Error('storefronts have no behaviour');
    expect(others).toEqual([]);
    const policy = only(ofType('CloudFront::CachePolicy'));
    expect(behaviour).toMatchObject({ ViewerProtocolPolicy: 'https-only', AllowedMethods: ['GET', 'HEAD'], CachePolicyId: policy.id });
    // Nothing else of a request reaches the API, and what came past CloudFront is still told by its secret.
    expect(behaviour).not.toHaveProperty('OriginRequestPolicyId');
    expect(behaviour['TargetOriginId']).toBe(config.DefaultCacheBehavior.TargetOriginId);
    expect(policy.properties['CachePolicyConfig']).toMatchObject({
      MinTTL: 0,
      DefaultTTL: 0,
      MaxTTL: 3_600,
      ParametersInCacheKeyAndForwardedToOrigin: {
        CookiesConfig: { CookieBehavior: 'none' },
        HeadersConfig: { HeaderBehavior: 'none' },
        QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: ['skus', 'country', 'region'] },
      },
    });
  });

  it('is known to the function that makes it forget what sold out, which may do that to this distribution and nothing else', () => {
    const distribution = only(ofType('CloudFront::Distribution'));
    const [purging, ...others] = ofType('Lambda::Function').filter(
      ({ properties }) => properties['Environment']?.Variables?.WAYBILL_DISTRIBUTION !== undefined,
    );
    if (!purging) throw new Error('no function knows the distribution');
    expect(others).toEqual([]);
    expect(purging.properties['FunctionName']).toBe(`waybill-${options.stage}-inventory-purge-storefront`);
    expect(purging.properties['Environment'].Variables.WAYBILL_DISTRIBUTION).toBe(distribution.id);
    const rights = ofType('IAM::Role').flatMap(({ stack, properties }) =>
      stack === 'Edge' ? [] : JSON.stringify(properties).includes('cloudfront:') ? [properties['Policies']] : [],
    );
    expect(rights).toHaveLength(1);
    const [statement, ...more] = rights[0][0].PolicyDocument.Statement.filter(({ Action }: Properties) =>
      String(Action).includes('cloudfront'),
    );
    expect(more).toEqual([]);
    expect(statement).toMatchObject({
      Effect: 'Allow',
      Action: 'cloudfront:CreateInvalidation',
      Resource: `arn:aws:cloudfront::${account}:distribution/${distribution.id}`,
    });
  });

  it('takes what is of the console, and nothing that only begins like it, from a bucket that lets in this distribution alone', () => {
    expect(consoleBehaviours.map(({ PathPattern }) => PathPattern)).toEqual(['console', 'console/*']);
    const bucket = only(ofType('S3::Bucket'), ({ stack }) => stack === 'Edge');
    for (const behaviour of consoleBehaviours) {
      expect(behaviour).toMatchObject({
        ViewerProtocolPolicy: 'redirect-to-https',
        CachePolicyId: managedPolicies.cachingOptimized,
        AllowedMethods: ['GET', 'HEAD'],
        Compress: true,
      });
      const origin = originOf(behaviour);
      expect(origin['DomainName']).toContain(bucket.id);
      expect(origin['OriginAccessControlId']).toContain(only(ofType('CloudFront::OriginAccessControl')).id);
      // The secret between CloudFront and the API is of no concern to S3.
      expect(origin).not.toHaveProperty('OriginCustomHeaders');
    }
    expect(only(ofType('CloudFront::OriginAccessControl')).properties['OriginAccessControlConfig']).toMatchObject({
      OriginAccessControlOriginType: 's3',
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
    });
    const distribution = only(ofType('CloudFront::Distribution'));
    const { PolicyDocument } = only(ofType('S3::BucketPolicy'), ({ stack }) => stack === 'Edge').properties;
    const allowing = (PolicyDocument.Statement as readonly Properties[]).filter(({ Effect }) => Effect === 'Allow');
    expect(allowing).toEqual([
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Resource: `arn:aws:s3:::${bucket.id}/*`,
        Condition: { StringEquals: { 'AWS:SourceArn': `arn:aws:cloudfront::${account}:distribution/${distribution.id}` } },
      },
    ]);
  });

  it('tells browsers of the console what the engine of one process tells them', () => {
    const policy = only(ofType('CloudFront::ResponseHeadersPolicy'));
    for (const behaviour of consoleBehaviours) expect(behaviour['ResponseHeadersPolicyId']).toBe(policy.id);
    const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } = policy.properties['ResponseHeadersPolicyConfig'];
    expect(security.ContentTypeOptions).toEqual({ Override: true });
    for (const header of [...Object.values(security as Properties), ...custom.Items]) expect(header).toMatchObject({ Override: true });
    expect({
      'content-security-policy': security.ContentSecurityPolicy.ContentSecurityPolicy,
      'referrer-policy': security.ReferrerPolicy.ReferrerPolicy,
      // CloudFront has one value for it.
      'x-content-type-options': 'nosniff',
      'x-frame-options': security.FrameOptions.FrameOption,
      ...Object.fromEntries((custom.Items as readonly Properties[]).map(({ Header, Value }) => [Header, Value])),
    }).toEqual(pageHeaders);
    expect(security.StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThanOrEqual(180 * 86_400);
  });

  it('answers each address of the console that names no file with its page', () => {
    const { id, properties } = only(ofType('CloudFront::Function'));
    expect(properties).toMatchObject({ AutoPublish: true, FunctionConfig: { Runtime: 'cloudfront-js-2.0' } });
    for (const { FunctionAssociations } of consoleBehaviours)
      expect(FunctionAssociations).toEqual([{ EventType: 'viewer-request', FunctionARN: expect.stringContaining(id) }]);
    const handler = runInNewContext(`${String(properties['FunctionCode'])}; handler`) as (event: object) => Properties;
    const routed = (uri: string): Properties => handler({ request: { uri, method: 'GET', headers: {}, querystring: {} } });
    for (const [uri, file] of Object.entries(consoleAddresses)) expect(routed(uri)['uri'], uri).toBe(file);
    expect(routed('/console')).toEqual({
      statusCode: 308,
      statusDescription: 'Permanent Redirect',
      headers: { location: { value: '/console/' } },
    });
  });

  it('brings the files of the console and then its page, under ids that never change', () => {
    const deployments = resources.filter(({ type }) => type === 'Custom::CDKBucketDeployment');
    // What is deleted under an old id are the files that the new id has just brought.
    expect(deployments.map(({ id }) => id)).toEqual(deploymentIds);
    const [assets, page] = deployments.map(({ properties }) => properties);
    const bucket = only(ofType('S3::Bucket'), ({ stack }) => stack === 'Edge');
    const common = { DestinationBucketName: bucket.id, RetainOnDelete: false, Prune: false };
    expect(assets).toMatchObject({
      ...common,
      DestinationBucketKeyPrefix: 'console/assets',
      SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
    expect(page).toMatchObject({
      ...common,
      DestinationBucketKeyPrefix: 'console',
      SystemMetadata: { 'cache-control': 'no-cache' },
      DistributionId: only(ofType('CloudFront::Distribution')).id,
      DistributionPaths: ['/console', '/console/*'],
    });
    expect(deployments[1]?.raw.DependsOn).toContain(deploymentIds[0]);
    // With a tag of the CDK on it, the bucket would not be emptied when its stack goes, and would stay.
    expect(JSON.stringify(bucket.properties['Tags'])).not.toContain('cr-owned');
  });

  it('wants TLS 1.2 from browsers where it has a certificate of its own, and always from the API', () => {
    // Under its own name CloudFront sets the least version itself, and refuses to be told another.
    if (options.domain)
      expect(config.ViewerCertificate).toMatchObject({ MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' });
    else expect(config).not.toHaveProperty('ViewerCertificate');
    expect(originOf(config.DefaultCacheBehavior)['CustomOriginConfig']).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    });
  });

  it('shows the API a secret that no template holds', () => {
    expect(originOf(config.DefaultCacheBehavior)['OriginCustomHeaders']).toEqual([
      { HeaderName: originHeader, HeaderValue: '{{resolve:secretsmanager:waybill-internal/prod/origin-verify:SecretString:::}}' },
    ]);
    const secret = only(ofType('SecretsManager::Secret'), ({ properties }) => properties['Name'] === 'waybill-internal/prod/origin-verify');
    expect(secret.properties).toMatchObject({ GenerateSecretString: { PasswordLength: 64 } });
    expect(secret.properties).not.toHaveProperty('SecretString');
  });

  it('stands behind a firewall in us-east-1 that bounds single addresses and knows what attacks look like', () => {
    const firewall = only(ofType('WAFv2::WebACL'));
    expect(config.WebACLId).toContain(`/${firewall.id}`);
    expect(stacks.find(({ id }) => id === firewall.stack)?.region).toBe('us-east-1');
    const { Scope, Rules } = firewall.properties;
    expect(Scope).toBe('CLOUDFRONT');
    const rules = Rules as readonly Properties[];
    const limits = rules.flatMap(({ Statement }) => (Statement.RateBasedStatement ? [Statement.RateBasedStatement] : []));
    expect(limits.length).toBeGreaterThanOrEqual(2);
    for (const { AggregateKeyType } of limits) expect(AggregateKeyType).toBe('IP');
    // People of one office share an address: two hundred open consoles, each asking three things every three seconds.
    const ofEverything = limits.filter(({ ScopeDownStatement }) => ScopeDownStatement === undefined);
    expect(ofEverything.map(({ Limit }) => Limit)).toEqual([200 * 3 * 100]);
    const managed = rules.flatMap(({ Statement }) =>
      Statement.ManagedRuleGroupStatement ? [Statement.ManagedRuleGroupStatement.Name] : [],
    );
    expect(managed).toEqual(
      expect.arrayContaining([
        'AWSManagedRulesCommonRuleSet',
        'AWSManagedRulesKnownBadInputsRuleSet',
        'AWSManagedRulesAmazonIpReputationList',
      ]),
    );
    // An override of a whole group that counts would switch it off.
    for (const { Statement, OverrideAction } of rules.filter((rule) => rule['Statement'].ManagedRuleGroupStatement)) {
      expect(OverrideAction, Statement.ManagedRuleGroupStatement.Name).toEqual({ None: {} });
    }
  });
});

it('people come back from signing in to the console where its address is known beforehand, and else to what the options name', () => {
  const callbacks = (name: OptionSet): unknown => only(synthesize(name).ofType('Cognito::UserPoolClient')).properties['CallbackURLs'];
  expect(callbacks('under a domain of its own')).toEqual(['https://oms.example.com/console/']);
  expect(callbacks('behind CloudFront')).toEqual(['http://localhost:8080/']);
});

it('an installation without an edge has no firewall and no distribution, and asks for no secret between them', () => {
  const { ofType } = synthesize('answering directly');
  expect(ofType('WAFv2::WebACL')).toEqual([]);
  expect(ofType('CloudFront::Distribution')).toEqual([]);
  expect(ofType('S3::Bucket').filter(({ stack }) => stack !== 'Stateful')).toEqual([]);
  const authorizer = only(ofType('Lambda::Function'), ({ properties }) => String(properties['FunctionName']).endsWith('-access-authorize'));
  expect(authorizer.properties['Environment'].Variables.WAYBILL_EDGE).toBe('none');
  const purging = only(ofType('Lambda::Function'), ({ properties }) => String(properties['FunctionName']).endsWith('-purge-storefront'));
  expect(purging.properties['Environment'].Variables).not.toHaveProperty('WAYBILL_DISTRIBUTION');
  expect(ofType('IAM::Role').filter(({ properties }) => JSON.stringify(properties).includes('cloudfront:'))).toEqual([]);
});
