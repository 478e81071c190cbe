import { expect, it } from 'vitest';
import { purgePaths } from '../../../lib/inventory/domain/buffers/buffer.purge.ts';

const base = '/storefronts/main/availability';

it('some articles are thrown out by name, with the lists that they may stand in', () => {
  expect(purgePaths('main', ['MUG', 'a.b_c~1-2'])).toEqual([`${base}/MUG`, `${base}/a.b_c~1-2`, `${base}?*`]);
  expect(
    purgePaths(
      'main',
      Array.from({ length: 20 }, (_, index) => `S${index}`),
    ),
  ).toHaveLength(21);
});

it('of more than twenty everything of the tenant is thrown out', () => {
  const many = Array.from({ length: 21 }, (_, index) => `S${index}`);
  expect(purgePaths('main', many)).toEqual([`${base}*`]);
});

it.each(['DESK/A', 'a b', 'Größe', 'A:B', '50%', 'A+B'])('%s, which an address can hold in several ways, is not named', (sku) => {
  expect(purgePaths('main', ['MUG', sku])).toEqual([`${base}*`]);
});
