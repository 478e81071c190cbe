// The installation that is killed: started by the drill as a process of its own, tells it where it listens.
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
process.on('message', () => void runtime.stop().then(() => process.exit(0)));
process.send({ url, apiKey: made.value.apiKey });
