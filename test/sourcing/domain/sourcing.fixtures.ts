import { createHash } from 'node:crypto';
import { LineId, LocationId, Sku } from '../../../lib/kernel/ids.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import type { SourcingLine, SourcingLocation, SourcingRequest, StockAt } from '../../../lib/sourcing/domain/sourcing.request.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const newYork = { latitude: 40.71, longitude: -74.01 };
export const chicago = { latitude: 41.88, longitude: -87.63 };
export const losAngeles = { latitude: 34.05, longitude: -118.24 };
export const boston = { latitude: 42.36, longitude: -71.06 };

export const line = (lineId: string, sku: string, quantity: number): SourcingLine => ({
  lineId: LineId(lineId),
  sku: Sku(sku),
  quantity,
  unitValueMinor: 1_000,
});

export const warehouse = (
  locationId: string,
  coordinates: { readonly latitude: number; readonly longitude: number },
  change: Partial<SourcingLocation> = {},
): SourcingLocation => ({
  locationId: LocationId(locationId),
  coordinates,
  country: 'US',
  type: 'warehouse',
  active: true,
  handlingCostMinor: { perParcel: 100, perLine: 20 },
  ...change,
});

export const stock = (sku: string, units: Readonly<Record<string, number>>): readonly StockAt[] =>
  Object.entries(units).map(([locationId, available]) => ({ sku: Sku(sku), locationId: LocationId(locationId), available }));

export const request = (change: Partial<SourcingRequest>): SourcingRequest => ({
  decisionId: 'decision-1',
  currency: CurrencyCode('USD'),
  lines: [line('1', 'A', 1)],
  destination: { country: 'US', region: 'NY', coordinates: newYork },
  locations: [warehouse('W1', boston), warehouse('W2', chicago), warehouse('W3', losAngeles)],
  availability: [],
  excluded: [],
  ...change,
});

/** What a decision sends, short: `{ W1: { '1': 3 } }` is three units of line 1 from W1. */
export const sends = (decision: {
  readonly assignments: readonly {
    readonly locationId: string;
    readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  }[];
}) =>
  Object.fromEntries(
    decision.assignments.map((assignment) => [
      assignment.locationId,
      Object.fromEntries(assignment.lines.map((sent) => [sent.lineId, sent.quantity])),
    ]),
  );
