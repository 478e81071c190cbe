import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publications } from '../../../lib/contracts/events/publications.ts';
import { toDetail } from '../../../lib/contracts/events/envelope.ts';
import { defaultFraudBands } from '../../../lib/fraud/app/default-bands.ts';
import { createExplorer } from '../../../lib/fraud/app/explorer.ts';
import { fraudCaseStream } from '../../../lib/fraud/app/fraud-case.stream.ts';
import { createFraudReactions } from '../../../lib/fraud/app/fraud-reactions.ts';
import type { OrderDesk } from '../../../lib/fraud/app/order-desk.ts';
import { createVerification, fraudTimersQueue, type VerificationDesk } from '../../../lib/fraud/app/verification/verification.ts';
import { HoldId, OrderId, PersonId, TenantId } from '../../../lib/kernel/ids.ts';
import type { Instant } from '../../../lib/kernel/instant.ts';
import { openLocalKeys } from '../../../lib/platform/embedded/keys.local.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import { createEventStore, type EventStore } from '../../../lib/platform/event-store/event-store.ts';
import { MessageRefusedError, type OutgoingText, type Platform, type Table, UnavailableError } from '../../../lib/platform/ports.ts';
import { type EmbeddedParts, openEmbeddedParts, startOfTests } from '../../contract/engine.ts';

const tenantId = TenantId('main');
const orderId = OrderId('abcdefghijklmnopqrstuvwxyz');
const caller = systemCaller(tenantId, 'test', { correlationId: 'c', causationId: 'c' });

let parts: EmbeddedParts;
let ledger: Table;
let store: EventStore;
let desk: VerificationDesk;
let platform: Pick<Platform, 'ledger' | 'keys' | 'clock' | 'timers' | 'messages' | 'sha256' | 'observability'>;
let texts: OutgoingText[];
let timers: Map<string, { readonly at: Instant; readonly body: string }>;
let fails: Error | undefined;
/** What was done to the order, in its order. */
let done: string[];
let holds: { holdId: HoldId; type: string; isOpen: boolean; closedBy: string | null }[];
let handled: number;

const orders: OrderDesk = {
  get: async () => ({ orderId, placedAt: startOfTests, personId: PersonId('personpersonpersonpersonpe'), emailDomain: null, holds }),
  phoneOf: async () => ({ phone: '518 555 0123', country: 'US' }),
  placeReview: async (_caller, _order, holdId, reason) => {
    if (holds.some((hold) => hold.holdId === holdId)) return;
    holds = [...holds, { holdId, type: 'fraud-review', isOpen: true, closedBy: null }];
    done.push(`review: ${reason}`);
  },
  release: async (_caller, _order, holdId) => {
    if (!holds.some((hold) => hold.holdId === holdId && hold.isOpen)) return;
    holds = holds.map((hold) => (hold.holdId === holdId ? { ...hold, isOpen: false } : hold));
    done.push('release');
  },
};

beforeEach(() => {
  parts = openEmbeddedParts();
  const { clock, ids } = parts;
  ledger = openTable(parts.store, { name: 'ledger' }).table;
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  store = createEventStore({ ledger, clock, ids, sha256 });
  [texts, timers, fails, done, handled] = [[], new Map(), undefined, [], 0];
  holds = [{ holdId: HoldId('verification-5000'), type: 'verification', isOpen: true, closedBy: null }];
  platform = {
    ledger,
    keys: openLocalKeys(parts.dataDir, ids),
    clock,
    sha256,
    timers: {
      schedule: async ({ name, at, queue, body }) => {
        if (queue === fraudTimersQueue) timers.set(name, { at, body });
      },
      cancel: async (name) => void timers.delete(name),
      dueAt: async (name) => timers.get(name)?.at,
    },
    messages: {
      send: async (message) => {
        if (fails) throw fails;
        texts.push(message);
      },
    },
    observability: { metrics: { addMetric: () => undefined } } as unknown as Platform['observability'],
  };
  desk = createVerification({ store, platform, orders, pageOf: async () => 'https://shop.example/confirm/{token}' });
});
afterEach(() => parts.close());

