import { afterEach, describe, expect, it } from 'vitest';
import { createLwaTokens } from '../../../../lib/channels/adapters/amazon/amazon.tokens.ts';
import { AmazonCredentials } from '../../../../lib/channels/adapters/amazon/amazon.settings.ts';
import { readCredentials } from '../../../../lib/channels/api/read-credentials.ts';
import { createVirtualClock } from '../../../../lib/platform/embedded/virtual-clock.ts';
import { type Http, UnavailableError } from '../../../../lib/platform/ports.ts';
import { plusMs } from '../../../../lib/kernel/instant.ts';
import { Sku } from '../../../../lib/kernel/ids.ts';
import { createWorld, failureOf, mug, start, type World } from './world.ts';

const worlds: World[] = [];
const world = async (...given: Parameters<typeof createWorld>): Promise<World> => {
  const made = await createWorld(...given);
  worlds.push(made);
  return made;
};

afterEach(async () => {
  await Promise.all(worlds.splice(0).map(({ twin }) => twin.close()));
});

const logins = ({ twin }: World): number => twin.calls.filter(({ path }) => path === '/auth/o2/token').length;

describe('tokens', () => {
  it('are asked for once by callers at the same time, and kept for most of an hour', async () => {
    const made = await world();
    const id = made.twin.placeOrder({ lines: [mug] });
    await Promise.all(Array.from({ length: 5 }, () => made.client.order(id)));
    made.clock.advanceMs(50 * 60_000);
    await made.client.order(id);
    expect(logins(made)).toBe(1);
    made.clock.advanceMs(10 * 60_000);
    await made.client.order(id);
    expect(logins(made)).toBe(2);
  });

  it('that Amazon refuses are renewed once, and the call is made again', async () => {
    const made = await world();
    const id = made.twin.placeOrder({ lines: [mug] });
    await made.client.order(id);
    made.twin.expireTokens();
    expect(await made.client.order(id)).toMatchObject({ channelOrderId: id });
    expect(logins(made)).toBe(2);
  });

  it('of v0 for personal data are made anew when they expire', async () => {
    const made = await world({}, { orders_api: 'v0' });
    const id = made.twin.placeOrder({ lines: [mug] });
    await made.client.order(id);
    made.twin.expireTokens();
    const payload = await made.client.order(id);
    expect(Buffer.from(payload?.rawBody ?? []).toString()).toContain('Robin Vale');
  });

  it.each<[string, number, object, string]>([
    ['a withdrawn authorisation', 400, { error: 'invalid_grant' }, 'unauthorized'],
    ['a wrong secret', 401, { error: 'invalid_client' }, 'unauthorized'],
    ['too many requests', 429, {}, 'throttled'],
    ['an outage', 503, {}, 'unavailable'],
    ['an answer without a token', 200, {}, 'unavailable'],
  ])('that are not given say whether a person is needed: %s', async (_what, status, body, problem) => {
    const http: Http = { send: async () => ({ status, headers: {}, body: Buffer.from(JSON.stringify(body)) }) };
    const credentials = async () => ({ clientId: 'a', clientSecret: 'b', refreshToken: 'c' });
    const tokens = createLwaTokens({ http, clock: createVirtualClock(start), tokenUrl: 'https://login.example', credentials });
    expect(await failureOf(tokens.get('seller'))).toMatchObject({ problem });
  });

  it('are asked for again after a failure', async () => {
    let calls = 0;
    const http: Http = {
      send: async () => {
        calls += 1;
        if (calls === 1) throw new UnavailableError('no answer');
        return { status: 200, headers: {}, body: Buffer.from('{"access_token":"t","expires_in":3600}') };
      },
    };
    const credentials = async () => ({ clientId: 'a', clientSecret: 'b', refreshToken: 'c' });
    const tokens = createLwaTokens({ http, clock: createVirtualClock(start), tokenUrl: 'https://login.example', credentials });
    expect(await failureOf(tokens.get('seller'))).toMatchObject({ problem: 'unavailable', status: 0 });
    expect(await tokens.get('seller')).toBe('t');
  });

  it('need a secret with three members, and a wrong one is not quoted', async () => {
    const read = (secret: unknown) => readCredentials('amazon', AmazonCredentials, async () => secret);
    expect(await read({ client_id: 'a', client_secret: 'b', refresh_token: 'c' })).toEqual({
      clientId: 'a',
      clientSecret: 'b',
      refreshToken: 'c',
    });
    const failure = await failureOf(read({ client_id: 7, client_secret: 'hidden' }));
    expect(failure).toMatchObject({ problem: 'unauthorized', code: 'credentials-unreadable' });
    expect(failure.message).toContain('client_id, refresh_token');
    expect(failure.message).not.toContain('hidden');
    expect(await failureOf(read('hidden'))).toMatchObject({ code: 'credentials-unreadable' });
  });
});

