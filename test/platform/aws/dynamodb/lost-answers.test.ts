import { describe, expect, it } from 'vitest';
import { ConditionFailedError, UnavailableError } from '../../../../lib/platform/ports.ts';
import { errorOf } from '../../../contract/table.support.ts';
import { accepted, hangUp, refused, scripted, type Step } from './scripted-client.ts';

const key = { PK: 'P', SK: 'A' };
const item = { ...key, commit: 'c1', n: 1, deep: { list: [1, null] } };
const asStored = {
  PK: { S: 'P' },
  SK: { S: 'A' },
  deep: { M: { list: { L: [{ N: '1' }, { NULL: true }] } } },
  commit: { S: 'c1' },
  n: { N: '1' },
};
const conditionFailed = (Item?: object): Step => refused('ConditionalCheckFailedException', Item ? { Item } : {});

const lost: readonly (readonly [string, Step])[] = [
  ['the connection broke', hangUp],
  ['the service failed inside', refused('InternalServerError', {}, 500)],
  ['something between answered', { status: 503, text: '<html>upstream</html>' }],
  ['the answer broke off', { status: 200, text: '{"Attributes":{"PK"' }],
  ['no answer came in time', { break: Object.assign(new Error('timed out'), { name: 'TimeoutError' }) }],
];

describe.each(lost)('a conditional put when %s', (_what, fault) => {
  it('has succeeded when its repetition finds the record it put', async () => {
    const { table, requests } = scripted(fault, conditionFailed(asStored));
    await table.put(item, { kind: 'absent' });
    expect(requests.map(({ operation }) => operation)).toEqual(['PutItem', 'PutItem']);
  });

  it('is refused when its repetition finds the record of another', async () => {
    const { table } = scripted(fault, conditionFailed({ ...asStored, commit: { S: 'c2' } }));
    const error = await errorOf(table.put(item, { kind: 'absent' }));
    expect(error).toBeInstanceOf(ConditionFailedError);
    expect((error as ConditionFailedError).existing).toEqual({ ...item, commit: 'c2' });
  });
});

describe('a conditional put that was answered at once', () => {
  it('is refused also by a record equal to its own', async () => {
    const { table } = scripted(conditionFailed(asStored));
    await expect(table.put(item, { kind: 'absent' })).rejects.toThrow(ConditionFailedError);
  });

  it('is refused after a throttled try too, since that one was not applied', async () => {
    const { table } = scripted(refused('ThrottlingException'), conditionFailed(asStored));
    await expect(table.put(item, { kind: 'absent' })).rejects.toThrow(ConditionFailedError);
  });

  it('is refused after a connection that never stood', async () => {
    const { table } = scripted({ break: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }, conditionFailed(asStored));
    await expect(table.put(item, { kind: 'absent' })).rejects.toThrow(ConditionFailedError);
  });
});

describe('a transaction whose answer was lost', () => {
  it('is repeated under its token, with which the service recognises it', async () => {
    const { table, requests } = scripted(hangUp, refused('TransactionInProgressException'), accepted());
    await table.transact([{ kind: 'put', item, condition: { kind: 'absent' } }]);
    const tokens = requests.map(({ input }) => input.ClientRequestToken);
    expect(tokens).toHaveLength(3);
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('has a token of its own', async () => {
    const { table, requests } = scripted(accepted());
    await table.transact([{ kind: 'put', item }]);
    await table.transact([{ kind: 'put', item }]);
    expect(requests[0]?.input.ClientRequestToken).not.toBe(requests[1]?.input.ClientRequestToken);
  });

  it('is a defect, and no outage, when its token stands for other writes', async () => {
    const { table, requests } = scripted(refused('IdempotentParameterMismatchException'));
    const error = await errorOf(table.transact([{ kind: 'put', item }]));
    expect((error as Error).name).toBe('IdempotentParameterMismatchException');
    expect(requests).toHaveLength(1);
  });
});

describe('an update whose answer was lost', () => {
  it('is not repeated when it adds, because it could count twice', async () => {
    const { table, requests } = scripted(hangUp, accepted({ Attributes: asStored }));
    await expect(table.update(key, { add: { n: 1 } })).rejects.toThrow(UnavailableError);
    expect(requests).toHaveLength(1);
  });

  it('is repeated when it adds and nothing was applied', async () => {
    const { table, requests } = scripted(refused('ProvisionedThroughputExceededException'), accepted({ Attributes: asStored }));
    expect(await table.update(key, { add: { n: 1 } })).toEqual(item);
    expect(requests).toHaveLength(2);
  });

  it('has succeeded when its repetition finds what it set and removed', async () => {
    const { table } = scripted(hangUp, conditionFailed(asStored));
    expect(await table.update(key, { set: { n: 1 }, remove: ['open'] }, { kind: 'equals', attribute: 'n', value: 0 })).toEqual(item);
  });

  it('is refused when its repetition finds another value', async () => {
    const { table } = scripted(hangUp, conditionFailed({ ...asStored, n: { N: '7' } }));
    await expect(table.update(key, { set: { n: 1 } }, { kind: 'equals', attribute: 'n', value: 0 })).rejects.toThrow(ConditionFailedError);
  });
});

describe('a conditional delete whose answer was lost', () => {
  it('has succeeded when its repetition finds no record', async () => {
    const { table } = scripted(hangUp, conditionFailed());
    await table.delete(key, { kind: 'present' });
    await expect(scripted(conditionFailed()).table.delete(key, { kind: 'present' })).rejects.toThrow(ConditionFailedError);
  });

  it('is refused when its repetition finds another record', async () => {
    const { table } = scripted(hangUp, conditionFailed(asStored));
    await expect(table.delete(key, { kind: 'equals', attribute: 'n', value: 9 })).rejects.toThrow(ConditionFailedError);
  });
});
