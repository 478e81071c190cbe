import type { Instant } from '../../../kernel/instant.ts';
import type { Zone } from './zones.ts';

/** What is delicate about the goods of a parcel, the most delicate first: a parcel of several kinds counts as the first of them. */
export const packageKinds = ['fragile', 'cold', 'bulky', 'standard'] as const;
export type PackageKind = (typeof packageKinds)[number];

/** The most delicate of several kinds. */
export const mostDelicate = (kinds: Iterable<PackageKind>): PackageKind => {
  const found = new Set(kinds);
  return packageKinds.find((kind) => found.has(kind)) ?? 'standard';
};

/** A service on a way with a kind of goods: what outcomes are counted by. */
export type CellName = { readonly carrier: string; readonly service: string; readonly zone: Zone; readonly kind: PackageKind };

/** Names of carriers and services are compared without regard to case and blanks around them. */
export const cellText = (text: string | null | undefined): string => (text ?? '').trim().toLowerCase();

/** How one parcel went. Holds nothing personal: the way is a distance. */
export type Outcome = CellName & {
  /** Great-circle distance, 0 or more. */
  readonly km: number;
  /** When its fate was known: delivered, or reported lost or damaged. */
  readonly at: Instant;
  /** What it cost over what the rates said, such as 1.08; absent where one of the two is not known. */
  readonly costRatio?: number;
  /** Days from leaving to arriving; absent where it never arrived or one of the two is not known. */
  readonly days?: number;
  /** Whether it came after what the customer was told; absent where nothing was promised. */
  readonly late?: boolean;
  /** Days after the promise, begun ones in full; absent where it was in time, never came or nothing was promised. */
  readonly lateDays?: number;
  /** Days from leaving to what the customer was told; absent where nothing was promised, and of parcels of earlier releases. */
  readonly promisedDays?: number;
  /** Days that the rates say; absent where they say none. */
  readonly ratedDays?: number;
  /** When it left; absent of parcels of earlier releases. */
  readonly shippedAt?: Instant;
  readonly damaged: boolean;
  /** What was foretold when it left, and what came, for the record of how good predictions are. */
  readonly foretold?: Foretold;
};

/** Minor units and days that were expected of a parcel when it left. */
export type Foretold = { readonly costMinor?: number; readonly actualCostMinor?: number; readonly days?: number };
