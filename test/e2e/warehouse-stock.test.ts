// Receiving and counting, as whoever stands in the warehouse with a scanner gets to see them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, eventually, type Installation, openInstallation, stockUp } from './installation.ts';

let installation: Installation;
/** May work at the warehouse in the east alone. */
let packer: Api;

beforeAll(async () => {
  installation = await openInstallation();
  await stockUp(installation.api, { east: { MUG: 5 }, west: { MUG: 7 } });
  packer = await installation.apiAs('warehouse', 'main', ['east']);
  await eventually(
    () => onHand('MUG'),
    ({ east, west }) => east === 5 && west === 7,
  );
});
afterAll(() => installation.close());

const onHand = async (sku: string): Promise<Readonly<Record<string, number>>> => {
  const { body } = await installation.api('GET', `/inventory/levels?sku=${sku}`);
  return Object.fromEntries(
    body.levels.map(({ location_id, on_hand }: { readonly location_id: string; readonly on_hand: number }) => [location_id, on_hand]),
  );
};

const documents = [
  { path: '/inventory/receipts', id: 'receipt_id', units: 'quantity', fewest: 1 },
  { path: '/inventory/counts', id: 'count_id', units: 'on_hand', fewest: 0 },
] as const;

describe.each(documents)('a document at $path', ({ path, id, units, fewest }) => {
  const line = (more: object) => ({ sku: 'MUG', location_id: 'east', [units]: 5, ...more });
  const post = (api: Api, ...lines: readonly object[]) => api('POST', path, { [id]: 'paper-1', lines });

  it.each([
    ['a location that there is none of', { location_id: 'nowhere' }, 'lines.0.location_id', 'There is no location nowhere.'],
    ['fewer units than there can be', { [units]: fewest - 1 }, `lines.0.${units}`, `must be ${fewest} or more`],
    ['part of a unit', { [units]: 1.5 }, `lines.0.${units}`, 'must be a whole number'],
    ['a number as text', { [units]: '5' }, `lines.0.${units}`, 'must be a whole number'],
    ['more units than can be', { [units]: 2_000_000_000 }, `lines.0.${units}`, 'must be 1000000000 or less'],
    ['no SKU', { sku: ' ' }, 'lines.0.sku', 'must be 1 to 128 characters without # and control characters'],
  ])('is refused with %s, and says which and what is allowed', async (_what, more, field, message) => {
    const before = await onHand('MUG');
    const answer = await post(installation.api, line(more));
    expect(answer).toMatchObject({ status: 400, body: { problems: [{ message }] } });
    expect(answer.body.problems[0].field).toMatch(new RegExp(`${field.replaceAll('.', '\\.')}$`));
    expect(await onHand('MUG')).toEqual(before);
  });

  it('is refused when it names an article of a place twice', async () => {
    expect(await post(installation.api, line({}), line({}))).toMatchObject({
      status: 400,
      body: { problems: [{ message: 'must name each SKU and location once' }] },
    });
  });

  it('is refused without lines, or without a number of its own', async () => {
    expect(await post(installation.api)).toMatchObject({ status: 400, body: { problems: [{ message: 'must have at least one line' }] } });
    expect(await installation.api('POST', path, { lines: [line({})] })).toMatchObject({ status: 400, body: { problems: [{ field: id }] } });
  });

  it('is not for places where one does not work: nothing of it is posted', async () => {
    const before = await onHand('MUG');
    expect(await post(packer, line({ [units]: 9 }), line({ location_id: 'west' }))).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'lines.1.location_id', code: 'unknown-location', message: 'There is no location west.' }] },
    });
    expect(await onHand('MUG')).toEqual(before);
  });

  it('is not for another tenant’s places, nor for people without the right', async () => {
    const rival = await installation.apiAs('admin', 'rival');
    expect(await post(rival, line({}))).toMatchObject({ status: 400, body: { problems: [{ code: 'unknown-location' }] } });
    const support = await installation.apiAs('support');
    expect(await post(support, line({}))).toMatchObject({ status: 403, body: { scope: 'inventory:write' } });
  });

  it('changes nothing when it is handed in again, and is refused with other lines under its number', async () => {
    const lines = [line({ sku: `CAP-${id}` })];
    const hand = (given: readonly object[]) => packer('POST', path, { [id]: 'paper-2', lines: given });
    expect((await hand(lines)).body.levels).toMatchObject([{ on_hand: 5, changed: true }]);
    expect((await hand(lines)).body.levels).toMatchObject([{ on_hand: 5, changed: false }]);
    expect(await hand([line({ sku: `CAP-${id}`, [units]: 6 })])).toMatchObject({ status: 409 });
    await eventually(
      () => onHand(`CAP-${id}`),
      ({ east }) => east === 5,
    );
  });
});
