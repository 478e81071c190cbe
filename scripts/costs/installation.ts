import { Console } from 'node:console';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { compose } from '../../lambdas/composition.ts';
import { scopesOf, systemPrincipal } from '../../lib/access/index.ts';
import { authorizer } from '../../lib/access/wiring.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import type { Assumptions } from '../../lib/operations/domain/costs/assumptions.ts';
import { logFileName } from '../../lib/platform/embedded/observability.local.ts';
import type { Functions } from '../../lib/platform/embedded/runtime/functions.ts';
import { openRuntime, type Runtime } from '../../lib/platform/embedded/runtime/runtime.ts';
import { observePlatform } from '../../lib/platform/observed-platform.ts';
import { wirings } from '../../lib/wirings.ts';
import { createInvocationMeter, functionKindsOf, type InvocationMeter } from './invocation-meter.ts';
import { createPortMeter, type PortMeter } from './meter.ts';

export const tenant = TenantId('main');

export type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

export type MeteredInstallation = {
  readonly runtime: Runtime;
  readonly ports: PortMeter;
  readonly functions: InvocationMeter;
  /** Bytes of log lines and of metrics in the embedded format. */
  readonly logBytes: () => number;
  /** @throws Error unless the answer is a success */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<Answer>;
  readonly close: () => Promise<void>;
};

/** Shows every invocation to the meter. All callers of the runtime's functions find them on this one object. */
const watchInvocations = (functions: Functions, meter: InvocationMeter): void => {
  const { invoke } = functions;
  Object.assign(functions, {
    invoke: async (name: string, event: unknown): Promise<unknown> => {
      const answer = await invoke(name, event);
      meter.invoked(name, event, answer);
      return answer;
    },
  });
};

/** On AWS metrics are log lines, so their bytes are billed as such. */
const watchMetrics = ({ metrics }: Runtime['observability']): (() => number) => {
  let bytes = 0;
  const counting = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      done();
    },
  });
  Reflect.set(metrics, 'console', new Console({ stdout: counting, stderr: counting }));
  return () => bytes;
};

const issueKey = async (runtime: Runtime): Promise<string> => {
  const { access } = compose(runtime.platform);
  const system = systemPrincipal(tenant, 'costs');
  await access.createTenant(system, { tenantId: tenant, name: 'Costs' });
  const created = await access.createApiKey(system, { label: 'costs', scopes: scopesOf('admin'), locations: 'all' });
  if (!created.ok) throw new Error(`The key was refused: ${created.error.code}`);
  return created.value.apiKey;
};

/**
 * The whole product over a folder of its own, with a meter on every port. Each function has its own platform and so its own
 * caches, as it would have in a process of its own on AWS.
 */
export const openMeteredInstallation = async (dataDir: string, assumed: Assumptions): Promise<MeteredInstallation> => {
  const queues = wirings.flatMap((wiring) => wiring.queues ?? []);
  const ports = createPortMeter({
    fifoQueues: new Set(queues.filter(({ fifo }) => fifo).map(({ name }) => name)),
    modelMbMs: assumed['model-memory-mb'] * assumed['model-ms'],
  });
  const functions = createInvocationMeter(functionKindsOf(wirings, authorizer), ports, assumed);
  const runtime = openRuntime({
    dataDir,
    wirings,
    authorizer,
    handlersUrl: new URL('../../lambdas/', import.meta.url),
    machinesUrl: new URL('../../state-machines/', import.meta.url),
    // Fourteen days on AWS; what completing an order costs does not depend on when it happens.
    env: { ORDER_COMPLETION_DELAY_SECONDS: '0.05' },
    platformFor: (platform) => observePlatform(platform, ports.observer),
  });
  watchInvocations(runtime.functions, functions);
  const metricBytes = watchMetrics(runtime.observability);
  await runtime.start();
  const { url } = await runtime.listen({ host: '127.0.0.1', port: 0 });
  const apiKey = await issueKey(runtime);
  return {
    runtime,
    ports,
    functions,
    logBytes: () => statSync(join(dataDir, logFileName)).size + metricBytes(),
    ask: async (method, path, body) => {
      const response = await fetch(url + path, {
        method,
        headers: { 'x-api-key': apiKey, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer = { status: response.status, body: (await response.json()) as Answer['body'] };
      if (answer.status >= 300) throw new Error(`${method} ${path} was answered ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer;
    },
    close: () => runtime.stop(),
  };
};