/** Does what follows from the case's events, each of them twice, as a queue may deliver them. */
const follow = async (): Promise<void> => {
  const react = createFraudReactions({ store, orders, verification: desk });
  for (let found = await store.read(fraudCaseStream(tenantId, orderId)); handled < found.length; ) {
    const event = found[handled];
    handled += 1;
    if (event && publications['FRAUD']?.detailTypes[event.type] !== undefined) for (const _time of [1, 2]) await react(toDetail(event));
    found = await store.read(fraudCaseStream(tenantId, orderId));
  }
};

const begin = async (): Promise<string> => {
  await desk.begin(caller, orderId, 'verification-5000');
  await follow();
  return codeIn(texts.at(-1));
};
const codeIn = (text: OutgoingText | undefined): string => text?.text.slice(0, 6) ?? '';
const wrongFor = (code: string): string => (code === '000000' ? '000001' : '000000');

/** The timer goes off, if there is one. */
const fire = async (): Promise<void> => {
  const [timer] = timers.values();
  if (!timer) return;
  const { verification, send } = JSON.parse(timer.body) as { readonly verification: number; readonly send: number };
  await desk.expire(caller, orderId, verification, send);
  await follow();
};

describe('a code', () => {
  it('goes to the phone, with the page of the shop, and is the same however often its message is handled', async () => {
    const code = await begin();
    expect(code).toMatch(/^\d{6}$/);
    expect(new Set(texts.map(({ text }) => text)).size).toBe(1);
    const { token } = await desk.standing(tenantId, orderId);
    expect(texts[0]).toMatchObject({
      to: '+15185550123',
      id: `${orderId}.1`,
      text: expect.stringContaining(`https://shop.example/confirm/${token}`),
    });
  });

  it('stands nowhere, and neither does what opens its page', async () => {
    const code = await begin();
    const { token } = await desk.standing(tenantId, orderId);
    const stored = JSON.stringify((await ledger.scan()).items);
    expect(stored).toContain('fraud.code_issued');
    expect(stored).not.toContain(`"${code}"`);
    expect(stored).not.toContain(String(token));
  });

  it('releases the order, and the timer with it', async () => {
    const code = await begin();
    expect(timers.size).toBe(1);
    expect(await desk.confirm(caller, orderId, code)).toMatchObject({ ok: true, value: { status: 'confirmed' } });
    await follow();
    expect(done).toEqual(['release']);
    expect(timers.size).toBe(0);
  });

  it('is void after ten minutes: then a person looks at the order, before its hold is released', async () => {
    const code = await begin();
    await parts.advanceSeconds(600);
    await fire();
    expect(done).toEqual(['review: The order was not confirmed by a code: nobody entered the code in time.', 'release']);
    expect(await desk.confirm(caller, orderId, code)).toMatchObject({ ok: false, error: { code: 'verification-not-waiting' } });
  });

  it('does not end by a timer that goes off early by this machine’s clock, and ends by the next', async () => {
    await begin();
    await parts.advanceSeconds(595);
    await fire();
    expect(done).toEqual([]);
    expect(timers.size).toBe(1);
    await parts.advanceSeconds(15);
    await fire();
    expect(done).toHaveLength(2);
  });

  it('that could not be sent for an outage is sent later, and one that is refused leads to a review', async () => {
    fails = new UnavailableError('down');
    await expect(begin()).rejects.toThrow(UnavailableError);
    expect(done).toEqual([]);
    fails = new MessageRefusedError('no such number');
    handled = 0;
    await follow();
    expect(done[0]).toContain('the phone number takes no texts');
  });

  it('is compared in one order for everybody: five guesses at once are five tries', async () => {
    const code = await begin();
    const wrong = wrongFor(code);
    await Promise.all(Array.from({ length: 8 }, () => desk.confirm(caller, orderId, wrong)));
    expect(await desk.standing(tenantId, orderId)).toMatchObject({ status: 'failed', reason: 'too-many-tries', triesLeft: 0 });
  });

  it('opens nothing under the token of an earlier verification', async () => {
    await begin();
    const { token } = await desk.standing(tenantId, orderId);
    await parts.advanceSeconds(600);
    await fire();
    await desk.ask(caller, orderId);
    await follow();
    const code = codeIn(texts.at(-1));
    expect(await desk.confirmByToken(String(token), code)).toMatchObject({ ok: false, error: { code: 'verification-not-found' } });
    const next = await desk.standing(tenantId, orderId);
    expect(next.token).not.toBe(token);
    expect(await desk.confirmByToken(String(next.token), code)).toMatchObject({ ok: true, value: { status: 'confirmed' } });
  });
});

