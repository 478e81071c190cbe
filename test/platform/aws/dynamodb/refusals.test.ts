import { describe, expect, it } from 'vitest';
import { InvalidCursorError, LimitExceededError, TransactionCanceledError, UnavailableError } from '../../../../lib/platform/ports.ts';
import { errorOf } from '../../../contract/table.support.ts';
import { accepted, hangUp, refused, scripted, type Step } from './scripted-client.ts';

const key = { PK: 'P', SK: 'A' };
const stored = { PK: { S: 'P' }, SK: { S: 'A' } };
const cancelled = (...CancellationReasons: readonly object[]): Step => refused('TransactionCanceledException', { CancellationReasons });
const none = { Code: 'None' };
const failed = (Item?: object) => ({
  Code: 'ConditionalCheckFailed',
  Message: 'The conditional request failed',
  ...(Item ? { Item } : {}),
});
const twoPuts = [
  { kind: 'put', item: key },
  { kind: 'put', item: { PK: 'P', SK: 'B' } },
] as const;

describe('a service that is short of capacity or fails', () => {
  it.each([
    ['ThrottlingException', refused('ThrottlingException')],
    ['ProvisionedThroughputExceededException', refused('ProvisionedThroughputExceededException')],
    ['RequestLimitExceeded', refused('RequestLimitExceeded')],
    ['a conflict with a transaction', refused('TransactionConflictException')],
    ['an error inside', refused('InternalServerError', {}, 500)],
    ['a broken connection', hangUp],
    ['a gateway that is too busy', { status: 429, body: {} }],
  ] as const)('is asked again after %s', async (_what, step) => {
    const { table, requests } = scripted(step, step, accepted({ Item: stored }));
    expect(await table.get(key)).toEqual(key);
    expect(requests).toHaveLength(3);
  });

  it('is given up after eight tries, with the last failure as the cause', async () => {
    const { table, requests, pauses } = scripted(refused('ThrottlingException', { message: 'slow down' }));
    const error = (await errorOf(table.put(key))) as Error;
    expect(error).toBeInstanceOf(UnavailableError);
    expect((error.cause as Error).name).toBe('ThrottlingException');
    expect(requests).toHaveLength(8);
    expect(pauses).toEqual([50, 100, 200, 400, 800, 1_600, 2_000]);
  });

  it.each(['AccessDeniedException', 'ResourceNotFoundException'])('is not asked again after %s, which stays what it is', async (name) => {
    const { table, requests } = scripted(refused(name));
    expect(((await errorOf(table.get(key))) as Error).name).toBe(name);
    expect(requests).toHaveLength(1);
  });
});

describe('a batch of reads that is answered in part', () => {
  it('asks for the rest until everything has come', async () => {
    const other = { PK: { S: 'P' }, SK: { S: 'B' } };
    const { table, requests, pauses } = scripted(
      accepted({ Responses: { contract: [stored] }, UnprocessedKeys: { contract: { Keys: [other], ConsistentRead: true } } }),
      accepted({ Responses: { contract: [other] }, UnprocessedKeys: {} }),
    );
    expect(await table.getMany([key, { PK: 'P', SK: 'B' }, { PK: 'P', SK: 'C' }])).toEqual([key, { PK: 'P', SK: 'B' }, undefined]);
    expect(requests[1]?.input.RequestItems.contract).toEqual({ Keys: [other], ConsistentRead: true });
    expect(pauses).toHaveLength(1);
  });

  it('gives up when nothing comes', async () => {
    const { table, requests } = scripted(accepted({ Responses: {}, UnprocessedKeys: { contract: { Keys: [stored] } } }));
    await expect(table.getMany([key])).rejects.toThrow(UnavailableError);
    expect(requests).toHaveLength(8);
  });
});

