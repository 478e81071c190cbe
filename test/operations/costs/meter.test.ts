import { describe, expect, it } from 'vitest';
import { defaultAssumptions } from '../../../lib/operations/domain/costs/assumptions.ts';
import type { PortCall } from '../../../lib/platform/observed-platform.ts';
import { createInvocationMeter, functionKindsOf } from '../../../scripts/costs/invocation-meter.ts';
import { createPortMeter, recordKind } from '../../../scripts/costs/meter.ts';

const open = () => createPortMeter({ fifoQueues: new Set(['changes']), modelMbMs: 1_000 });
type Meter = ReturnType<typeof open>;

const key = { PK: 'main#ORDER#1', SK: 'E#1' };
/** An item of exactly so many bytes. */
const itemOf = (bytes: number, at = key) => ({ ...at, text: 'x'.repeat(bytes - 2 - at.PK.length - 2 - at.SK.length - 4) });

const succeeds = ({ observer }: Meter, call: PortCall, result?: unknown): void => {
  observer.before?.(call);
  observer.after?.(call, result);
};
const put = (item: object): PortCall => ({ port: 'ledger', method: 'put', args: [item] });
const transact = (...writes: readonly object[]): PortCall => ({ port: 'ledger', method: 'transact', args: [writes] });
const written = (meter: Meter): number => meter.usage()['dynamodb.write-units'] ?? 0;
const read = (meter: Meter): number => meter.usage()['dynamodb.read-units'] ?? 0;

describe('the meter of tables', () => {
  it('bills a write by the item before or after it, whichever is larger', () => {
    const meter = open();
    succeeds(meter, put(itemOf(1_024)));
    expect(written(meter)).toBe(1);
    succeeds(meter, put(itemOf(2_049)));
    expect(written(meter)).toBe(1 + 3);
    succeeds(meter, put(itemOf(100)));
    expect(written(meter)).toBe(4 + 3);
    succeeds(meter, { port: 'ledger', method: 'delete', args: [key] });
    expect(written(meter)).toBe(7 + 1);
  });

  it('bills every write of a transaction twice, checks and deletions too', () => {
    const meter = open();
    succeeds(meter, put(itemOf(1_500)));
    const before = written(meter);
    const other = { PK: 'main#ORDER#2', SK: 'E#1' };
    succeeds(meter, transact({ kind: 'check', key, condition: { kind: 'present' } }, { kind: 'put', item: itemOf(3_000, other) }));
    expect(written(meter) - before).toBe(2 * 2 + 2 * 3);
    succeeds(meter, transact({ kind: 'delete', key: other }));
    expect(written(meter) - before).toBe(10 + 2 * 3);
  });

  it('bills a write whose condition failed, and forgets what it would have written', () => {
    const meter = open();
    meter.observer.before?.(put(itemOf(2_000)));
    expect(written(meter)).toBe(2);
    expect(meter.stored().ledger).toBe(0);
    succeeds(meter, put(itemOf(100)));
    expect(written(meter)).toBe(2 + 1);
  });

  it('bills an update by the record that comes out of it', () => {
    const meter = open();
    succeeds(meter, put(itemOf(1_000)));
    const change = { set: { more: 'y'.repeat(100) }, add: { count: 1 }, remove: ['none'] };
    succeeds(meter, { port: 'ledger', method: 'update', args: [key, change] }, { ...itemOf(1_000), more: 'y'.repeat(100), count: 1 });
    expect(written(meter)).toBe(1 + 2);
    expect(meter.stored().ledger).toBe(1_000 + 4 + 100 + 5 + 2 + 100);
  });

  it('leaves out of storage what expires by itself', () => {
    const meter = open();
    succeeds(meter, put({ ...key, ttl: 1 }));
    expect(meter.stored().ledger).toBe(0);
  });

  it('bills reads by 4 KB: each record of a batch alone, a page as a whole, a missing record as one', () => {
    const meter = open();
    succeeds(meter, { port: 'views', method: 'get', args: [key] }, undefined);
    expect(read(meter)).toBe(1);
    succeeds(meter, { port: 'views', method: 'getMany', args: [[key, key, { ...key, SK: 'E#2' }]] }, [
      itemOf(5_000),
      itemOf(5_000),
      undefined,
    ]);
    expect(read(meter)).toBe(1 + 2 + 1);
    succeeds(meter, { port: 'views', method: 'query', args: [{ PK: 'p' }] }, { items: [itemOf(2_000), itemOf(2_000), itemOf(2_000)] });
    expect(read(meter)).toBe(4 + 2);
  });

  it('tells kinds of records apart, the most written first', () => {
    const meter = open();
    succeeds(meter, put(itemOf(100)));
    succeeds(meter, put(itemOf(3_000)));
    succeeds(meter, { port: 'views', method: 'put', args: [{ PK: 'main#STATUS#packed.2', SK: '2026-11-22T04:00:00.000Z#x' }] });
    expect(meter.contributions()).toEqual([
      { record: 'ledger ORDER E#', writes: 2, writeUnits: 4 },
      { record: 'views STATUS', writes: 1, writeUnits: 1 },
    ]);
  });

  it.each([
    ['main#ORDER#abc', 'E#0000000001', 'ledger ORDER E#'],
    ['main#ORDER#abc', 'VIEW', 'ledger ORDER VIEW'],
    ['main#WORK#east.open', '000100#2026', 'ledger WORK'],
    ['main#PHONE#ab', 'Vshqn', 'ledger PHONE'],
  ])('names the record under %s, %s', (PK, SK, name) => {
    expect(recordKind('ledger', { PK, SK })).toBe(name);
  });
});

