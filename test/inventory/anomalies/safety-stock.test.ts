import { describe, expect, it } from 'vitest';
import { safetyTargetOf } from '../../../lib/inventory/app/anomalies/safety-stock-alerts.ts';
import { defaultStockChecks } from '../../../lib/inventory/domain/anomalies/anomaly.ts';
import {
  describeBreach,
  safetyBreachOf,
  type SafetyStanding,
  type SafetyTarget,
} from '../../../lib/inventory/domain/anomalies/safety-stock.ts';
import { demandQuantile } from '../../../lib/forecasting/index.ts';
import { LocationId, Sku } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';

const [east, west, south] = [LocationId('east'), LocationId('west'), LocationId('south')];
const expectedAt = Instant('2026-11-24T10:00:00.000Z');
const policy: SafetyTarget = { source: 'policy', units: 20 };
const forecast: SafetyTarget = { source: 'forecast', units: 20, leadTimeDays: 7, coveredPercent: 95, expectedUnits: 12.3 };
const standing = (more: Partial<SafetyStanding>): SafetyStanding => ({
  available: 12,
  target: policy,
  arriving: [],
  elsewhere: [],
  ...more,
});

describe('what a location should have of an article', () => {
  const demand = { dailyUnits: [2, 2, 2, 2, 2, 2, 2, 9], dispersion: 1, shareOf: (id: string) => (id === 'east' ? 0.5 : 0) };
  const rules = {
    policy: { defaultUnits: 3, overrides: [{ sku: 'CAP', locationId: 'west', units: 8 }] },
    checks: defaultStockChecks,
    demand,
  };
  const of = (sku: string, locationId: LocationId, more: object = {}) =>
    safetyTargetOf({ ...rules, ...more }, demandQuantile, Sku(sku), locationId);

  it('is what the policy says of it by name', () => expect(of('CAP', west)).toEqual({ source: 'policy', units: 8 }));

  it('is else what covers the forecast of the lead time there', () =>
    expect(of('CAP', east)).toEqual({
      source: 'forecast',
      units: demandQuantile(7, 1, 0.95),
      leadTimeDays: 7,
      coveredPercent: 95,
      expectedUnits: 7,
    }));

  it.each([
    ['where nothing is expected', west, {}],
    ['without a forecast', east, { demand: undefined }],
    ['where forecasts are not to count', east, { checks: { ...defaultStockChecks, forecastCover: null } }],
  ])('is else what the policy says of every article: %s', (_, location, more) =>
    expect(of('MUG', location, more)).toEqual({ source: 'policy', units: 3 }));
});

describe('a location that has less than it should', () => {
  it('gets it from where there is enough beyond what is to be kept there', () => {
    const elsewhere = [
      { locationId: south, surplus: 7 },
      { locationId: west, surplus: 9 },
      { locationId: LocationId('north'), surplus: 9 },
    ];
    expect(safetyBreachOf(standing({ elsewhere }))).toEqual({
      counted: 12,
      shortfall: 8,
      severity: 'low',
      recommendedAction: { kind: 'transfer', fromLocationId: 'north', quantity: 8 },
    });
  });

  it('is to order it where nobody has enough, with what sells until it comes when that is known', () => {
    const elsewhere = [{ locationId: south, surplus: 7 }];
    expect(safetyBreachOf(standing({ elsewhere }))?.recommendedAction).toEqual({ kind: 'purchase_order', quantity: 8 });
    expect(safetyBreachOf(standing({ elsewhere, target: forecast }))?.recommendedAction).toEqual({ kind: 'purchase_order', quantity: 21 });
  });

  it('waits where enough is on its way', () => {
    const arriving = [
      { reference: 'po-1', quantity: 3, expectedAt },
      { reference: 'po-2', quantity: 5, expectedAt },
    ];
    expect(safetyBreachOf(standing({ arriving }))).toMatchObject({
      counted: 12,
      recommendedAction: { kind: 'await_incoming', reference: 'po-2', quantity: 8, expectedAt },
    });
    // A forecast covers a time, and what comes within the time counts for it.
    expect(safetyBreachOf(standing({ arriving, target: forecast }))).toBeUndefined();
  });

  it('is told the more seriously the less there is', () => {
    const severityOf = (available: number) => safetyBreachOf(standing({ available }))?.severity;
    expect([0, 1, 10, 11, 19, 20].map(severityOf)).toEqual(['high', 'medium', 'medium', 'low', 'low', undefined]);
    expect(safetyBreachOf(standing({ available: 0, target: { source: 'policy', units: 0 } }))).toBeUndefined();
  });

  it('is told where the figure comes from', () => {
    const said = (target: SafetyTarget) => {
      const breach = safetyBreachOf(standing({ target }));
      return breach && describeBreach('MUG', east, target, breach);
    };
    expect(said(policy)).toBe('east has 12 of MUG to give and is to keep 20, by the policy of safety stock.');
    expect(said(forecast)).toContain('20 to cover the demand of that time in 95 of 100 cases, by the forecast');
  });
});
