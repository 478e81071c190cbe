import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../lambdas/composition.ts';
import { type Role, systemPrincipal } from '../../lib/access/index.ts';
import { type Answer, type Api, type Installation, openInstallation } from './installation.ts';

let installation: Installation;
let admin: Api;
beforeAll(async () => {
  installation = await openInstallation();
  admin = await installation.signedIn('admin');
});
afterAll(() => installation.close());

const firstPassword = 'a first password of mine';

const ask = async (method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Answer> => {
  const response = await fetch(installation.url + path, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
};
const signIn = (email: string, password: string, newPassword?: string): Promise<Answer> =>
  ask('POST', '/sign-in', {}, { email, password, ...(newPassword === undefined ? {} : { new_password: newPassword }) });

let serial = 0;
const member = async (role: Role = 'support', tenantId = 'main') => {
  const { access } = compose(installation.runtime.platform);
  const email = `person.${(serial += 1)}@example.com`;
  const made = await access.createUser(systemPrincipal(tenantId, 'test'), { email, role, locations: 'all', password: firstPassword });
  if (!made.ok) throw new Error(made.error.code);
  const { body } = await signIn(email, firstPassword);
  return { email, userId: made.value.userId, headers: { authorization: `Bearer ${body.access_token}` } };
};

const listed = async (userId: string) => {
  const { body } = await admin('GET', '/users?limit=100');
  return body.items.find((one: { user_id: string }) => one.user_id === userId);
};

describe('the page header', () => {
  it('shows a person who they are and where', async () => {
    const { email, headers } = await member('finance');
    expect((await ask('GET', '/me', headers)).body).toMatchObject({
      kind: 'user',
      email,
      roles: ['finance'],
      tenant_id: 'main',
      tenant_name: 'main',
      environment: 'live',
      stage: null,
      installation: { name: 'Waybill', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
    });
  });

  it('shows a key no address', async () => {
    expect((await installation.api('GET', '/me')).body).toMatchObject({ kind: 'api_key', email: null, roles: [] });
  });
});

describe('the own password', () => {
  it('is changed with the old one; the session that asked goes on with another token, the others end', async () => {
    const { email, headers } = await member();
    // Tokens carry whole seconds, and one of the very second of the change still counts.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const changed = await ask('POST', '/me/password', headers, { password: firstPassword, new_password: 'another password of mine' });
    expect(changed).toMatchObject({ status: 200, body: { access_token: expect.any(String) } });
    expect((await ask('GET', '/me', headers)).body).toMatchObject({ code: 'token-superseded' });
    expect((await ask('GET', '/me', { authorization: `Bearer ${changed.body.access_token}` })).status).toBe(200);
    expect((await signIn(email, firstPassword)).status).toBe(401);
    expect((await signIn(email, 'another password of mine')).status).toBe(200);
  });

  it('is not changed without the old one, nor to a weak one, and the session goes on', async () => {
    const { headers } = await member();
    const wrong = await ask('POST', '/me/password', headers, { password: 'not the old one', new_password: 'another password of mine' });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'password-wrong' } });
    const weak = await ask('POST', '/me/password', headers, { password: firstPassword, new_password: 'short' });
    expect(weak).toMatchObject({ status: 422, body: { code: 'password-too-weak' } });
    expect((await ask('GET', '/me', headers)).status).toBe(200);
  });

  it('cannot be guessed: tries are counted as those of a sign-in', async () => {
    const { headers } = await member();
    const tries: number[] = [];
    for (let count = 0; count < 7; count += 1)
      tries.push((await ask('POST', '/me/password', headers, { password: `guess ${count}`, new_password: 'another password' })).status);
    expect(tries.at(0)).toBe(422);
    expect(tries.at(-1)).toBe(429);
  });

  it('is nothing that a key has', async () => {
    expect(await installation.api('POST', '/me/password', { password: 'x', new_password: 'y' })).toMatchObject({
      status: 422,
      body: { code: 'people-only' },
    });
  });
});

