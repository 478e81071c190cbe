// What could not be handled: how much of it, what is wrong with it, and whether the ledger still says the same.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setAsideLetter } from '../../lib/platform/set-aside.ts';
import { toDetail } from '../../lib/contracts/events/envelope.ts';
import { expand, type CommitItem } from '../../lib/platform/event-store/commit.codec.ts';
import { wirings } from '../../lib/wirings.ts';
import { messageSchemaOf } from '../../lambdas/operations/letter-contracts.ts';
import { settled } from './books.ts';
import { type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
let commits: readonly CommitItem[];
let orderId: string;
beforeAll(async () => {
  installation = await openInstallation();
  await stockUp(installation.api, { east: { JUG: 10 } });
  shop = createShop(installation);
  orderId = await shop.place({ JUG: 1 });
  await shop.reaches(orderId, 'allocated');
  await settled(installation.runtime);
  commits = (await installation.runtime.platform.ledger.query({ PK: `main#ORDER#${orderId}`, prefix: 'E#' }))
    .items as readonly CommitItem[];
});
afterAll(() => installation.close());

const letter = async (queue: string, body: unknown): Promise<string> => {
  const dead = installation.runtime.platform.queue(`${queue}-dlq`);
  const known = new Set((await dead.browse(1_000)).map(({ messageId }) => messageId));
  await dead.send([{ body: typeof body === 'string' ? body : JSON.stringify(body) }]);
  return (await dead.browse(1_000)).find(({ messageId }) => !known.has(messageId))?.messageId ?? '';
};
const shown = async (queue: string, id: string) => (await shop.must('GET', `/dead-letters/${queue}/${id}`)).body;

const event = (change: (detail: Record<string, unknown>) => Record<string, unknown> = (detail) => detail) => {
  const [first] = expand(commits[0] as CommitItem, installation.runtime.platform.sha256).records;
  return { id: 'e-1', source: 'oms.orders', 'detail-type': 'OrderCreated', detail: change({ ...toDetail(first!) }) };
};

it('are counted by queue and stream reader, those with letters first', async () => {
  const before = (await shop.must('GET', '/dead-letters')).body.queues;
  expect(before.map(({ queue }: { queue: string }) => queue)).toContain('projector');
  await letter('orders-reactions', event());
  const { queues } = (await shop.must('GET', '/dead-letters')).body;
  expect(queues[0]).toMatchObject({ queue: 'orders-reactions', kind: 'queue', handler: 'orders/react-to-order', waiting: 1 });
  expect(queues[0].oldest_sent_at).toMatch(/^\d{4}-/);
  expect(queues.find(({ queue }: { queue: string }) => queue === 'publisher')).toMatchObject({
    kind: 'stream',
    waiting: 0,
    oldest_sent_at: null,
  });
});

it('that say what the ledger says have nothing wrong with them', async () => {
  const id = await letter('orders-reactions', event());
  expect(await shown('orders-reactions', id)).toMatchObject({
    queue: 'orders-reactions',
    message_id: id,
    body: { source: 'oms.orders' },
    problems: [],
    difference: { kind: 'ORDER', stream_id: orderId, version: 1, state: 'same', differences: [] },
  });
});

it('name each field that does not fit what their consumer takes', async () => {
  const envelope = event((detail) => ({ ...detail, version: 0 }));
  const { problems } = await shown('orders-reactions', await letter('orders-reactions', envelope));
  expect(problems).toMatchObject([{ field: 'detail.version' }]);
});

it('name each field of an event that does not fit its schema, and where the ledger differs', async () => {
  const wrong = event((detail) => ({ ...detail, payload: { ...(detail['payload'] as object), currency: 'dollars', gift: true } }));
  const { problems, difference } = await shown('orders-reactions', await letter('orders-reactions', wrong));
  expect(problems.map(({ field }: { field: string }) => field).sort()).toEqual(['detail.payload', 'detail.payload.currency']);
  expect(difference.state).toBe('differs');
  expect(difference.newest_version).toBeGreaterThan(1);
  expect(difference.differences).toEqual([
    { path: 'payload.currency', in_letter: 'dollars', in_ledger: 'USD' },
    { path: 'payload.gift', in_letter: true },
  ]);
});

it('say when the ledger has no such event, or this release knows none of its type', async () => {
  const late = await shown(
    'orders-reactions',
    await letter(
      'orders-reactions',
      event((detail) => ({ ...detail, version: 999 })),
    ),
  );
  expect(late.difference).toMatchObject({ state: 'missing', version: 999 });
  const strange = event((detail) => ({ ...detail, type: 'order.wrapped' }));
  const unknown = await shown('orders-reactions', await letter('orders-reactions', strange));
  expect(unknown.problems).toMatchObject([{ field: 'detail.type', code: 'event-unknown' }]);
});

it('of an ordered queue carry their event without an envelope', async () => {
  const [stock] = (await installation.runtime.platform.ledger.query({ PK: 'main#STOCK#JUG@east', prefix: 'E#' })).items as CommitItem[];
  const [record] = expand(stock!, installation.runtime.platform.sha256).records;
  const dead = installation.runtime.platform.queue('inventory-changes-dlq');
  await dead.send([{ body: JSON.stringify({ ...toDetail(record!), payload: {} }), group: 'JUG', deduplicationId: 'j-1' }]);
  const [found] = await dead.browse(10);
  const { problems, difference } = await shown('inventory-changes', found?.messageId ?? '');
  expect(problems.length).toBeGreaterThan(0);
  expect(difference).toMatchObject({ kind: 'STOCK', stream_id: 'JUG@east', state: 'differs' });
});

it('of stream readers are records of the ledger, held against it', async () => {
  const [first] = commits;
  const record = { sequence: '1', kind: 'insert' as const, key: first!, newImage: { ...first!, correlation_id: 'another' } };
  const id = await letter('projector', setAsideLetter('projector', record));
  expect(await shown('projector', id)).toMatchObject({
    problems: [],
    difference: {
      kind: 'ORDER',
      stream_id: orderId,
      version: 1,
      state: 'differs',
      differences: [{ path: 'correlation_id', in_letter: 'another', in_ledger: first!.correlation_id }],
    },
  });
  const broken = { ...first!, events: [{ event_id: 'x', type: 'order.created', payload: {} }] };
  const { problems } = await shown('projector', await letter('projector', setAsideLetter('projector', { ...record, newImage: broken })));
  expect(problems.map(({ field }: { field: string }) => field)).toContain('record.newImage.events.0.payload.currency');
});

it('of several possible forms name what is wrong with the nearest', async () => {
  const id = await letter('orders-intake', {
    tenant_id: 'main',
    channel: 'shopify',
    channel_account: 'main',
    raw_ref: 'a/b',
    person_id: 'p',
    received_at: '2026-11-20T10:00:00.000Z',
    refused: [],
  });
  const { problems, difference } = await shown('orders-intake', id);
  expect(problems).toMatchObject([{ field: 'person_id' }]);
  expect(difference).toBeNull();
});

it('of a stream reader that fails again stay, and are counted', async () => {
  const before = (await shop.must('GET', '/dead-letters/publisher')).body.messages.length;
  const [first] = commits;
  const broken = { sequence: '1', kind: 'insert' as const, key: first!, newImage: { ...first!, events: 'none' } };
  const [good, bad] = [
    await letter('publisher', setAsideLetter('publisher', { ...broken, newImage: first! })),
    await letter('publisher', setAsideLetter('publisher', broken)),
  ];
  const { body } = await shop.must('POST', '/dead-letters/publisher/redrive', { message_ids: [good, bad] });
  expect(body).toEqual({ queue: 'publisher', redriven: 1, failed: 1 });
  const left = (await shop.must('GET', '/dead-letters/publisher')).body.messages.map((one: { message_id: string }) => one.message_id);
  expect(left).toHaveLength(before + 1);
  expect(left).toContain(bad);
});

it('belong to their tenant', async () => {
  const rival = await installation.apiAs('admin', 'rival');
  const id = await letter('orders-reactions', event());
  expect(await rival('GET', `/dead-letters/orders-reactions/${id}`)).toMatchObject({
    status: 404,
    body: { code: 'dead-letter-not-found' },
  });
  expect(await installation.api('GET', '/dead-letters/nothing/1')).toMatchObject({ status: 404, body: { code: 'queue-not-found' } });
});

it('of every queue are held against the schema of their consumer', () => {
  const queues = wirings.flatMap((wiring) => wiring.queues ?? []);
  expect(queues.filter(({ handler }) => messageSchemaOf(handler) === undefined).map(({ handler }) => handler)).toEqual([]);
});

it('of every queue and stream reader can be looked at', async () => {
  const { queues: named } = (await shop.must('GET', '/dead-letters')).body;
  const ordered = new Set(wirings.flatMap((wiring) => (wiring.queues ?? []).flatMap(({ name, fifo }) => (fifo === true ? [name] : []))));
  for (const { queue } of named) {
    const order = ordered.has(queue) ? { group: 'one', deduplicationId: 'every-queue' } : {};
    await installation.runtime.platform.queue(`${queue}-dlq`).send([{ body: JSON.stringify({ tenant_id: 'main', of: queue }), ...order }]);
  }
  const { queues } = (await shop.must('GET', '/dead-letters')).body;
  expect(queues.filter(({ oldest_sent_at: oldest }: { oldest_sent_at: string | null }) => oldest === null)).toEqual([]);
  for (const { queue } of queues) {
    const letters: { message_id: string; body: { of?: string } }[] = (await shop.must('GET', `/dead-letters/${queue}`)).body.messages;
    const own = letters.find(({ body }) => body.of === queue);
    expect(await shown(queue, own?.message_id ?? '')).toMatchObject({ queue, body: { of: queue } });
  }
});
