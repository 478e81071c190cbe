import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runRollbackDrill } from '../../../lib/intelligence/app/registry/rollback-drill.ts';
import {
  addFigures,
  binOf,
  breachOf,
  noFigures,
  stabilityIndex,
  type VersionFigures,
} from '../../../lib/intelligence/domain/registry/watch.ts';
import { artefact, caller, features, main, openRegistry, starterBaseScore, usualScores } from './registry.harness.ts';

const figures = (more: Partial<VersionFigures>): VersionFigures => ({ ...noFigures, ...more });
const histogram = { edges: [0.1, 0.2], shares: [0.5, 0.3, 0.2] };

describe('the figures of a version', () => {
  it.each([
    ['nothing counted', {}, undefined],
    ['a few scores say nothing', { asked: 19, failed: 19 }, undefined],
    ['an endpoint that fails', { asked: 100, failed: 21 }, 'failed_share'],
    ['an endpoint that fails now and then', { asked: 100, failed: 20 }, undefined],
    ['answers of another version', { asked: 100, refused: 6 }, 'refused_share'],
    ['an artefact that cannot be loaded', { asked: 3, unavailable: 3 }, 'loads_failed'],
    ['scores that are no numbers', { asked: 100, unscored: 3 }, 'unscored_share'],
    ['scores as they were', { asked: 400, bins: [200, 120, 80] }, undefined],
    ['scores elsewhere', { asked: 400, bins: [10, 20, 370] }, 'score_stability_index'],
    ['scores elsewhere, of which there are few', { asked: 199, bins: [1, 8, 190] }, undefined],
  ])('%s', (_what, more, figure) => {
    expect(breachOf(figures(more), histogram, noFigures)?.figure).toBe(figure);
  });
  it('are held against what became of the decisions before it', () => {
    const before = figures({ good: 95, bad: 5 });
    expect(breachOf(figures({ good: 80, bad: 20 }), null, before)).toEqual({ figure: 'bad_outcome_share', value: 0.2, bound: 0.12 });
    expect(breachOf(figures({ good: 90, bad: 10 }), null, before)).toBeUndefined();
    expect(breachOf(figures({ good: 9, bad: 20 }), null, before)).toBeUndefined();
    expect(breachOf(figures({ good: 80, bad: 20 }), null, figures({ good: 20, bad: 1 }))).toBeUndefined();
  });
  it('add up', () => {
    expect(addFigures(figures({ asked: 2, bins: [1] }), figures({ asked: 3, bins: [1, 2] }))).toMatchObject({ asked: 5, bins: [2, 2] });
  });
});

describe('the stability index', () => {
  it('is 0 for the same shares, and what its formula says for others', () => {
    expect(stabilityIndex([50, 30, 20], histogram.shares)).toBeCloseTo(0, 12);
    const expected = (0.2 - 0.5) * Math.log(0.2 / 0.5) + (0.3 - 0.3) * Math.log(1) + (0.5 - 0.2) * Math.log(0.5 / 0.2);
    expect(stabilityIndex([20, 30, 50], histogram.shares)).toBeCloseTo(expected, 12);
  });
  it('stays finite where a bin is empty', () => {
    expect(stabilityIndex([100, 0, 0], histogram.shares)).toBeGreaterThan(1);
    expect(Number.isFinite(stabilityIndex([100, 0, 0], [0.5, 0.5, 0]))).toBe(true);
  });
  it('takes the bin of a score by the edges at or below it', () => {
    expect([0.05, 0.1, 0.15, 0.2, 0.9].map((score) => binOf(histogram, score))).toEqual([0, 1, 1, 2, 2]);
  });
});

