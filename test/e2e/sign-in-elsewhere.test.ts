// People sign in at a directory, machines with keys: the embedded engine with a directory beside it, as on AWS.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compose } from '../../lambdas/composition.ts';
import { systemPrincipal, UserId } from '../../lib/access/index.ts';
import { createFakeDirectory, type FakeDirectory } from '../support/fake-directory.ts';
import { type Answer, type Installation, openInstallation } from './installation.ts';

let keyServer: Server;
let pool: FakeDirectory;
let installation: Installation;
beforeAll(async () => {
  keyServer = createServer((_, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(pool.jwks)));
  await new Promise<void>((resolve) => keyServer.listen(0, '127.0.0.1', resolve));
  pool = await createFakeDirectory(`http://127.0.0.1:${(keyServer.address() as AddressInfo).port}/.well-known/jwks.json`);
  installation = await openInstallation({ directory: pool.directory });
});
afterAll(async () => {
  await installation.close();
  await new Promise((resolve) => keyServer.close(resolve));
});

const as = async (token: string, method: string, path: string): Promise<Answer> => {
  const response = await fetch(installation.url + path, { method, headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, headers: response.headers, body: await response.json() };
};
const signIn = (userId: string) => pool.signIn(userId, Math.floor(Date.now() / 1000));

it('somebody is invited, signs in there, works here, and is shut out', async () => {
  const email = 'ada.quill@example.com';
  const created = await installation.api('POST', '/users', { email, role: 'support', locations: 'all' });
  expect(created).toMatchObject({ status: 201, body: { mailed: true, role: 'support' } });
  expect(created.body).not.toHaveProperty('one_time_password');
  expect(pool.mails).toEqual([{ to: email, what: 'invitation' }]);
  const userId = UserId(created.body.user_id);

  const token = await signIn(userId);
  expect(await as(token, 'GET', '/me')).toMatchObject({ status: 200, body: { kind: 'user', id: userId, tenant_id: 'main' } });
  expect((await as(token, 'GET', '/orders?limit=1')).status).toBe(200);
  expect((await as(token, 'GET', '/users')).status).toBe(403);

  const { access } = compose(installation.runtime.platform);
  expect((await access.disableUser(systemPrincipal('main', 'test'), userId)).ok).toBe(true);
  expect(await as(token, 'GET', '/me')).toMatchObject({ status: 401, body: { code: 'user-disabled' } });
  expect(() => signIn(userId)).toThrow('cannot sign in');
});

it('a token of another client of the same pool opens nothing', async () => {
  const created = await installation.api('POST', '/users', { email: 'kim.ode@example.com', role: 'admin', locations: 'all' });
  const claims = pool.claims(created.body.user_id, Math.floor(Date.now() / 1000));
  expect((await as(await pool.sign(claims), 'GET', '/me')).status).toBe(200);
  const other = await pool.sign({ ...claims, client_id: 'somebody0elses' });
  expect(await as(other, 'GET', '/me')).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
});

it('signing in here is answered with the way there', async () => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ email: 'ada.quill@example.com', password: 'a long enough password' });
  const response = await fetch(`${installation.url}/sign-in`, { method: 'POST', headers, body });
  expect(response.status).toBe(422);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.json()).toMatchObject({ code: 'sign-in-elsewhere', sign_in_url: pool.issuer.signInUrl });
});

it('an administrator shuts somebody out there too, lets them in again, and has them choose another password', async () => {
  const email = 'noor.vale@example.com';
  const { user_id: userId } = (await installation.api('POST', '/users', { email, role: 'support', locations: 'all' })).body;
  const change = (what: string): Promise<Answer> => installation.api('POST', `/users/${userId}/${what}`);
  expect(await change('disable')).toMatchObject({ status: 200, body: { status: 'disabled' } });
  expect(() => signIn(userId)).toThrow('cannot sign in');
  expect(await change('enable')).toMatchObject({ status: 200, body: { status: 'active' } });
  await signIn(userId);
  expect(await change('password-resets')).toMatchObject({ status: 200, body: { mailed: true } });
  // Somebody removed there by hand is invited anew.
  await pool.directory.remove(userId);
  expect(await change('password-resets')).toMatchObject({ status: 200, body: { mailed: true } });
  await pool.directory.remove(userId);
  expect(await change('enable')).toMatchObject({ status: 200, body: { status: 'active' } });
  expect(pool.mails.filter(({ to, what }) => to === email && what === 'invitation')).toHaveLength(3);
});
