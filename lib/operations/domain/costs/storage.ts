import type { Assumptions } from './assumptions.ts';
import type { Usage } from './meters.ts';

/** Bytes that orders leave behind, as billed for storage. */
export type StoredBytes = {
  readonly ledger: number;
  readonly views: number;
  readonly vault: number;
  readonly blobs: number;
};

type Plan = Pick<Assumptions, 'hot-months' | 'retention-months'>;

/** Where the records of an order lie for how many months. The views of an archived order are dropped: they can be derived. */
const heldFor = (stored: StoredBytes, hotMonths: number, coldMonths: number): Usage => ({
  'dynamodb.storage-byte-months': (stored.ledger + stored.views + stored.vault) * hotMonths,
  'dynamodb.backup-byte-months': stored.ledger * hotMonths,
  's3.standard-byte-months': stored.blobs * hotMonths,
  's3.infrequent-byte-months': (stored.ledger + stored.vault + stored.blobs) * coldMonths,
});

/** Storage that the orders cost over their whole retention, archived to S3 Standard-IA after the hot months. */
export const storedArchived = (stored: StoredBytes, plan: Plan): Usage =>
  heldFor(stored, plan['hot-months'], plan['retention-months'] - plan['hot-months']);

/** The same when nothing is ever archived, as the product stands today. */
export const storedAsBuilt = (stored: StoredBytes, plan: Plan): Usage => heldFor(stored, plan['retention-months'], 0);

/**
 * What is held in the nth month of operation, when every month brings as much as `monthly`. From the month of full
 * retention on this equals what one month's orders cost over their whole life.
 */
export const heldInMonth = (monthly: StoredBytes, month: number, plan: Plan): Usage => {
  const hotMonths = Math.min(month, plan['hot-months']);
  return heldFor(monthly, hotMonths, Math.min(month, plan['retention-months']) - hotMonths);
};