describe('the watch', () => {
  let open: ReturnType<typeof openRegistry>;
  beforeEach(() => {
    open = openRegistry();
  });
  afterEach(() => open.close());

  const scoreMany = async (scoring: ReturnType<typeof open.newProcess>, from: number, count: number) => {
    for (let index = from; index < from + count; index += 1)
      await scoring.score('fraud', features(index), { tenantId: main, id: `o-${index}` });
    open.clock.advanceMs(11_000);
    return scoring.score('fraud', features(from + count), { tenantId: main, id: `o-${from + count}` });
  };
  const champion = async () => (await open.registry.state(main, 'fraud'))?.state.champion;

  it('leaves a version alone whose scores lie as they did', async () => {
    // Trees of the starter under another hash: the base score differs by nothing that a score would show.
    const version = await open.ready(starterBaseScore * 1.000001, { histogram: usualScores() });
    await open.registry.promote(caller, 'fraud', version, { reason: 'the same' });
    const scoring = open.newProcess();
    // The process meets the new champion once what it has read is old.
    open.clock.advanceMs(10_000);
    await scoreMany(scoring, 0, 300);
    expect(await open.watch.lookAtAll()).toEqual({ findings: 0, failures: 0 });
    expect(await champion()).toBe(version);
  });

  it('rolls a version back whose scores lie elsewhere, in the name of the system', async () => {
    const version = await open.ready(0.9, { histogram: usualScores() });
    await open.registry.promote(caller, 'fraud', version, { reason: 'looked better' });
    await scoreMany(open.newProcess(), 0, 300);
    expect(await champion()).toBe(0);
    const last = (await open.registry.history(main, 'fraud')).at(-1);
    expect(last).toMatchObject({
      type: 'model.rolled_back',
      actor: { kind: 'system', id: 'model-watch' },
      payload: { version, to: 0, cause: 'watch', breach: { figure: 'score_stability_index' } },
    });
    expect(open.counted['ModelsRolledBack']).toBe(1);
    expect(open.log).toContain('model version left its bounds');
  });

  it('by the schedule does so for those who do not look themselves', async () => {
    const version = await open.ready(0.9, { histogram: usualScores() });
    await open.registry.promote(caller, 'fraud', version, { reason: 'looked better' });
    const state = await open.registry.state(main, 'fraud');
    const since = state?.state.watch?.since ?? null;
    const note = { version, outcome: 'scored', score: 0.99, histogram: usualScores(), since } as const;
    for (let index = 0; index < 300; index += 1) await open.tallies.note(main, 'fraud', note);
    open.clock.advanceMs(11_000);
    await open.tallies.note(main, 'fraud', note);
    expect(await open.watch.lookAtAll()).toEqual({ findings: 1, failures: 0 });
    expect(await champion()).toBe(0);
  });

  it('looks no longer than it was told to', async () => {
    const version = await open.ready(0.9, { histogram: usualScores() });
    await open.registry.promote(caller, 'fraud', version, { reason: 'looked better', watchSeconds: 60 });
    open.clock.advanceMs(121_000);
    await scoreMany(open.newProcess(), 0, 300);
    expect(await champion()).toBe(version);
  });

  it('counts nothing of a version that nobody looks at', async () => {
    const scoring = open.newProcess();
    await scoreMany(scoring, 0, 30);
    expect(await open.tallies.read(main, 'fraud', 0, open.clock.now())).toEqual(noFigures);
  });

  it('ends a canary that is off, and the champion goes on', async () => {
    const version = await open.ready(0.9, { histogram: usualScores() });
    await open.registry.startChallenger(caller, 'fraud', version, { sharePerMille: 500, watchSeconds: 3_600, reason: 'a canary' });
    await scoreMany(open.newProcess(), 0, 700);
    expect((await open.registry.state(main, 'fraud'))?.state).toMatchObject({ champion: 0, challenger: null });
  });

  it('rolls a version back that is wrong more often than the one before it', async () => {
    const good = await open.ready(0.03);
    const bad = await open.ready(0.04);
    await open.registry.promote(caller, 'fraud', good, { reason: 'better' });
    for (let index = 0; index < 60; index += 1) await open.tallies.outcome(main, 'fraud', good, index < 3 ? 'bad' : 'good');
    open.clock.advanceMs(3_600_000);
    await open.registry.promote(caller, 'fraud', bad, { reason: 'better still' });
    open.clock.advanceMs(3_600_000);
    for (let index = 0; index < 60; index += 1) await open.tallies.outcome(main, 'fraud', bad, index < 30 ? 'bad' : 'good');
    expect(await open.watch.look(main, 'fraud')).toMatchObject([
      { version: bad, did: 'rolled-back', breach: { figure: 'bad_outcome_share' } },
    ]);
    expect(await champion()).toBe(good);
  });

  it('in a drill has a bad version gone within a minute, without a failed call', async () => {
    const report = await runRollbackDrill({
      tenantId: main,
      model: 'fraud',
      registry: open.registry,
      processes: [open.newProcess(), open.newProcess()],
      clock: open.clock,
      bad: artefact(0.97),
      histogram: usualScores(),
      features,
    });
    expect(report).toMatchObject({ failedCalls: 0, figure: 'score_stability_index', passed: true });
    expect(report.goneAfterSeconds).toBeLessThan(60);
    expect(report.badAnswers).toBeGreaterThan(0);
  }, 30_000);
});
