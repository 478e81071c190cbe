import { describe, expect, it } from 'vitest';
import { recall, recentIdsMax, remember } from '../../../lib/inventory/domain/recent-ids.ts';

const memoryOf = (ids: readonly string[]): string => ids.reduce((recent, id) => remember(recent, id, 'content'), '');

describe('the memory of recent ids', () => {
  it('tells the same content from another', () => {
    const recent = memoryOf(['a', 'b', 'c']);
    expect(['a', 'b', 'c'].map((id) => recall(recent, id, 'content'))).toEqual(['same', 'same', 'same']);
    expect(recall(recent, 'b', 'something else')).toBe('other');
    expect(recall(recent, 'd', 'content')).toBe('unknown');
  });

  it('forgets the oldest first and stays bounded', () => {
    const recent = memoryOf(Array.from({ length: recentIdsMax + 1 }, (_, index) => `id-${index}`));
    expect(recent).toHaveLength(recentIdsMax * 8);
    expect(recall(recent, 'id-0', 'content')).toBe('unknown');
    expect(recall(recent, 'id-1', 'content')).toBe('same');
  });

  it('keeps ids that differ in one character apart', () => {
    // 100,000 ids have 5e9 pairs; at 2^36 fingerprints less than 0.1 collisions are expected of a good hash.
    const fingerprints = new Set(
      Array.from({ length: 100_000 }, (_, index) => remember('', `reservation:order.route.001.${index}`, 'closed').slice(0, 6)),
    );
    expect(fingerprints.size).toBeGreaterThanOrEqual(100_000 - 3);
  });

  it('gives the contents of one id different marks', () => {
    const marks = new Set(Array.from({ length: 50 }, (_, index) => remember('', 'movement', `inventory.received ${index}`).slice(6, 8)));
    expect(marks.size).toBeGreaterThanOrEqual(45);
  });
});
