import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTableAccessStore } from '../../../lib/access/adapters/access-store.table.ts';
import { equalInConstantTime } from '../../../lib/access/adapters/constant-time.ts';
import { createApiKeyCache } from '../../../lib/access/app/api-key-cache.ts';
import { createAuthenticate } from '../../../lib/access/app/authenticate.ts';
import { apiKeyCacheSeconds, ApiKeyId, type Principal } from '../../../lib/access/index.ts';
import { plusMs } from '../../../lib/kernel/instant.ts';
import type { Scope } from '../../../lib/kernel/scopes.ts';
import { UnavailableError } from '../../../lib/platform/ports.ts';
import { acme, borealis, codeOf, commandLine, must, openWorld, sha256, start, type World } from '../support/access.fixture.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const makeKey = async (input: Partial<Parameters<World['access']['createApiKey']>[1]> = {}, tenantId: string = acme) =>
  must(await world.access.createApiKey(commandLine(tenantId), { label: 'web shop', scopes: ['orders:write'], locations: 'all', ...input }));

const present = (apiKey: string, more: Record<string, string> = {}) => world.access.authenticate({ 'x-api-key': apiKey, ...more });

describe('an API key', () => {
  it('is the principal that it was made to be', async () => {
    const { key, apiKey } = await makeKey({ scopes: ['orders:write', 'orders:read', 'orders:write'], locations: ['berlin'] });
    expect(must(await present(apiKey))).toEqual({
      kind: 'api_key',
      id: key.keyId,
      tenantId: acme,
      scopes: ['orders:write', 'orders:read'],
      roles: [],
      locations: ['berlin'],
    });
  });

  it('is taken as a bearer too', async () => {
    const { apiKey } = await makeKey();
    expect(codeOf(await world.access.authenticate({ authorization: `Bearer ${apiKey}` }))).toBe('ok');
    expect(codeOf(await world.access.authenticate({ authorization: `bearer  ${apiKey}` }))).toBe('ok');
  });

  it('with another secret is not valid, whether or not the key exists', async () => {
    const { apiKey } = await makeKey();
    const other = await makeKey({}, borealis);
    const wrongSecret = apiKey.slice(0, -52) + other.apiKey.slice(-52);
    const unknownId = apiKey.replace(/_[0-9a-z]{26}_/, '_00000000000000000000000000_');
    await present(apiKey);
    for (const text of [wrongSecret, unknownId, 'wb_live_x', '', `${apiKey} `]) expect(codeOf(await present(text))).toBe('api-key-invalid');
  });

  it('of another environment says so', async () => {
    const { apiKey } = await makeKey();
    expect(await present(apiKey.replace('wb_live', 'wb_sandbox'))).toEqual({
      ok: false,
      error: { code: 'api-key-of-other-environment', environment: 'sandbox' },
    });
  });

  it('ends at its expiry, remembered or not', async () => {
    const { apiKey } = await makeKey({ expiresAt: plusMs(start, 10_000) });
    world.clock.advanceMs(9_999);
    expect(codeOf(await present(apiKey))).toBe('ok');
    world.clock.advanceMs(1);
    expect(codeOf(await present(apiKey))).toBe('api-key-expired');
  });

  it('cannot be made with an expiry that has passed', async () => {
    const made = await world.access.createApiKey(commandLine(acme), {
      label: 'late',
      scopes: ['orders:read'],
      locations: 'all',
      expiresAt: start,
    });
    expect(codeOf(made)).toBe('expiry-not-in-future');
  });

  it('opens its own tenant only, and another one looks as if it did not exist', async () => {
    const { apiKey } = await makeKey();
    expect(codeOf(await present(apiKey, { 'x-tenant-id': acme }))).toBe('ok');
    expect(codeOf(await present(apiKey, { 'x-tenant-id': borealis }))).toBe('tenant-not-found');
    expect(codeOf(await present(apiKey, { 'x-tenant-id': 'nowhere' }))).toBe('tenant-not-found');
  });

  it('is ambiguous beside a second credential', async () => {
    const { apiKey } = await makeKey();
    expect(codeOf(await present(apiKey, { authorization: `Bearer ${apiKey}` }))).toBe('credentials-ambiguous');
  });

  it.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer a b', 'Bearer a,b', ''])('is not found in the header %j', async (authorization) => {
    expect(codeOf(await world.access.authenticate({ authorization }))).toBe('credentials-malformed');
  });

  it('or token is needed', async () => {
    expect(codeOf(await world.access.authenticate({}))).toBe('credentials-missing');
  });
});