describe('an administrator', () => {
  it('shuts a person out and lets them in again; repeating changes nothing', async () => {
    const { email, userId, headers } = await member();
    for (const _ of [1, 2]) {
      expect(await admin('POST', `/users/${userId}/disable`)).toMatchObject({ status: 200, body: { user_id: userId, status: 'disabled' } });
    }
    expect((await ask('GET', '/me', headers)).body.code).toBe('user-disabled');
    expect(await listed(userId)).toMatchObject({ email, status: 'disabled', membership: 'active' });
    expect((await admin('POST', `/users/${userId}/enable`)).body.status).toBe('active');
    expect((await signIn(email, firstPassword)).status).toBe(200);
  });

  it('resets a password: the new one is shown once and good for one sign-in that sets another', async () => {
    const { email, userId } = await member();
    const reset = await admin('POST', `/users/${userId}/password-resets`);
    const { password } = reset.body.one_time_password;
    expect((await signIn(email, firstPassword)).status).toBe(401);
    expect((await signIn(email, password)).body.code).toBe('password-change-required');
    expect((await signIn(email, password, 'another password of mine')).status).toBe(200);
  });

  it('takes a place away, which stays listed and can be given again', async () => {
    const { userId, headers } = await member();
    expect(await admin('DELETE', `/users/${userId}/memberships`)).toMatchObject({ status: 200, body: { status: 'revoked' } });
    expect((await ask('GET', '/me', headers)).status).toBe(403);
    expect(await listed(userId)).toMatchObject({ membership: 'revoked' });
    expect((await admin('POST', `/users/${userId}/memberships`, { role: 'support', locations: 'all' })).status).toBe(200);
    expect((await ask('GET', '/me', headers)).status).toBe(200);
  });

  it('of another tenant finds nobody here, and a role without the right may not', async () => {
    const { userId } = await member();
    const rival = await installation.apiAs('admin', 'rival');
    const operator = await installation.apiAs('operator');
    const calls = [
      ['POST', 'disable'],
      ['POST', 'enable'],
      ['POST', 'password-resets'],
      ['DELETE', 'memberships'],
    ] as const;
    for (const [method, what] of calls) {
      expect((await rival(method, `/users/${userId}/${what}`)).status, what).toBe(404);
      expect((await operator(method, `/users/${userId}/${what}`)).status, what).toBe(403);
    }
    expect(await listed(userId)).toMatchObject({ status: 'active', membership: 'active' });
  });
});

describe('a sandbox', () => {
  const open = async (line: string, use: (opened: Installation) => Promise<void>): Promise<void> => {
    const dataDir = mkdtempSync(join(tmpdir(), 'waybill-sandbox-'));
    writeFileSync(join(dataDir, 'waybill.env'), line);
    const opened = await openInstallation({ dataDir });
    try {
      await use(opened);
    } finally {
      await opened.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  };
  const keyOf = async (opened: Installation): Promise<string> => {
    const { access } = compose(opened.runtime.platform);
    const made = await access.createApiKey(systemPrincipal('main', 'test'), { label: 'k', scopes: ['orders:read'], locations: 'all' });
    if (!made.ok) throw new Error(made.error.code);
    return made.value.apiKey;
  };

  it('makes keys that say so, and shows what it is', () =>
    open('WAYBILL_ENVIRONMENT=sandbox\n', async (sandbox) => {
      expect(await keyOf(sandbox)).toMatch(/^wb_sandbox_/);
      expect((await sandbox.api('GET', '/me')).body.environment).toBe('sandbox');
    }));

  it('takes no key of a live installation, and says why', () =>
    open('WAYBILL_ENVIRONMENT=sandbox\n', async (sandbox) => {
      const response = await fetch(`${sandbox.url}/me`, { headers: { 'x-api-key': await keyOf(installation) } });
      expect(await response.json()).toMatchObject({ status: 401, code: 'api-key-of-other-environment' });
    }));

  it('is what a folder of an earlier release is not: its keys stay good', () =>
    open('# Written by the demo.\n', async (older) => {
      const key = await keyOf(older);
      expect(key).toMatch(/^wb_live_/);
      expect((await fetch(`${older.url}/me`, { headers: { 'x-api-key': key } })).status).toBe(200);
    }));
});
