import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Access, type AccessParts, createAccess, systemPrincipal, type Principal } from '../../../lib/access/index.ts';
import { canonicalJson } from '../../../lib/kernel/canonical-json.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import type { Result } from '../../../lib/kernel/result.ts';
import { createIds } from '../../../lib/platform/system/ids.system.ts';
import { openStore } from '../../../lib/platform/embedded/store.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import { createVirtualClock, type VirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import type { Ids, Item, Keys, Table } from '../../../lib/platform/ports.ts';

export const start = Instant('2026-11-20T14:23:33.000Z');
export const acme = TenantId('acme');
export const borealis = TenantId('borealis');
export const issuer = { url: 'https://oms.example.test', audience: 'waybill' };
export const commandLine = (tenantId: string): Principal => systemPrincipal(tenantId, 'oms');
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** As cheap as scrypt can be: these tests are about what is done with a hash, not about its cost. */
export const cheapCost = { logCost: 2, blockSize: 8, parallelism: 1 };

/** A key ring with one master key, and the context as additional data, as KMS has it. */
export const createTestKeys = (): Keys => {
  const master = randomBytes(32);
  return {
    generateDataKey: async (context) => {
      const plaintext = randomBytes(32);
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(Buffer.from(canonicalJson(context)));
      const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
      return { plaintext, wrapped: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64') };
    },
    unwrap: async (wrapped, context) => {
      const bytes = Buffer.from(wrapped, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', master, bytes.subarray(0, 12)).setAAD(Buffer.from(canonicalJson(context)));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
    },
    destroyRemains: () => Promise.resolve(),
    mac: async (purpose, value) => createHmac('sha256', createHmac('sha256', master).update(purpose).digest()).update(value).digest('hex'),
  };
};

export type World = {
  readonly access: Access;
  readonly ledger: Table;
  readonly vault: Table;
  readonly keys: Keys;
  readonly clock: VirtualClock;
  readonly ids: Ids;
  /** Another process over the same tables: nothing that the first one remembers. */
  readonly anotherProcess: () => Access;
  readonly everyItem: () => Promise<readonly Item[]>;
  readonly close: () => Promise<void>;
};

/** The whole context over the embedded tables, with two tenants. */
export const openWorld = async (options: Pick<AccessParts, 'environment' | 'directory'> = {}): Promise<World> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'waybill-access-'));
  const store = openStore({ dataDir });
  const { table: ledger } = openTable(store, { name: 'ledger' });
  const { table: vault } = openTable(store, { name: 'vault' });
  const clock = createVirtualClock(start);
  const ids = createIds(clock);
  const keys = createTestKeys();
  const anotherProcess = () => createAccess({ ledger, vault, keys, clock, ids, sha256, issuer, passwordCost: cheapCost, ...options });
  const access = anotherProcess();
  for (const tenantId of [acme, borealis]) await access.createTenant(commandLine(tenantId), { tenantId, name: `Shop ${tenantId}` });
  return {
    access,
    ledger,
    vault,
    keys,
    clock,
    ids,
    anotherProcess,
    everyItem: async () => [...(await ledger.scan()).items, ...(await vault.scan()).items],
    close: async () => {
      await store.close();
      rmSync(dataDir, { recursive: true });
    },
  };
};

/** The value of a result that the test takes for granted. */
export const must = <T, E>(result: Result<T, E>): T => {
  if (!result.ok) throw new Error(`expected success, got ${JSON.stringify(result.error)}`);
  return result.value;
};

export const codeOf = (result: Result<unknown, { readonly code: string }>): string => (result.ok ? 'ok' : result.error.code);

export const password = 'correct horse battery staple';

/** A user with a lasting password, and a token of theirs. */
export const signedInUser = async (world: World, tenantId: string, email: string, role: 'admin' | 'warehouse' | 'support' = 'admin') => {
  const { userId } = must(await world.access.createUser(commandLine(tenantId), { email, role, locations: 'all', password }));
  const { accessToken } = must(await world.access.signIn({ email, password }));
  return { userId, email, headers: { authorization: `Bearer ${accessToken}` } };
};
