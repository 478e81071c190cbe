import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compose } from '../../lambdas/composition.ts';
import { type Role, scopesOf, systemPrincipal } from '../../lib/access/index.ts';
import { authorizer } from '../../lib/access/wiring.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import type { OutsideTables } from '../../lib/platform/embedded/embedded-platform.ts';
import { openRuntime, type Runtime, type RuntimeOptions } from '../../lib/platform/embedded/runtime/runtime.ts';
import type { StaticPages } from '../../lib/platform/embedded/runtime/static-pages.ts';
import type { Directory } from '../../lib/platform/ports.ts';
import { wirings } from '../../lib/wirings.ts';
import { watchAnswers } from '../support/contract-guard.ts';
import { restrictedPlatform } from '../support/function-needs.ts';

// Answers are taken apart by the expectations themselves, which name every field they rely on.
// oxlint-disable-next-line typescript/no-explicit-any
export type Answer = { readonly status: number; readonly body: any; readonly headers: Headers };
export type Api = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

export type Installation = {
  readonly runtime: Runtime;
  readonly url: string;
  readonly dataDir: string;
  /** API of the tenant `main` with every right. */
  readonly api: Api;
  /** API under a key of a role, or of another tenant. */
  readonly apiAs: (role: Role, tenantId?: string, locations?: 'all' | string[]) => Promise<Api>;
  /** API of a person with a role, signed in. */
  readonly signedIn: (role: Role, tenantId?: string) => Promise<Api>;
  readonly close: () => Promise<void>;
};

/** Tables of the engine that `WAYBILL_TEST_ENGINE` names: `dynamodb`, or the data folder's own. */
const openEngine = async (): Promise<{ readonly tables?: OutsideTables; readonly close: () => Promise<void> }> => {
  const engine = process.env['WAYBILL_TEST_ENGINE'] ?? 'embedded';
  if (engine === 'embedded') return { close: () => Promise.resolve() };
  if (engine !== 'dynamodb') throw new Error(`WAYBILL_TEST_ENGINE is ${engine}; allowed are embedded and dynamodb`);
  return (await import('../support/dynamodb-local.ts')).openDynamoTables();
};

/** The whole product in this process, over a folder of its own, reached through HTTP alone. */
export const openInstallation = async (
  options: {
    readonly env?: Record<string, string>;
    readonly dataDir?: string;
    readonly directory?: Directory;
    readonly pages?: readonly StaticPages[];
    readonly training?: RuntimeOptions['training'];
  } = {},
): Promise<Installation> => {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'waybill-e2e-'));
  const engine = await openEngine();
  const runtime = openRuntime({
    dataDir,
    ...(engine.tables ? { tables: engine.tables } : {}),
    ...(options.directory ? { directory: options.directory } : {}),
    ...(options.training ? { training: options.training } : {}),
    wirings,
    authorizer,
    handlersUrl: new URL('../../lambdas/', import.meta.url),
    machinesUrl: new URL('../../state-machines/', import.meta.url),
    // Whoever tests buys the same again and again, and is meant to.
    env: { DUPLICATE_WINDOW_SECONDS: '0', ...options.env },
    platformFor: restrictedPlatform,
    logLevel: 'WARN',
  });
  await runtime.start();
  const { url } = await runtime.listen({ host: '127.0.0.1', port: 0, ...(options.pages ? { pages: options.pages } : {}) });
  const unwatch = watchAnswers(url, wirings);
  const { access } = compose(runtime.platform);

  let people = 0;
  const call =
    (credentials: Readonly<Record<string, string>>): Api =>
    async (method, path, body, headers = {}) => {
      const response = await fetch(url + path, {
        method,
        headers: { ...credentials, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = (response.headers.get('content-type') ?? '').includes('json');
      return { status: response.status, headers: response.headers, body: text === '' ? {} : isJson ? JSON.parse(text) : text };
    };

  const apiAs: Installation['apiAs'] = async (role, tenantId = 'main', locations = 'all') => {
    const system = systemPrincipal(tenantId, 'test');
    await access.createTenant(system, { tenantId: TenantId(tenantId), name: tenantId });
    const created = await access.createApiKey(system, { label: role, scopes: scopesOf(role), locations });
    if (!created.ok) throw new Error(created.error.code);
    return call({ 'x-api-key': created.value.apiKey });
  };

  const signedIn: Installation['signedIn'] = async (role, tenantId = 'main') => {
    const [email, password] = [`${role}.${tenantId}.${(people += 1)}@example.com`, 'a long enough password'];
    const created = await access.createUser(systemPrincipal(tenantId, 'test'), { email, role, locations: 'all', password });
    if (!created.ok) throw new Error(created.error.code);
    const { body } = await call({})('POST', '/sign-in', { email, password });
    return call({ authorization: `Bearer ${body.access_token}`, 'x-tenant-id': tenantId });
  };

  return {
    runtime,
    url,
    dataDir,
    api: await apiAs('admin'),
    apiAs,
    signedIn,
    close: async () => {
      await runtime.stop();
      await engine.close();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
      unwatch();
    },
  };
};

/** Asks again until the answer is what is waited for. @throws Error with the last answer after `withinMs` */
export const eventually = async <T>(ask: () => Promise<T>, accept: (answer: T) => boolean, withinMs = 60_000): Promise<T> => {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (accept(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms; last answer: ${JSON.stringify(answer).slice(0, 2_000)}`);
    await sleep(25);
  }
};

/** Two warehouses with stock, one product each way. */
export const stockUp = async (api: Api, stock: Readonly<Record<string, Readonly<Record<string, number>>>>): Promise<void> => {
  const places: Record<string, object> = {
    east: { location_id: 'east', name: 'Newark', type: 'warehouse', country: 'US', region: 'NJ', latitude: 40.73, longitude: -74.17 },
    west: { location_id: 'west', name: 'Reno', type: 'warehouse', country: 'US', region: 'NV', latitude: 39.53, longitude: -119.81 },
    south: { location_id: 'south', name: 'Dallas', type: 'warehouse', country: 'US', region: 'TX', latitude: 32.78, longitude: -96.8 },
  };
  for (const place of Object.values(places)) await api('POST', '/locations', place);
  for (const [locationId, levels] of Object.entries(stock)) {
    const lines = Object.entries(levels).map(([sku, quantity]) => ({ sku, location_id: locationId, quantity }));
    const answer = await api('POST', '/inventory/receipts', { receipt_id: `first-${locationId}`, lines });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  }
};

export const orderBody = (lines: Readonly<Record<string, number>>, more: Record<string, unknown> = {}) => ({
  currency: 'USD',
  line_items: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity, unit_price: 1_000 })),
  customer: { email: 'ada.quill@example.com', name: 'Ada Quill' },
  shipping_address: { name: 'Ada Quill', line1: '12 Harbour Row', city: 'Albany', region: 'NY', postal_code: '12207', country: 'US' },
  payment_method: { kind: 'card', provider: 'visa', status: 'paid' },
  ...more,
});
