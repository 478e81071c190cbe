import { Annotations, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { machineAlias, type Names } from '../platform/aws/names.ts';
import type { ContextWiring } from '../platform/wiring.ts';
import { acknowledge } from './acknowledge.ts';
import { machineSubstitution } from '../platform/wiring.functions.ts';

export type WorkflowMachineProps = {
  readonly machine: string;
  /** The definition as it stands in state-machines/, with `${…}` for functions and machines. */
  readonly definition: string;
  readonly wirings: readonly ContextWiring[];
  readonly names: Names;
  /** Leaves version and alias to whoever deploys: emulators have both, but not in CloudFormation. @default false */
  readonly emulator?: boolean;
};

/** What AWS asks of a machine that logs; the actions know no resources. */
const logDelivery = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
];

/**
 * A state machine from its own file, published as a version behind the alias `live`: orders in flight finish on the version
 * they began with, so versions stay when the stack goes on.
 */
export class WorkflowMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: WorkflowMachineProps) {
    super(scope, id);
    const { names, wirings, definition } = props;
    const functions = wirings
      .flatMap(({ tasks = [] }) => tasks)
      .map(({ name, handler }): readonly [string, string] => [name, names.functionArn(handler)]);
    const used = <T extends readonly [string, string, ...string[]]>(entries: readonly T[]) =>
      entries.filter(([name]) => definition.includes(`\${${name}}`));
    const invoked = used(functions);
    const started = used(
      wirings
        .flatMap((wiring) => wiring.machines ?? [])
        .map(({ name }): readonly [string, string, string] => [
          machineSubstitution(name),
          names.machineAliasArn(name),
          names.machineArn(name),
        ]),
    );
    const stateMachineName = names.machineName(props.machine);
    const logs = new LogGroup(this, 'Logs', {
      // A name that begins so needs no line of its own in the account's resource policy, of which there are few.
      logGroupName: `/aws/vendedlogs/states/${stateMachineName}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = this.role(
      stateMachineName,
      invoked.map(([, arn]) => arn),
      // A machine is started by its alias, but the right is looked up under the machine's own ARN.
      started.map(([, , machineArn]) => machineArn),
    );
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName,
      stateMachineType: StateMachineType.STANDARD,
      // Written into the template, so that a reader of a change set sees what changes.
      definitionBody: DefinitionBody.fromString(definition),
      definitionSubstitutions: Object.fromEntries([...invoked, ...started].map(([name, arn]) => [name, arn])),
      role: role.withoutPolicyUpdates(),
      // Inputs hold ids only; results are left out all the same.
      logs: { destination: logs, level: LogLevel.ALL, includeExecutionData: false },
      tracingEnabled: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    if (props.emulator ?? false) {
      Annotations.of(this).addInfo(`Left out for the emulator: the version and the alias ${machineAlias} of ${stateMachineName}.`);
      return;
    }
    const version = new CfnStateMachineVersion(this, 'Version', {
      stateMachineArn: this.machine.stateMachineArn,
      stateMachineRevisionId: this.machine.stateMachineRevisionId,
    });
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new CfnStateMachineAlias(this, 'Alias', {
      name: machineAlias,
      deploymentPreference: { type: 'ALL_AT_ONCE', stateMachineVersionArn: version.attrArn },
    });
  }

  private role(stateMachineName: string, invoked: readonly string[], started: readonly string[]): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      description: `What ${stateMachineName} calls, and nothing else`,
      inlinePolicies: {
        calls: new PolicyDocument({
          statements: [
            ...(invoked.length > 0 ? [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [...invoked] })] : []),
            ...(started.length > 0 ? [new PolicyStatement({ actions: ['states:StartExecution'], resources: [...started] })] : []),
          ],
        }),
        telemetry: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: logDelivery, resources: ['*'] }),
            new PolicyStatement({
              actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
              resources: ['*'],
            }),
          ],
        }),
      },
    });
    acknowledge(role, 'AwsSolutions-IAM5[Resource::*]', 'Log deliveries and X-Ray know no resources.');
    return role;
  }
}
