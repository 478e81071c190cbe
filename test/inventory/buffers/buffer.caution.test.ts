import { expect, it } from 'vitest';
import { cautionOf, type Oversells, withOversell } from '../../../lib/inventory/domain/buffers/buffer.caution.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';

const start = Instant('2026-11-20T12:00:00.000Z');
const weekMs = 7 * 86_400_000;

it('an oversell doubles what is held back, and half of that is gone a week later', () => {
  expect(cautionOf(null, start)).toBe(1);
  const once = withOversell(null, start);
  expect([0, 1, 2, 20].map((weeks) => cautionOf(once, plusMs(start, weeks * weekMs)))).toEqual([2, 1.5, 1.25, 1]);
});

it('oversells add up to eightfold, and are all counted for good', () => {
  let oversells: Oversells | null = null;
  for (let count = 0; count < 20; count += 1) oversells = withOversell(oversells, start);
  expect(oversells?.count).toBe(20);
  expect(cautionOf(oversells, start)).toBe(8);
  const later = withOversell(withOversell(null, start), plusMs(start, weekMs));
  expect(later).toMatchObject({ count: 2, weight: 1.5 });
});
