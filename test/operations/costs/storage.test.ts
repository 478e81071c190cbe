import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldInMonth, storedArchived, storedAsBuilt } from '../../../lib/operations/domain/costs/storage.ts';

const plan = { 'hot-months': 3, 'retention-months': 84 };
const bytes = fc.nat({ max: 1_000_000_000 });
const stored = fc.record({ ledger: bytes, views: bytes, vault: bytes, blobs: bytes });

describe('what orders leave behind', () => {
  it('lies in the tables first and in the archive afterwards, without its views', () => {
    expect(storedArchived({ ledger: 100, views: 10, vault: 5, blobs: 1 }, plan)).toEqual({
      'dynamodb.storage-byte-months': 115 * 3,
      'dynamodb.backup-byte-months': 100 * 3,
      's3.standard-byte-months': 1 * 3,
      's3.infrequent-byte-months': 106 * 81,
    });
  });

  it('stays in the tables for good when nothing is archived', () => {
    expect(storedAsBuilt({ ledger: 100, views: 10, vault: 5, blobs: 1 }, plan)).toEqual({
      'dynamodb.storage-byte-months': 115 * 84,
      'dynamodb.backup-byte-months': 100 * 84,
      's3.standard-byte-months': 1 * 84,
      's3.infrequent-byte-months': 0,
    });
  });

  it('fills up month by month until the oldest orders leave', () => {
    const monthly = { ledger: 100, views: 10, vault: 5, blobs: 1 };
    expect(heldInMonth(monthly, 1, plan)).toMatchObject({ 'dynamodb.storage-byte-months': 115, 's3.infrequent-byte-months': 0 });
    expect(heldInMonth(monthly, 12, plan)).toMatchObject({ 'dynamodb.storage-byte-months': 345, 's3.infrequent-byte-months': 106 * 9 });
    expect(heldInMonth(monthly, 200, plan)).toEqual(heldInMonth(monthly, 84, plan));
  });

  it('costs in a month of full retention what a month of orders costs over its life', () => {
    fc.assert(
      fc.property(stored, (monthly) => {
        expect(heldInMonth(monthly, 84, plan)).toEqual(storedArchived(monthly, plan));
      }),
    );
  });
});
