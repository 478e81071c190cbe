// Step Functions as a service of the region: the embedded engine's interpreter behind Step Functions' own protocol. MiniStack
// has a Step Functions too, which reads about half of the expressions in our definitions (docs/smoke.md). The protocol is the
// one that the contract suite of workflows holds against the port.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Installation, namesOf } from '../../../lib/platform/aws/names.ts';
import { openStore } from '../../../lib/platform/embedded/store.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import type { InvokeFunction } from '../../../lib/platform/embedded/workflows/caller.ts';
import { driveWorkflows } from '../../../lib/platform/embedded/workflows/driver.ts';
import { createEmbeddedWorkflows, type EmbeddedWorkflows } from '../../../lib/platform/embedded/workflows/workflows.embedded.ts';
import { systemClock } from '../../../lib/platform/system/clock.system.ts';
import { createIds } from '../../../lib/platform/system/ids.system.ts';
import { machineSubstitution } from '../../../lib/platform/wiring.functions.ts';
import { wirings } from '../../../lib/wirings.ts';
import { createFakeStepFunctions } from '../../../test/platform/aws/messaging/fake-step-functions.ts';

export type StepFunctions = { readonly url: string; readonly workflows: EmbeddedWorkflows; readonly stop: () => Promise<void> };

const machinesUrl = new URL('../../../state-machines/', import.meta.url);

const registerMachines = async (workflows: EmbeddedWorkflows): Promise<void> => {
  const machines = wirings.flatMap((wiring) => wiring.machines ?? []);
  const tasks = wirings.flatMap((wiring) => wiring.tasks ?? []).map(({ name, handler }): [string, string] => [name, handler]);
  const children = machines.map(({ name }): [string, string] => [machineSubstitution(name), name]);
  const substitutions = Object.fromEntries([...tasks, ...children]);
  for (const { name, definition } of machines)
    await workflows.register(name, { definition: readFileSync(new URL(definition, machinesUrl), 'utf8'), substitutions });
};

type Request = Parameters<ReturnType<typeof createFakeStepFunctions>>[0];

const readRequest = async (message: IncomingMessage): Promise<Request> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const text = body.toString('utf8');
  return {
    operation: String(message.headers['x-amz-target']).split('.').at(-1),
    method: message.method ?? 'POST',
    hostname: '127.0.0.1',
    path: message.url ?? '/',
    query: {},
    headers: {},
    body,
    text,
    json: JSON.parse(text) as unknown,
  };
};

/**
 * Starts the service in this process, which nobody kills.
 * @param dataDir folder that takes the executions
 * @param invoke calls a function of the product in a process that can be killed
 */
export const startStepFunctions = async (options: {
  readonly dataDir: string;
  readonly installation: Installation;
  readonly invoke: InvokeFunction;
  readonly onError: (error: unknown) => void;
}): Promise<StepFunctions> => {
  const { dataDir, installation, invoke, onError } = options;
  const store = openStore({ dataDir });
  const { table } = openTable(store, { name: 'executions' });
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const workflows = createEmbeddedWorkflows({ table, clock: systemClock, ids: createIds(systemClock), sha256, invoke, onError });
  await registerMachines(workflows);
  const stopDriving = driveWorkflows(workflows, systemClock, { onError });
  const respond = createFakeStepFunctions(workflows, namesOf(installation));
  const server = createServer((message, response) => {
    readRequest(message)
      .then(respond)
      .then(
        ({ status = 200, headers = {}, body }) =>
          response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...headers }).end(JSON.stringify(body ?? {})),
        (error: unknown) => {
          onError(error);
          response.writeHead(500).end('{}');
        },
      );
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    workflows,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      await stopDriving();
      await workflows.close();
      await store.close();
    },
  };
};