describe('a cancelled transaction', () => {
  it('names each write whose condition failed, with its record', async () => {
    const { table } = scripted(cancelled(none, failed({ ...stored, n: { N: '4' } })));
    const error = await errorOf(table.transact(twoPuts));
    expect(error).toBeInstanceOf(TransactionCanceledError);
    expect((error as TransactionCanceledError).failures).toEqual([{ index: 1, existing: { ...key, n: 4 } }]);
  });

  it.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])('is repeated after %s', async (Code) => {
    const { table, requests } = scripted(cancelled({ Code }, none), accepted());
    await table.transact(twoPuts);
    expect(requests).toHaveLength(2);
  });

  it('is given up as an outage when conflicts do not end', async () => {
    const { table, requests } = scripted(cancelled({ Code: 'TransactionConflict' }, none));
    await expect(table.transact(twoPuts)).rejects.toThrow(UnavailableError);
    expect(requests).toHaveLength(8);
  });

  it('is a failed condition, at once, when a conflict stands beside it', async () => {
    const { table, requests } = scripted(cancelled({ Code: 'TransactionConflict' }, failed()));
    const error = await errorOf(table.transact(twoPuts));
    expect((error as TransactionCanceledError).failures).toEqual([{ index: 1, existing: undefined }]);
    expect(requests).toHaveLength(1);
  });

  it.each([
    [
      'a record too large',
      { Code: 'ValidationError', Message: 'Item size to update has exceeded the maximum allowed size' },
      LimitExceededError,
    ],
    ['a number too large', { Code: 'ValidationError', Message: 'Number overflow. Attempting to store a number' }, LimitExceededError],
    ['adding to text', { Code: 'ValidationError', Message: 'An operand in the update expression has an incorrect data type' }, TypeError],
  ])('tells of %s', async (_what, reason, expected) => {
    const { table, requests } = scripted(cancelled(none, reason));
    await expect(table.transact(twoPuts)).rejects.toThrow(expected);
    expect(requests).toHaveLength(1);
  });

  it('stays what it is for a reason without a word here', async () => {
    const { table } = scripted(cancelled(none, { Code: 'AccessDenied' }));
    expect(((await errorOf(table.transact(twoPuts))) as Error).name).toBe('TransactionCanceledException');
  });
});

describe('a limit that only the service can see', () => {
  it('is named as one', async () => {
    const { table } = scripted(refused('ValidationException', { message: 'Item size has exceeded the maximum allowed size' }));
    await expect(table.put(key)).rejects.toThrow(LimitExceededError);
  });

  it('leaves any other complaint as it is', async () => {
    const { table } = scripted(refused('ValidationException', { message: 'Invalid KeyConditionExpression' }));
    expect(((await errorOf(table.put(key))) as Error).name).toBe('ValidationException');
  });
});

describe('a cursor', () => {
  const cursorFor = (...place: readonly unknown[]): string => Buffer.from(JSON.stringify(place)).toString('base64url');

  it('is refused before the service is asked when it is not one', async () => {
    const { table, requests } = scripted(accepted({ Items: [] }));
    for (const cursor of ['', '!', cursorFor('P'), cursorFor('P', 1), cursorFor('P', ''), cursorFor('Q', 'A'), cursorFor('P', '\ud800')]) {
      await expect(table.query({ PK: 'P', cursor })).rejects.toThrow(InvalidCursorError);
    }
    await expect(table.scan({ cursor: 'AAAA' })).rejects.toThrow(InvalidCursorError);
    expect(requests).toHaveLength(0);
  });

  it('is refused when the service finds it outside of what is asked for', async () => {
    const { table } = scripted(refused('ValidationException', { message: 'The provided starting key is outside query boundaries' }));
    await expect(table.query({ PK: 'P', prefix: 'B', cursor: cursorFor('P', 'A') })).rejects.toThrow(InvalidCursorError);
  });
});

describe('what goes out', () => {
  it('reads strongly consistent, whatever the read', async () => {
    const { table, requests } = scripted(accepted({ Responses: {} }));
    await table.get(key);
    await table.getMany([key, key]);
    await table.query({ PK: 'P' });
    await table.scan();
    expect(requests.map(({ input }) => input.ConsistentRead ?? input.RequestItems.contract.ConsistentRead)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(requests[1]?.input.RequestItems.contract.Keys).toHaveLength(1);
  });

  it('carries what JSON keeps of a record and nothing else', async () => {
    const { table, requests } = scripted(accepted());
    await table.put({ ...key, empty: '', gone: undefined, list: [undefined, null], at: new Date(0) });
    expect(requests[0]?.input.Item).toEqual({
      ...stored,
      empty: { S: '' },
      list: { L: [{ NULL: true }, { NULL: true }] },
      at: { S: '1970-01-01T00:00:00.000Z' },
    });
  });
});