describe('limits', () => {
  it('of one operation are waited for, and the calls go through', async () => {
    const { twin, client, waitedMs } = await world({
      listings: new Map([['A', { channel: 'DEFAULT' as const, quantity: 1, handlingDays: 2 }]]),
    });
    const notices = Array.from({ length: 12 }, (_, quantity) => ({ sku: Sku('A'), channelLocationId: null, quantity }));
    await client.setStock(notices);
    expect(twin.listings.get('A')?.quantity).toBe(11);
    expect(waitedMs()).toBeGreaterThan(1_000);
    expect(twin.calls.filter(({ status }) => status === 429)).toEqual([]);
  });

  it('that another program has used up are met by waiting', async () => {
    const { twin, client, anotherClient, waitedMs } = await world();
    const id = twin.placeOrder({ lines: [mug] });
    const other = anotherClient();
    for (let call = 0; call < 30; call += 1) await other.order(id);
    expect(await client.order(id)).toMatchObject({ channelOrderId: id });
    expect(twin.calls.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect(waitedMs()).toBeGreaterThan(0);
  });

  it('that would be waited for too long end the call, and say how long', async () => {
    const { twin, client, clock } = await world();
    twin.placeOrder({ lines: [mug] });
    clock.advanceMs(10 * 60_000);
    const query = { from: start, to: plusMs(start, 60_000) };
    for (let call = 0; call < 20; call += 1) await client.changedOrders(query);
    const failure = await failureOf(client.changedOrders(query));
    expect(failure).toMatchObject({ problem: 'throttled' });
    expect(failure.retryAfterMs).toBeGreaterThan(100_000);
    for (let call = 0; call < 10; call += 1) await failureOf(client.changedOrders(query));
    clock.advanceMs(failure.retryAfterMs ?? 0);
    expect(await client.changedOrders(query)).toMatchObject({ payloads: [{}] });
  });
});

describe('an outage', () => {
  it('of some calls is not noticed', async () => {
    const { twin, client, clock } = await world();
    const id = twin.placeOrder({ lines: [mug] });
    twin.trouble.failing = 0.3;
    for (let call = 0; call < 15; call += 1) {
      clock.advanceMs(60_000);
      expect(await client.order(id)).toMatchObject({ channelOrderId: id });
    }
    expect(twin.calls.some(({ status }) => status >= 500)).toBe(true);
  });

  it('of all calls is told as one, and then nobody is asked for half a minute', async () => {
    const { twin, client, clock } = await world();
    const id = twin.placeOrder({ lines: [mug] });
    await client.order(id);
    twin.trouble.down = true;
    expect(await failureOf(client.order(id))).toMatchObject({ problem: 'unavailable' });
    expect(await failureOf(client.order(id))).toMatchObject({ problem: 'unavailable' });
    const calls = twin.calls.length;
    expect(await failureOf(client.order(id))).toMatchObject({ problem: 'unavailable', code: 'breaker-open' });
    expect(twin.calls.length).toBe(calls);
    twin.trouble.down = false;
    clock.advanceMs(31_000);
    expect(await client.order(id)).toMatchObject({ channelOrderId: id });
  });
});