describe('what a person decided on a review', () => {
  const rejected = (by: string) => ({
    event_id: 'e',
    tenant_id: tenantId,
    stream_id: orderId,
    version: 9,
    type: 'order.hold_rejected',
    payload: { hold_id: 'fraud-review-1', rejected_by: by, rejected_at: startOfTests },
    actor: { kind: 'user' as const, id: 'u' },
    occurred_at: startOfTests,
    recorded_at: startOfTests,
    correlation_id: 'c',
    causation_id: 'c',
    schema_version: 1,
  });
  const reviews = async () => (await store.read(fraudCaseStream(tenantId, orderId))).map(({ payload }) => payload['decided_by']);

  it('is noted once, and what the policy declined by itself is not', async () => {
    const react = createFraudReactions({ store, orders, verification: desk });
    holds = [{ holdId: HoldId('fraud-review-1'), type: 'fraud-review', isOpen: false, closedBy: 'fraud-bands' }];
    await react(rejected('fraud-bands'));
    expect(await reviews()).toEqual([]);
    await react(rejected('user:mara'));
    await react(rejected('user:mara'));
    expect(await reviews()).toEqual(['user:mara']);
  });
  it('is not looked for in holds of other kinds', async () => {
    const react = createFraudReactions({ store, orders, verification: desk });
    holds = [{ holdId: HoldId('fraud-review-1'), type: 'operator', isOpen: false, closedBy: null }];
    await react(rejected('user:mara'));
    expect(await reviews()).toEqual([]);
  });
});

describe('passing orders to learn from them', () => {
  const policy = { ...defaultFraudBands, explore: { sharePerMille: 200, amountMaxMinor: 10_000, perDayMax: 3 } };
  const idOf = (index: number): string => `order-${index}`;

  it('draws the same for an order each time, near the share, and never beyond the day', async () => {
    const explorer = createExplorer(platform);
    const ids = Array.from({ length: 200 }, (_, index) => idOf(index));
    const generous = { ...policy, explore: { ...policy.explore, perDayMax: 1_000 } };
    const first: boolean[] = [];
    for (const id of ids) first.push((await explorer('shop', id, 5_000, generous)).explored);
    const share = first.filter(Boolean).length / ids.length;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.3);
    for (const [index, id] of ids.entries()) expect((await explorer('shop', id, 5_000, generous)).explored).toBe(first[index]);

    const passed = new Map<string, number>();
    for (const id of ids) {
      const { explored, reason } = await explorer('busy', id, 5_000, policy);
      passed.set(explored ? 'passed' : reason, (passed.get(explored ? 'passed' : reason) ?? 0) + 1);
    }
    expect(passed.get('passed')).toBe(3);
    expect(passed.get('day-is-full')).toBeGreaterThan(0);
    await parts.advanceSeconds(86_400);
    let next = 0;
    for (const id of ids) if ((await explorer('busy', `${id}-next`, 5_000, policy)).explored) next += 1;
    expect(next).toBe(3);
  });

  it('counts an order once, and many at the same moment within the day’s bound', async () => {
    const explorer = createExplorer(platform);
    const ids = Array.from({ length: 60 }, (_, index) => idOf(index));
    const all = await Promise.all([...ids, ...ids].map((id) => explorer('rush', id, 5_000, policy)));
    const passed = new Set(all.flatMap(({ explored }, index) => (explored ? [index % ids.length] : [])));
    expect(passed.size).toBe(3);
  });

  it('passes none above the amount', async () => {
    expect(await createExplorer(platform)('shop', 'order', 10_001, policy)).toEqual({ explored: false, propensity: 1, reason: 'amount' });
  });
});
