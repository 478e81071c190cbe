import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { composeMaintenance } from '../../lambdas/operations/maintenance.ts';
import { partitionKey } from '../../lib/platform/event-store/commit.codec.ts';
import { openInstallation, orderBody, stockUp } from '../e2e/installation.ts';
import { settled } from '../e2e/books.ts';
import { type AtRest, type Day, dump, openAtRest, playDay, streams } from './day-of-work.ts';

let day: Day;
let rest: AtRest;
beforeAll(async () => {
  day = await playDay();
});
afterAll(() => day.remove());
beforeEach(() => {
  rest = openAtRest(day);
});
afterEach(() => rest.close());

const views = () => rest.product.platform.views;
const rebuild = (check = false) => composeMaintenance(rest.product.platform).rebuildViews({ check, settlingMs: -1 });
const bytes = async (): Promise<string> => JSON.stringify(await dump(views()));

const removeAll = async (): Promise<void> => {
  for (const { PK, SK } of await dump(views())) await views().delete({ PK, SK });
};

const rowOf = async (PK: string) => (await views().query({ PK, limit: 1 })).items[0]!;

const damage = async (): Promise<void> => {
  const source = partitionKey(streams.order(day.allocated.order));
  const [placed] = (await dump(views())).filter((row) => row.PK.startsWith('main#PLACED#') && row['source'] === source);
  await views().put({ ...placed!, order_id: day.held });
  const sent = await rowOf('main#WORK#east.sent');
  await views().delete({ PK: sent.PK, SK: sent.SK });
  const found = await rowOf('main#SKUORDERS#LAMP');
  await views().delete({ PK: found.PK, SK: found.SK });
  await views().put({ PK: 'main#STATUS#open.0', SK: 'left over', source });
  await views().put({ PK: 'main#ORDER#gone', SK: 'VIEW', version: 1, view: {} });
};

describe('rebuilding the views', () => {
  it('changes nothing where nothing is wrong', async () => {
    const before = await bytes();
    expect(await rebuild()).toMatchObject({ written: 0, deleted: 0, differing: 0 });
    expect(await bytes()).toBe(before);
  });

  it('gives the very bytes that the projector wrote, from nothing but events', async () => {
    const before = await bytes();
    await removeAll();
    const report = await rebuild();
    expect(report.written).toBe(JSON.parse(before).length);
    expect(await bytes()).toBe(before);
  });

  it('mends what differs, is missing, or should not be there', async () => {
    const before = await bytes();
    await damage();
    expect(await rebuild()).toMatchObject({ written: 3, deleted: 2 });
    expect(await bytes()).toBe(before);
  });

  it('brings back a row that claims a version which its stream has not come to', async () => {
    const before = await bytes();
    await views().put({ ...(await rowOf('main#SKUORDERS#LAMP')), since: 99 });
    expect(await rebuild()).toMatchObject({ written: 1, deleted: 0 });
    expect(await bytes()).toBe(before);
  });

  it('only looks when it is only to look, and names each row with what is wrong', async () => {
    await damage();
    const damaged = await bytes();
    const report = await rebuild(true);
    expect(await bytes()).toBe(damaged);
    expect(report).toMatchObject({ written: 0, deleted: 0, differing: 5 });
    expect(report.differences.map(({ key, problem, what }) => `${key.PK.split('#')[1]} ${problem} ${what.join(' ')}`).sort()).toEqual([
      'ORDER surplus no stream has this row',
      'PLACED differs order_id',
      'SKUORDERS missing ',
      `STATUS surplus ${partitionKey(streams.order(day.allocated.order))} does not have this row`,
      'WORK missing ',
    ]);
  });
});

describe('rebuilding beside a projector at work', () => {
  it('leaves the views right, however the two meet', async () => {
    const installation = await openInstallation();
    try {
      await stockUp(installation.api, { east: { BOOK: 1_000 } });
      const { rebuildViews, audit } = composeMaintenance(installation.runtime.platform);
      const placing = Array.from({ length: 40 }, (_, index) =>
        installation.api('POST', '/orders', orderBody({ BOOK: 1 }), { 'idempotency-key': `order-${index}` }),
      );
      for (let round = 0; round < 5; round += 1) await rebuildViews({ check: false, settlingMs: 0 });
      await Promise.all(placing);
      await settled(installation.runtime);
      await rebuildViews({ check: false, settlingMs: 0 });
      expect(await rebuildViews({ check: true, settlingMs: -1 })).toMatchObject({ differing: 0 });
      expect((await audit({ settlingMs: -1, stalledMs: 600_000 })).checks.flatMap(({ findings }) => findings)).toEqual([]);
    } finally {
      await installation.close();
    }
  });
});
