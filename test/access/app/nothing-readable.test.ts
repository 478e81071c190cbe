import { afterEach, beforeEach, expect, it } from 'vitest';
import { acme, borealis, commandLine, must, openWorld, password, signedInUser, type World } from '../support/access.fixture.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Every way in which a text could stand in a stored record and be read again without a key. */
const spellings = (text: string): readonly string[] => [
  text,
  text.toUpperCase(),
  encodeURIComponent(text),
  Buffer.from(text).toString('base64').replace(/=+$/, ''),
  Buffer.from(text).toString('base64url'),
  Buffer.from(text).toString('hex'),
];

it('no address, password, key or token can be read from what is stored', async () => {
  const email = 'mara.lind@example.com';
  const user = await signedInUser(world, acme, email);
  const unknown = 'stranger@example.org';
  await world.access.signIn({ email: unknown, password: 'a guess at something' });
  await world.access.signIn({ email, password, newPassword: 'the next good password' });
  const invited = must(
    await world.access.createUser(commandLine(borealis), { email: 'jon.vale@example.com', role: 'support', locations: 'all' }),
  );
  const { apiKey } = must(await world.access.createApiKey(commandLine(acme), { label: 'shop', scopes: ['orders:read'], locations: 'all' }));
  await world.access.authenticate({ 'x-api-key': apiKey });

  const secrets = [
    email,
    'mara.lind',
    unknown,
    'jon.vale@example.com',
    password,
    'a guess at something',
    'the next good password',
    invited.oneTimePassword?.password ?? 'a one-time password was made',
    apiKey.slice(-52),
    user.headers.authorization.slice('Bearer '.length),
  ];
  const stored = await world.everyItem();
  expect(stored.length).toBeGreaterThan(10);
  const text = JSON.stringify(stored);
  for (const secret of secrets) for (const spelling of spellings(secret)) expect(text).not.toContain(spelling);
});

it('nothing that only the vault may hold stands in the ledger', async () => {
  await signedInUser(world, acme, 'mara.lind@example.com');
  const ledger = JSON.stringify((await world.ledger.scan()).items);
  expect(ledger).not.toMatch(/scrypt|password_hash|sealed|wrapped/);
});

it('every record of a tenant stands under the tenant', async () => {
  await signedInUser(world, acme, 'mara.lind@example.com');
  must(await world.access.createApiKey(commandLine(acme), { label: 'shop', scopes: ['orders:read'], locations: 'all' }));
  const partitions = new Set((await world.ledger.scan()).items.map(({ PK }) => PK.split('#')[0]));
  expect(partitions).toEqual(new Set([acme, borealis, 'global']));
});
