import { describe, expect, it } from 'vitest';
import { isDueByTime, mayTrain, type TrainingRun } from '../../../lib/intelligence/domain/training/training-run.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { defaultRetraining } from '../../../lib/kernel/retraining-policy.ts';

const now = Instant('2026-11-20T12:00:00.000Z');
const day = 86_400_000;
const run = (changes: Partial<TrainingRun> = {}): TrainingRun => ({
  runId: 'a',
  model: 'fraud',
  trigger: 'person',
  reason: '',
  seed: 1,
  state: 'promoted',
  dataset: null,
  seconds: 60,
  costMicroUsd: 2_000,
  version: 1,
  gates: [],
  outcome: null,
  requestedBy: 'oms',
  startedAt: plusMs(now, -10 * day),
  updatedAt: plusMs(now, -10 * day),
  endedAt: plusMs(now, -10 * day),
  ...changes,
});
const codeOf = (result: ReturnType<typeof mayTrain>): string => (result.ok ? 'ok' : result.error.code);
const may = (trigger: TrainingRun['trigger'], runs: readonly TrainingRun[], policy = {}) =>
  codeOf(mayTrain('fraud', trigger, { ...defaultRetraining, ...policy }, runs, now));

describe('a training', () => {
  it('begins when nothing stands against it', () => expect(may('schedule', [run()])).toBe('ok'));
  it('waits for one of the same model that is under way, not for one of another', () => {
    expect(may('person', [run({ state: 'awaiting_approval' })])).toBe('training-under-way');
    expect(may('person', [run({ state: 'training', model: 'routing' })])).toBe('ok');
  });
  it('that nobody has heard of for weeks holds up nothing', () =>
    expect(may('person', [run({ state: 'training', updatedAt: plusMs(now, -46 * day) })])).toBe('ok'));
  it('rests after the last one, unless a person asks', () => {
    const fresh = [run({ startedAt: plusMs(now, -2 * day) })];
    expect(may('accuracy', fresh)).toBe('cooling-down');
    expect(may('person', fresh)).toBe('ok');
    expect(may('accuracy', [run({ startedAt: plusMs(now, -2 * day), state: 'skipped' })])).toBe('ok');
  });
  it('is left to people where the policy is off', () => {
    expect(may('drift', [], { enabled: false })).toBe('retraining-off');
    expect(may('person', [], { enabled: false })).toBe('ok');
  });
  it('is limited by the runs and the money of the month, all models together', () => {
    const others = [run({ model: 'routing' }), run({ model: 'forecast' })];
    expect(may('person', others, { runsPerMonth: 2 })).toBe('runs-used-up');
    expect(may('person', others, { monthlyBudgetUsd: 0.004 })).toBe('budget-used-up');
    expect(may('person', [run({ model: 'routing', startedAt: Instant('2026-10-31T12:00:00.000Z') })], { runsPerMonth: 1 })).toBe('ok');
  });
  it('is due by time a while after the last one', () => {
    const policy = { ...defaultRetraining, everyDays: 10 };
    expect(isDueByTime('fraud', policy, [run()], now)).toBe(true);
    expect(isDueByTime('fraud', policy, [run({ startedAt: plusMs(now, -9 * day) })], now)).toBe(false);
    expect(isDueByTime('fraud', { ...policy, everyDays: 0 }, [], now)).toBe(false);
  });
});
