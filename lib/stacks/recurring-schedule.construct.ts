import { type Duration, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Names } from '../platform/aws/names.ts';

export type RecurringScheduleProps = {
  readonly name: string;
  readonly every: Duration;
  readonly target: LambdaFunction;
  readonly names: Names;
};

/** Calls a function again and again, at least once each time. */
export class RecurringSchedule extends Construct {
  constructor(scope: Construct, id: string, { name, every, target, names }: RecurringScheduleProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      inlinePolicies: {
        calls: new PolicyDocument({
          statements: [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] })],
        }),
      },
    });
    const minutes = Math.max(1, Math.round(every.toMinutes({ integral: false })));
    new CfnSchedule(this, 'Schedule', {
      name: `${names.prefix}-${name}`,
      scheduleExpression: `rate(${minutes} minute${minutes === 1 ? '' : 's'})`,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify({ source: 'aws.scheduler', name }),
        retryPolicy: { maximumRetryAttempts: 3 },
      },
    });
  }
}
