import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Grant, type GrantContext, grantsFor } from '../platform/aws/actions.ts';
import { acknowledge } from './acknowledge.ts';
import type { Bundle } from './bundles.ts';
import type { PlannedFunction } from './plan.ts';

export type ServiceFunctionProps = {
  readonly plan: PlannedFunction;
  readonly bundle: Bundle;
  readonly stage: string;
  readonly grants: GrantContext;
  /** Rights that what calls the function takes from its role, such as reading the queue. */
  readonly triggerGrants?: readonly Grant[];
  readonly environment?: Readonly<Record<string, string>>;
};

const memoryMb = 512;

const uniqueGrants = (grants: readonly Grant[]): readonly Grant[] => [
  ...new Map(grants.map((grant) => [`${grant.action} ${grant.resource}`, grant])).values(),
];

/** One statement for each resource, so that a reader sees what may be done to it. */
const statementsOf = (grants: readonly Grant[]): readonly PolicyStatement[] =>
  [...Map.groupBy(grants, ({ resource }) => resource)].map(
    ([resource, ofResource]) => new PolicyStatement({ actions: ofResource.map(({ action }) => action).sort(), resources: [resource] }),
  );

/** A function with a role of its own that allows exactly what it is declared to need, and a log group that ends. */
export class ServiceFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const { plan, bundle, grants } = props;
    const functionName = `${grants.names.prefix}-${plan.stem}`;
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.ONE_MONTH,
      // They end by themselves, and a group that outlived its stack would keep the stack from being made again.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const allowed = uniqueGrants([...plan.needs.flatMap((need) => grantsFor(need, grants)), ...(props.triggerGrants ?? [])]);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${functionName} needs, and nothing else`,
      inlinePolicies: {
        ...(allowed.length === 0 ? {} : { needs: new PolicyDocument({ statements: [...statementsOf(allowed)] }) }),
        telemetry: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] }),
            new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] }),
          ],
        }),
      },
    });
    this.acknowledgeWildcards(role, allowed);
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(bundle.directory),
      memorySize: memoryMb,
      timeout: Duration.seconds(plan.timeoutSeconds),
      tracing: Tracing.ACTIVE,
      role: role.withoutPolicyUpdates(),
      logGroup,
      environment: {
        WAYBILL_STAGE: props.stage,
        WAYBILL_ACCOUNT: Stack.of(this).account,
        POWERTOOLS_LOG_LEVEL: 'INFO',
        ...props.environment,
      },
      ...(plan.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: plan.reservedConcurrency }),
    });
  }

  private acknowledgeWildcards(role: Role, allowed: readonly Grant[]): void {
    acknowledge(role, 'AwsSolutions-IAM5[Resource::*]', 'X-Ray knows no resources for putting traces.');
    // The six characters that end a secret's ARN are no wildcard to cdk-nag.
    for (const { resource, wildcard } of allowed)
      if (wildcard !== undefined && resource.includes('*')) acknowledge(role, `AwsSolutions-IAM5[Resource::${resource}]`, wildcard);
  }
}
