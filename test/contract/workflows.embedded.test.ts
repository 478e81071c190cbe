import { openTable } from '../../lib/platform/embedded/table.sqlite.ts';
import type { Table } from '../../lib/platform/ports.ts';
import { openEngine } from '../platform/embedded/workflows/support/engine.ts';
import { openEmbeddedParts } from './engine.ts';
import { type ContractFunction, type WorkflowsHarness, workflowsContract } from './workflows.contract.ts';

const openHarness = async (table: Table | undefined, closeTable: () => Promise<void>): Promise<WorkflowsHarness> => {
  const functions = new Map<string, ContractFunction>();
  const engine = await openEngine({
    options: {
      ...(table === undefined ? {} : { table }),
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
      const arns = [...functions.keys()].map((key) => [key, `arn:aws:lambda:local:000000000000:function:${key}`]);
      await engine.workflows.register(name, { definition: JSON.stringify(definition), substitutions: Object.fromEntries(arns) });
    },
    passSeconds: engine.advanceSeconds,
    settle: engine.workflows.settled,
    close: async () => {
      await engine.workflows.close();
      await closeTable();
    },
  };
};

workflowsContract('the embedded engine, in memory', () => openHarness(undefined, async () => undefined));

workflowsContract('the embedded engine, durable', () => {
  const { store, close } = openEmbeddedParts();
  return openHarness(openTable(store, { name: 'runtime' }).table, close);
});
