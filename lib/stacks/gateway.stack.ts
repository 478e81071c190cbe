import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnApi, CfnAuthorizer, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { GrantContext } from '../platform/aws/actions.ts';
import type { Bundle } from './bundles.ts';
import type { DeploymentOptions } from './options.ts';
import type { PlannedFunction } from './plan.ts';
import { ServiceFunction } from './service-function.construct.ts';

export type GatewayStackProps = StackProps & {
  readonly options: DeploymentOptions;
  readonly grants: GrantContext;
  readonly authorizer: PlannedFunction;
  readonly bundle: Bundle;
  readonly environment: Readonly<Record<string, string>>;
};

/** Requests a second over all routes, and at once: what the tables behind take on their first day. */
const requestsPerSecond = 2_000;
const requestsBurst = 4_000;

/** What each request leaves in the log: no query, because a search may name a person. */
const accessLog = {
  request_id: '$context.requestId',
  at: '$context.requestTime',
  route: '$context.routeKey',
  tenant_id: '$context.authorizer.tenant_id',
  principal_id: '$context.authorizer.principal_id',
  status: '$context.status',
  latency_ms: '$context.responseLatency',
  integration_error: '$context.integrationErrorMessage',
  authorizer_error: '$context.authorizer.error',
  bytes: '$context.responseLength',
};

/** The HTTP API without routes, and who decides whom to believe. Each context adds its own routes. */
export class GatewayStack extends Stack {
  readonly apiId: string;
  readonly authorizerId: string;
  /** Host name without a path. */
  readonly apiDomain: string;
  /** Where the API answers for itself, without an edge. */
  readonly publicUrl: string;

  constructor(scope: Construct, id: string, props: GatewayStackProps) {
    super(scope, id, props);
    const { grants, options } = props;
    const { names } = grants;
    const authorize = new ServiceFunction(this, 'Authorize', {
      plan: props.authorizer,
      bundle: props.bundle,
      stage: options.stage,
      grants,
      environment: { ...props.environment, WAYBILL_EDGE: options.edge ? 'required' : 'none', WAYBILL_PATIENCE: 'short' },
    });
    const api = new CfnApi(this, 'Api', { name: names.prefix, protocolType: 'HTTP' });
    const authorizer = new CfnAuthorizer(this, 'Authorizer', {
      apiId: api.ref,
      name: 'authorize',
      authorizerType: 'REQUEST',
      authorizerPayloadFormatVersion: '2.0',
      enableSimpleResponses: true,
      authorizerUri: `arn:${this.partition}:apigateway:${this.region}:lambda:path/2015-03-31/functions/${authorize.lambda.functionArn}/invocations`,
      // Nothing is kept here: how long a key that is revoked goes on counting is the authorizer's own affair, and is short.
      authorizerResultTtlInSeconds: 0,
    });
    new CfnPermission(this, 'AuthorizerPermission', {
      action: 'lambda:InvokeFunction',
      functionName: authorize.lambda.functionName,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `arn:${this.partition}:execute-api:${this.region}:${this.account}:${api.ref}/authorizers/${authorizer.ref}`,
    });
    const logs = new LogGroup(this, 'AccessLogs', {
      logGroupName: `/aws/vendedlogs/${names.prefix}-api`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new CfnStage(this, 'Stage', {
      apiId: api.ref,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: logs.logGroupArn, format: JSON.stringify(accessLog) },
      defaultRouteSettings: { throttlingRateLimit: requestsPerSecond, throttlingBurstLimit: requestsBurst, detailedMetricsEnabled: true },
    });
    this.apiId = api.ref;
    this.authorizerId = authorizer.ref;
    this.apiDomain = `${api.ref}.execute-api.${this.region}.${this.urlSuffix}`;
    this.publicUrl = `https://${this.apiDomain}`;
    if (!options.edge) new CfnOutput(this, 'Url', { value: this.publicUrl });
  }
}
