// Who comes in, and by which way.
import { describe, expect, it } from 'vitest';
import { namesOf } from '../../lib/platform/aws/names.ts';
import { originHeader } from '../../lib/platform/http/entrance.ts';
import { wirings } from '../../lib/wirings.ts';
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
  securityHeaders: '67f7725c-6f97-4210-82d7-5512b31e9d03',
};

describe.each([
  'behind CloudFront',
  'under a domain of its own',
  'at home in us-east-1',
] as const)('CloudFront before an installation %s', (name) => {
  const { ofType, options, stacks } = synthesize(name);
  const { DistributionConfig: config } = only(ofType('CloudFront::Distribution')).properties;

  it('takes HTTPS only, adds security headers, and keeps no answer', () => {
    const behaviours = [config.DefaultCacheBehavior, ...((config.CacheBehaviors ?? []) as readonly Properties[])];
    for (const behaviour of behaviours)
      expect(behaviour).toMatchObject({
        ViewerProtocolPolicy: 'https-only',
        CachePolicyId: managedPolicies.cachingDisabled,
        ResponseHeadersPolicyId: managedPolicies.securityHeaders,
      });
  });

  it('wants TLS 1.2 from browsers where it has a certificate of its own, and always from the API', () => {
    // Under its own name CloudFront sets the least version itself, and refuses to be told another.
    if (options.domain)
      expect(config.ViewerCertificate).toMatchObject({ MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' });
    else expect(config).not.toHaveProperty('ViewerCertificate');
    for (const origin of config.Origins as readonly Properties[])
      expect(origin['CustomOriginConfig']).toMatchObject({ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] });
  });

  it('shows the API a secret that no template holds', () => {
    for (const origin of config.Origins as readonly Properties[])
      expect(origin['OriginCustomHeaders']).toEqual([
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

it('an installation without an edge has no firewall and no distribution, and asks for no secret between them', () => {
  const { ofType } = synthesize('answering directly');
  expect(ofType('WAFv2::WebACL')).toEqual([]);
  expect(ofType('CloudFront::Distribution')).toEqual([]);
  const authorizer = only(ofType('Lambda::Function'), ({ properties }) => String(properties['FunctionName']).endsWith('-access-authorize'));
  expect(authorizer.properties['Environment'].Variables.WAYBILL_EDGE).toBe('none');
});