describe('the meter of the other ports', () => {
  it('bills messages by batches of ten and chunks of 64 KB', () => {
    const meter = open();
    const messages = Array.from({ length: 11 }, () => ({ body: 'x'.repeat(10_000), group: 'g' }));
    succeeds(meter, { port: 'queue', queue: 'changes', method: 'send', args: [messages] });
    expect(meter.usage()).toEqual({ 'sqs.fifo-requests': 2 + 1 });
  });

  it('bills every event of a publication', () => {
    const meter = open();
    const event = { source: 'oms.orders', detailType: 'OrderCreated', detail: { text: 'x' } };
    succeeds(meter, { port: 'bus', method: 'publish', args: [[event, event, { ...event, detail: { text: 'x'.repeat(70_000) } }]] }, []);
    expect(meter.usage()).toEqual({ 'eventbridge.events': 1 + 1 + 2, 'firehose.bytes': (1 + 1 + 14) * 5 * 1024 });
  });

  it('bills keys that are wrapped and unwrapped, not tokens that a function computes itself', () => {
    const meter = open();
    for (const method of ['generateDataKey', 'unwrap', 'mac', 'destroyRemains']) succeeds(meter, { port: 'keys', method, args: [] });
    expect(meter.usage()).toEqual({ 'kms.requests': 2 });
  });

  it('bills blobs, timers, secrets and models', () => {
    const meter = open();
    succeeds(meter, { port: 'blobs', method: 'put', args: ['k', { bytes: new Uint8Array(7) }] });
    succeeds(meter, { port: 'blobs', method: 'get', args: ['k'] });
    succeeds(meter, { port: 'timers', method: 'schedule', args: [{}] });
    succeeds(meter, { port: 'timers', method: 'cancel', args: ['t'] });
    succeeds(meter, { port: 'secrets', method: 'get', args: ['s'] });
    succeeds(meter, { port: 'models', method: 'invoke', args: [{}] });
    expect(meter.usage()).toEqual({
      's3.put-requests': 1,
      's3.get-requests': 1,
      'scheduler.invocations': 1,
      'secrets-manager.calls': 1,
      'sagemaker.mb-ms': 1_000,
    });
    expect(meter.stored().blobs).toBe(7);
  });
});

describe('the meter of functions', () => {
  const wirings = [
    {
      context: 'some',
      http: [{ route: {} as never, handler: 'some/ask' }],
      queues: [{ name: 'work', handler: 'some/work' }],
      streams: [{ name: 'reader', table: 'ledger' as const, handler: 'some/read' }],
      tasks: [{ name: 'Do', handler: 'some/do' }],
    },
  ];
  const start = () => {
    const ports = open();
    const functions = createInvocationMeter(functionKindsOf(wirings, 'some/authorize'), ports, defaultAssumptions);
    return { ports, functions };
  };
  const record = (body: string, receives: number) => ({
    body,
    eventSourceARN: 'arn:aws:sqs:local:000000000000:work',
    attributes: { ApproximateReceiveCount: String(receives) },
  });

  it('counts by what calls a function, and prices memory and time as assumed', () => {
    const { ports, functions } = start();
    for (const handler of ['some/authorize', 'some/read', 'some/do', 'some/do']) functions.invoked(handler, {}, undefined);
    expect(functions.invocations()).toEqual({ http: 0, authorizer: 1, queue: 0, stream: 1, task: 2 });
    expect(ports.usage()).toMatchObject({ 'lambda.requests': 4, 'lambda.mb-ms': 512 * (10 + 60 + 80 + 80), 'cloudwatch.log-bytes': 1_200 });
  });

  it('bills a request at the edge, in the firewall and at the gateway, and what it answers', () => {
    const { ports, functions } = start();
    functions.invoked('some/ask', {}, { statusCode: 200, body: 'Zoë' });
    expect(ports.usage()).toMatchObject({ 'http-api.requests': 1, 'cloudfront.requests': 1, 'waf.requests': 1, 'cloudfront.bytes-out': 4 });
  });

  it('bills a batch as one receipt and one deletion, and each message that the bus has put there', () => {
    const { ports, functions } = start();
    functions.invoked('some/work', { Records: [record('a', 1), record('b', 1), record('again', 2)] }, undefined);
    expect(ports.usage()['sqs.standard-requests']).toBe(2 + 2);
  });

  it('does not bill a message twice that the product has sent itself', () => {
    const { ports, functions } = start();
    succeeds(ports, { port: 'queue', queue: 'work', method: 'send', args: [[{ body: 'a' }]] });
    functions.invoked('some/work', { Records: [record('a', 1)] }, undefined);
    expect(ports.usage()['sqs.standard-requests']).toBe(1 + 2);
  });

  it('refuses a function that nothing calls', () => {
    expect(() => start().functions.invoked('some/other', {}, undefined)).toThrow('some/other');
  });
});
