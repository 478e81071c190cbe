// The installation that is killed: started by the drill as a process of its own, tells it where it listens.
import { setTimeout as sleep } from 'node:timers/promises';
import { compose } from '../../lambdas/composition.ts';
import { scopesOf, systemPrincipal } from '../../lib/access/index.ts';
import { authorizer } from '../../lib/access/wiring.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { openRuntime } from '../../lib/platform/embedded/runtime/runtime.ts';
import { wirings } from '../../lib/wirings.ts';

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined || process.send === undefined) throw new Error('This is started by scripts/crash-drill.ts.');

const runtime = openRuntime({
  dataDir,
  wirings,
  authorizer,
  handlersUrl: new URL('../../lambdas/', import.meta.url),
  machinesUrl: new URL('../../state-machines/', import.meta.url),
  env: {},
  logLevel: 'WARN',
});
await runtime.start();
const { url } = await runtime.listen({ host: '127.0.0.1', port: 0 });
const { access } = compose(runtime.platform);
const system = systemPrincipal('main', 'crash-drill');
await access.createTenant(system, { tenantId: TenantId('main'), name: 'Drill' });
const made = await access.createApiKey(system, { label: 'drill', scopes: scopesOf('admin'), locations: 'all' });
if (!made.ok) throw new Error(made.error.code);
/** Until every event has been followed: what is under way when the process ends would look left behind. */
const comeToRest = async (): Promise<void> => {
  const { ledger: feed } = runtime.embedded.feeds;
  const readers = wirings.flatMap((wiring) => wiring.streams ?? []).map((stream) => stream.name);
  const queues = wirings.flatMap((wiring) => wiring.queues ?? []).map((queue) => runtime.platform.queue(queue.name));
  for (let calm = 0; calm < 3; ) {
    await runtime.embedded.workflows.settled();
    const unread = await Promise.all(
      readers.map((name) => feed.read({ after: feed.consumers.position(name) ?? '0'.repeat(16), limit: 1 })),
    );
    const depths = await Promise.all(queues.map((queue) => queue.depth()));
    const isCalm = unread.every((records) => records.length === 0) && depths.every(({ waiting, inFlight }) => waiting + inFlight === 0);
    calm = isCalm ? calm + 1 : 0;
    await sleep(50);
  }
};

process.on(
  'message',
  () =>
    void comeToRest()
      .then(runtime.stop)
      .then(() => process.exit(0)),
);
process.send({ url, apiKey: made.value.apiKey });
