import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { grantsFor } from '../../lib/platform/aws/actions.ts';
import { namesOf } from '../../lib/platform/aws/names.ts';
import { WorkflowMachine } from '../../lib/stacks/workflow-machine.construct.ts';

const account = '111122223333';
const names = namesOf({ stage: 'prod', region: 'eu-central-1', account, partition: 'aws' });
const child = 'arn:aws:states:eu-central-1:111122223333:stateMachine:waybill-prod-shipment-lifecycle';

const Resource = 'arn:aws:states:::states:startExecution';

const synthesize = (emulator: boolean): Template => {
  const stack = new Stack(new App(), 'Test', { env: { account, region: 'eu-central-1' } });
  new WorkflowMachine(stack, 'Machine', {
    machine: 'order-lifecycle',
    definition: JSON.stringify({
      StartAt: 'Start',
      States: { Start: { Type: 'Task', Resource, End: true, Parameters: { StateMachineArn: '${ShipmentLifecycle}' } } },
    }),
    wirings: [
      { context: 'orders', machines: [{ name: 'order-lifecycle', definition: 'order-lifecycle.asl.json' }] },
      { context: 'fulfilment', machines: [{ name: 'shipment-lifecycle', definition: 'shipment-lifecycle.asl.json' }] },
    ],
    names,
    emulator,
  });
  return Template.fromStack(stack);
};

// Step Functions authorises by the ARN of the machine, also where a version or an alias is named.
it('lets a function start a machine under the ARN that Step Functions looks the right up by', () => {
  const context = {
    names,
    personKeyArn: '',
    userPoolArn: '',
    distributionId: undefined,
    isFifo: () => false,
    machines: ['shipment-lifecycle'],
  };
  expect(grantsFor('workflows:shipment-lifecycle:start', context)).toEqual([{ action: 'states:StartExecution', resource: child }]);
});

it('lets a machine start another one under that ARN, while its definition names the alias', () => {
  const template = synthesize(false);
  const [role] = Object.values(template.findResources('AWS::IAM::Role'));
  expect(role?.['Properties'].Policies[0].PolicyDocument.Statement).toEqual([
    { Action: 'states:StartExecution', Effect: 'Allow', Resource: child },
  ]);
  const [machine] = Object.values(template.findResources('AWS::StepFunctions::StateMachine'));
  expect(machine?.['Properties'].DefinitionSubstitutions).toEqual({ ShipmentLifecycle: `${child}:live` });
});

it('publishes a version behind an alias for an account, and leaves both to whoever deploys onto an emulator', () => {
  for (const [emulator, count] of [
    [false, 1],
    [true, 0],
  ] as const) {
    const template = synthesize(emulator);
    for (const type of ['AWS::StepFunctions::StateMachineVersion', 'AWS::StepFunctions::StateMachineAlias'])
      expect(Object.keys(template.findResources(type))).toHaveLength(count);
  }
});