describe('revoking an API key', () => {
  it('ends it here at once and in another process within the time of its cache', async () => {
    const { key, apiKey } = await makeKey();
    const other = world.anotherProcess();
    const there = () => other.authenticate({ 'x-api-key': apiKey });
    expect(codeOf(await there())).toBe('ok');
    must(await world.access.revokeApiKey(commandLine(acme), key.keyId));
    expect(codeOf(await present(apiKey))).toBe('api-key-revoked');
    for (let second = 0; second < apiKeyCacheSeconds - 1; second += 1) {
      world.clock.advanceMs(1000);
      await there();
    }
    world.clock.advanceMs(1000);
    expect(codeOf(await there())).toBe('api-key-revoked');
  });

  it('is not put off in another process by the note of a use', async () => {
    const { key, apiKey } = await makeKey();
    await present(apiKey);
    world.clock.advanceMs(35_000);
    const other = world.anotherProcess();
    const there = () => other.authenticate({ 'x-api-key': apiKey });
    await there();
    must(await world.access.revokeApiKey(commandLine(acme), key.keyId));
    world.clock.advanceMs(25_000);
    expect(codeOf(await there())).toBe('ok');
    world.clock.advanceMs(5000);
    expect(codeOf(await there())).toBe('api-key-revoked');
  });

  it('tells a holder of a wrong secret nothing', async () => {
    const { key, apiKey } = await makeKey();
    must(await world.access.revokeApiKey(commandLine(acme), key.keyId));
    expect(codeOf(await present(`${apiKey.slice(0, -52)}${'b'.repeat(52)}`))).toBe('api-key-invalid');
  });

  it('again keeps the first moment', async () => {
    const { key } = await makeKey();
    const first = must(await world.access.revokeApiKey(commandLine(acme), key.keyId));
    world.clock.advanceMs(5000);
    expect(must(await world.access.revokeApiKey(commandLine(acme), key.keyId))).toEqual(first);
  });

  it('of another tenant, or of none, answers that there is no such key and leaves it alone', async () => {
    const { key, apiKey } = await makeKey();
    expect(codeOf(await world.access.revokeApiKey(commandLine(borealis), key.keyId))).toBe('api-key-not-found');
    expect(codeOf(await world.access.revokeApiKey(commandLine(acme), ApiKeyId('0'.repeat(26))))).toBe('api-key-not-found');
    expect(codeOf(await present(apiKey))).toBe('ok');
  });

  it('leaves the second key of a rotation working', async () => {
    const first = await makeKey();
    const second = await makeKey();
    must(await world.access.revokeApiKey(commandLine(acme), first.key.keyId));
    expect(codeOf(await present(second.apiKey))).toBe('ok');
  });
});

describe('the list of API keys', () => {
  it('shows the tenant its own, page by page, without anything to guess the secret by', async () => {
    const made = [await makeKey(), await makeKey(), await makeKey()];
    await makeKey({}, borealis);
    const first = must(await world.access.listApiKeys(commandLine(acme), { limit: 2 }));
    const second = must(await world.access.listApiKeys(commandLine(acme), { limit: 2, after: first.cursor ?? '' }));
    expect([...first.items, ...second.items]).toEqual(made.map(({ key }) => key));
    expect(JSON.stringify(first.items)).not.toContain('secret');
  });

  it('tells the last use to the minute, with one write per minute', async () => {
    const { apiKey } = await makeKey();
    const update = vi.spyOn(world.ledger, 'update');
    const lastUse = async () => must(await world.access.listApiKeys(commandLine(acme), { limit: 10 })).items[0]?.lastUsedAt;
    expect(await lastUse()).toBeUndefined();
    for (let second = 0; second < 60; second += 1) {
      await present(apiKey);
      world.clock.advanceMs(1000);
    }
    expect(await lastUse()).toBe(start);
    expect(update).toHaveBeenCalledTimes(1);
    await present(apiKey);
    expect(await lastUse()).toBe(plusMs(start, 60_000));
  });

  it('does without the last use when it cannot be recorded', async () => {
    const { apiKey } = await makeKey();
    vi.spyOn(world.ledger, 'update').mockRejectedValue(new UnavailableError('throttled'));
    expect(codeOf(await present(apiKey))).toBe('ok');
  });
});

