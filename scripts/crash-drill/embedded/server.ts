// The installation that is killed: started by the drill as a process of its own, tells it where it listens.
import { flushCompileCache } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { compose } from '../../../lambdas/composition.ts';
import { scopesOf, systemPrincipal } from '../../../lib/access/index.ts';
import { authorizer } from '../../../lib/access/wiring.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { openRuntime } from '../../../lib/platform/embedded/runtime/runtime.ts';
import { wirings } from '../../../lib/wirings.ts';
import { isQuiet } from '../quiet.ts';

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined || process.send === undefined) throw new Error('This is started by scripts/crash-drill.ts.');

const runtime = openRuntime({
  dataDir,
  wirings,
  authorizer,
  handlersUrl: new URL('../../../lambdas/', import.meta.url),
  machinesUrl: new URL('../../../state-machines/', import.meta.url),
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

const { ledger: feed } = runtime.embedded.feeds;
const quiet = isQuiet({
  platform: runtime.platform,
  workflows: runtime.embedded.workflows,
  hasUnread: async (reader) => {
    const records = await feed.read({ after: feed.consumers.position(reader) ?? '0'.repeat(16), limit: 1 });
    return records.length > 0;
  },
});
/** Until every event has been followed: what is under way when the process ends would look left behind. */
const comeToRest = async (): Promise<void> => {
  for (let calm = 0; calm < 3; ) {
    calm = (await quiet()) ? calm + 1 : 0;
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
// Nobody is left who could stop it.
process.on('disconnect', () => process.exit(1));
// Node writes it when it ends in good order, which this process rarely does.
flushCompileCache();
process.send({ url, apiKey: made.value.apiKey });
