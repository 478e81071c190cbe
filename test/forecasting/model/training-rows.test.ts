import { describe, expect, it } from 'vitest';
import { demandFeatures, rowsOfOrigin } from '../../../lib/forecasting/domain/model/features.ts';
import type { DemandSeries } from '../../../lib/forecasting/domain/model/series.ts';
import { trainingColumns, trainingLines } from '../../../lib/forecasting/domain/model/training-rows.ts';

const series: DemandSeries = { cadence: 'daily', firstDay: 20_000, units: Array.from({ length: 60 }, (_, day) => (day * 7) % 11) };
const lines = (given: DemandSeries, lastKnown?: number) => [
  ...trainingLines('sku', given, { step: 5, everyHorizon: 3, ...(lastKnown === undefined ? {} : { lastKnown }) }),
];
const column = (line: string, name: (typeof trainingColumns)[number]): string => line.split(',')[trainingColumns.indexOf(name)]!;

describe('training rows', () => {
  it('hold the very features that serving asks with', () => {
    for (const line of lines(series)) {
      const horizon = Number(column(line, 'horizon_periods'));
      const origin = Number(column(line, 'target_day')) - series.firstDay - horizon;
      const { baselines, vectors } = rowsOfOrigin({ ...series, units: series.units.slice(0, origin + 1) }, origin, [horizon]);
      expect(Number(column(line, 'baseline'))).toBeCloseTo(baselines[0]!, 4);
      for (const [at, name] of demandFeatures.entries()) {
        const [written, served] = [column(line, name), vectors[0]![at]!];
        if (Number.isNaN(served)) expect(written, name).toBe('');
        else expect(Number(written), name).toBeCloseTo(served, 3);
      }
    }
  });
  it('say what came', () => {
    for (const line of lines(series)) {
      expect(Number(column(line, 'label'))).toBe(series.units[Number(column(line, 'target_day')) - series.firstDay]);
    }
    expect(lines(series).length).toBeGreaterThan(50);
  });
  it('hold nothing of what came after the last known period', () => {
    const early = lines(series, 40);
    expect(early.every((line) => Number(column(line, 'target_day')) <= series.firstDay + 40)).toBe(true);
    expect(early).toEqual(lines({ ...series, units: series.units.map((value, day) => (day > 40 ? 999 : value)) }, 40));
  });
  it('leave out periods whose demand is not known', () => {
    const holed = { ...series, units: series.units.map((value, day) => (day === 45 ? Number.NaN : value)) };
    expect(lines(holed).some((line) => Number(column(line, 'target_day')) === series.firstDay + 45)).toBe(false);
    expect(lines({ ...series, units: [] })).toEqual([]);
  });
});