describe('making an API key', () => {
  const keyManager: Principal = {
    kind: 'api_key',
    id: 'k',
    tenantId: acme,
    scopes: ['access:write', 'orders:read'],
    roles: [],
    locations: ['berlin'],
  };
  const ask = (scopes: readonly Scope[], locations: 'all' | readonly string[]) =>
    world.access.createApiKey(keyManager, { label: 'x', scopes, locations });

  it('needs the right to manage access', async () => {
    const clerk: Principal = { ...keyManager, scopes: ['orders:read'] };
    expect(codeOf(await world.access.createApiKey(clerk, { label: 'x', scopes: ['orders:read'], locations: ['berlin'] }))).toBe(
      'scope-missing',
    );
    expect(codeOf(await world.access.listApiKeys(clerk, { limit: 1 }))).toBe('scope-missing');
    expect(codeOf(await world.access.revokeApiKey(clerk, ApiKeyId('0'.repeat(26))))).toBe('scope-missing');
  });

  it('gives no more than the maker holds', async () => {
    expect(codeOf(await ask(['orders:read'], ['berlin']))).toBe('ok');
    expect(codeOf(await ask(['orders:write'], ['berlin']))).toBe('grant-exceeds-own-rights');
    expect(codeOf(await ask(['orders:read'], 'all'))).toBe('grant-exceeds-own-rights');
    expect(codeOf(await ask([], ['berlin']))).toBe('grant-empty');
  });

  it('needs a tenant that exists', async () => {
    expect(codeOf(await world.access.createApiKey(commandLine('typo'), { label: 'x', scopes: ['orders:read'], locations: 'all' }))).toBe(
      'tenant-not-found',
    );
  });
});

describe('comparison of secrets', () => {
  it('is the constant-time one, for a wrong secret and for a key that does not exist alike', async () => {
    const { apiKey } = await makeKey();
    const compare = vi.fn<typeof equalInConstantTime>(equalInConstantTime);
    const authenticate = createAuthenticate(
      {
        store: createTableAccessStore(world.ledger),
        tokens: { verifier: { verify: () => Promise.reject(new Error('no token in this test')) } },
        environment: 'live',
        clock: world.clock,
        sha256,
        equalInConstantTime: compare,
      },
      createApiKeyCache(world.clock),
    );
    const wrong = `${apiKey.slice(0, -52)}${'b'.repeat(52)}`;
    await authenticate({ 'x-api-key': wrong });
    await authenticate({ 'x-api-key': wrong.replace(/_[0-9a-z]{26}_/, '_00000000000000000000000000_') });
    expect(compare.mock.calls.map(([given]) => given)).toEqual([sha256('b'.repeat(52)), sha256('b'.repeat(52))]);
    expect(compare.mock.calls.every(([, stored]) => stored.length === 64)).toBe(true);
    expect(compare.mock.results.map(({ value }) => value as boolean)).toEqual([false, false]);
  });

  it('finds equal what is equal', () => {
    expect(equalInConstantTime('abc', 'abc')).toBe(true);
    expect(equalInConstantTime('abc', 'abd')).toBe(false);
    expect(equalInConstantTime('abc', 'abcd')).toBe(false);
  });
});

describe('the memory of keys', () => {
  it('is bounded', async () => {
    const cache = createApiKeyCache(world.clock, 2);
    const store = createTableAccessStore(world.ledger);
    const keys = await Promise.all([makeKey(), makeKey(), makeKey()].map(async (made) => store.apiKey((await made).key.keyId)));
    for (const key of keys) if (key) cache.put(key);
    expect(keys.map((key) => key !== undefined && cache.get(key.keyId) !== undefined)).toEqual([false, true, true]);
  });

  it('spares a read for each further request', async () => {
    const { apiKey } = await makeKey();
    const get = vi.spyOn(world.ledger, 'get');
    for (let request = 0; request < 20; request += 1) await present(apiKey);
    expect(get).toHaveBeenCalledTimes(2);
  });
});
