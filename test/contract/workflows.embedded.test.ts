import { openEngine } from '../platform/embedded/workflows/support/engine.ts';
import { type ContractFunction, workflowsContract } from './workflows.contract.ts';

workflowsContract('the embedded engine', async () => {
  const functions = new Map<string, ContractFunction>();
  const engine = await openEngine({
    options: {
      invoke: (functionName, payload) => {
        const run = functions.get(functionName);
        if (run === undefined) throw new Error(`There is no function ${functionName}`);
        return run(payload);
      },
    },
  });
  return {
    workflows: engine.workflows,
    registerFunction: async (name, run) => void functions.set(name, run),
    registerMachine: async (name, definition) => {
      const substitutions = Object.fromEntries([...functions.keys()].map((key) => [key, `arn:aws:lambda:local:000000000000:function:${key}`]));
      await engine.workflows.register(name, { definition: JSON.stringify(definition), substitutions });
    },
    passSeconds: engine.advanceSeconds,
    settle: engine.workflows.settled,
    close: engine.workflows.close,
  };
});
