import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelDetailTypes, modelEventPayloads } from '../../../lib/contracts/events/models.ts';
import type { ModelCommand } from '../../../lib/intelligence/domain/registry/model.commands.ts';
import { modelDecider } from '../../../lib/intelligence/domain/registry/model.decide.ts';
import { modelEventSchemaVersions } from '../../../lib/intelligence/domain/registry/model.events.ts';
import { describeModelRejection } from '../../../lib/intelligence/domain/registry/model.rejections.ts';
import { roleOf, standIns, statusOf, versionOf } from '../../../lib/intelligence/domain/registry/model.state.ts';
import { fold } from '../../../lib/kernel/decider.ts';
import { plusMs } from '../../../lib/kernel/instant.ts';
import { toWire } from '../../../lib/kernel/wire.ts';
import {
  after,
  approval,
  challenge,
  evaluation,
  now,
  promotion,
  readied,
  registration,
  retirement,
  rollback,
  shadow,
} from './model.fixtures.ts';

const refusal = (before: readonly ModelCommand[], command: ModelCommand) => {
  const decided = modelDecider.decide(after(...before), command);
  if (decided.ok) throw new Error(`accepted: ${JSON.stringify(decided.value)}`);
  expect(describeModelRejection(decided.error)).toMatch(/\.$/);
  return decided.error;
};
const events = (before: readonly ModelCommand[], command: ModelCommand) => {
  const decided = modelDecider.decide(after(...before), command);
  if (!decided.ok) throw new Error(decided.error.code);
  return decided.value;
};

describe('a model without any version of its own', () => {
  it('answers with the starter, from the first endpoint', () => {
    expect(after()).toMatchObject({ champion: 0, challenger: null, shadows: [], slots: { a: 0, b: null } });
  });
  it('has nothing to roll back to', () => {
    expect(refusal([], rollback())).toEqual({ code: 'nothing-to-roll-back-to' });
  });
});

describe('registering', () => {
  it('numbers versions as they come, and the same artefact again is the same version', () => {
    const both = [registration('1'.repeat(16)), registration('2'.repeat(16))];
    expect(after(...both).versions.map(({ version, modelVersion }) => [version, modelVersion[0]])).toEqual([
      [1, '1'],
      [2, '2'],
    ]);
    expect(events(both, registration('1'.repeat(16)))).toEqual([]);
  });
  it('refuses other trees under a known hash', () => {
    const other = registration('1'.repeat(16), { files: [{ path: 'model.json', key: 'k', sha256: 'f'.repeat(64), byteLength: 1 }] });
    expect(refusal([registration('1'.repeat(16))], other)).toEqual({ code: 'artefact-conflict', version: 1 });
  });
  it('refuses a version of other features than serving builds', () => {
    expect(refusal([], registration('1'.repeat(16), { schemaHash: 'b'.repeat(64) }))).toMatchObject({ code: 'feature-schema-differs' });
  });
  it('refuses more versions than anybody can look after', () => {
    const many = Array.from({ length: 200 }, (_, index) => registration(String(index).padStart(16, '0')));
    expect(refusal(many, registration('f'.repeat(16)))).toEqual({ code: 'too-many-versions', limit: 200 });
  });
});

describe('gates', () => {
  it('are held against their bounds here, whatever whoever measured thinks', () => {
    const [event] = events([registration('1'.repeat(16))], {
      type: 'EvaluateGates',
      version: 1,
      gates: [
        { name: 'auc', value: 0.8, bound: 0.8, wants: 'at_least' },
        { name: 'log_loss', value: 0.3, bound: 0.2, wants: 'at_most' },
      ],
    });
    expect(event).toMatchObject({ passed: false, gates: [{ passed: true }, { passed: false }] });
  });
  it('have to be there, and to have values', () => {
    const before = [registration('1'.repeat(16))];
    expect(refusal(before, { type: 'EvaluateGates', version: 1, gates: [] })).toEqual({ code: 'gates-missing' });
    expect(refusal(before, evaluation(1, Number.NaN))).toEqual({ code: 'gate-without-value', gate: 'auc' });
  });
  it('take an approval back when they are evaluated anew', () => {
    expect(statusOf(versionOf(after(...readied(1)), 1)!)).toBe('approved');
    expect(statusOf(versionOf(after(...readied(1), evaluation(1, 0.95)), 1)!)).toBe('gates_passed');
    expect(statusOf(versionOf(after(...readied(1), evaluation(1)), 1)!)).toBe('approved');
  });
  it('are not asked of the starter', () => {
    expect(refusal([], evaluation(0))).toEqual({ code: 'starter-stays' });
  });
});

describe('a promotion', () => {
  const steps = readied(1);
  it.each([
    ['no such version', [], 'version-not-found'],
    ['gates not evaluated', steps.slice(0, 1), 'gates-not-evaluated'],
    ['gates failed', [steps[0]!, evaluation(1, 0.5)], 'gates-failed'],
    ['nobody approved', steps.slice(0, 2), 'not-approved'],
    ['retired', [...steps, retirement(1)], 'version-retired'],
  ])('is refused: %s', (_why, before, code) => {
    expect(refusal(before, promotion(1)).code).toBe(code);
  });
  it('is refused where serving builds other features meanwhile', () => {
    expect(refusal(steps, promotion(1, { servingSchema: 'c'.repeat(64) })).code).toBe('feature-schema-differs');
  });
  it('keeps the champion of before, and has the new one watched', () => {
    const state = after(...readied(1), ...readied(2), promotion(1), promotion(2));
    expect(state).toMatchObject({ champion: 2, previous: [0, 1], watch: { version: 2, since: now, until: plusMs(now, 3_600_000) } });
    expect(standIns(state, 2)).toEqual([1, 0]);
    expect(events([...readied(1), promotion(1)], promotion(1))).toEqual([]);
  });
  it('of the starter needs nobody', () => {
    expect(after(...readied(1), promotion(1), promotion(0))).toMatchObject({ champion: 0, previous: [1] });
  });
  it('ends the trial and the shadow of the version', () => {
    expect(after(...readied(1), challenge(1), promotion(1))).toMatchObject({ champion: 1, challenger: null });
    expect(after(...readied(1), shadow(1), promotion(1))).toMatchObject({ champion: 1, shadows: [] });
  });
});

describe('a rollback', () => {
  const promoted = [...readied(1), ...readied(2), promotion(1), promotion(2)];
  it('goes to the champion before, and on to the starter', () => {
    expect(after(...promoted, rollback())).toMatchObject({ champion: 1, previous: [0], watch: null });
    expect(after(...promoted, rollback(), rollback())).toMatchObject({ champion: 0, previous: [] });
    expect(refusal([...promoted, rollback(), rollback()], rollback())).toEqual({ code: 'nothing-to-roll-back-to' });
  });
  it('of a version that is not the champion any more changes nothing', () => {
    expect(events([...promoted, rollback(2)], rollback(2))).toEqual([]);
  });
  it('leaves a version that has to pass its gates anew', () => {
    expect(refusal([...promoted, rollback()], promotion(2)).code).toBe('gates-not-evaluated');
    expect(after(...promoted, rollback(), evaluation(2), approval(2), promotion(2))).toMatchObject({ champion: 2 });
  });
  it('goes to the starter where that was the champion before', () => {
    expect(after(...readied(1), promotion(1), promotion(0), ...readied(2), promotion(2), rollback())).toMatchObject({ champion: 0 });
  });
});

describe('a challenger', () => {
  it.each([9, 501, 10.5])('gets no share of %d per mille', (share) => {
    expect(refusal(readied(1), challenge(1, share)).code).toBe('share-out-of-range');
  });
  it('has passed its gates, and needs no approval', () => {
    expect(refusal(readied(1).slice(0, 1), challenge(1)).code).toBe('gates-not-evaluated');
    expect(after(...readied(1).slice(0, 2), challenge(1, 50))).toMatchObject({
      challenger: { version: 1, sharePerMille: 50, watchUntil: null },
    });
  });
  it('is one at a time, whose share can be changed', () => {
    const before = [...readied(1), ...readied(2), challenge(1)];
    expect(refusal(before, challenge(2))).toEqual({ code: 'other-challenger', version: 1 });
    expect(events(before, challenge(1))).toEqual([]);
    expect(after(...before, challenge(1, 500))).toMatchObject({ challenger: { sharePerMille: 500 } });
  });
  it('answers nobody any more when its gates fail', () => {
    expect(after(...readied(1), challenge(1), evaluation(1, 0.5)).challenger).toBeNull();
  });
  it('is not the champion', () => {
    expect(refusal([...readied(1), promotion(1)], challenge(1))).toEqual({ code: 'is-champion', version: 1 });
  });
  it('as a canary is watched, and ended alone', () => {
    const before = [...readied(1), challenge(1, 20, { watchSeconds: 60 })];
    expect(after(...before).challenger).toMatchObject({ watchUntil: plusMs(now, 60_000) });
    const end = (version: number): ModelCommand => ({ type: 'EndChallenger', version, reason: 'enough', breach: null });
    expect(events(before, end(2))).toEqual([]);
    expect(after(...before, end(1)).challenger).toBeNull();
  });
});

describe('a version in shadow', () => {
  it('needs no gates, and becomes a challenger or leaves', () => {
    const before = [...readied(1).slice(0, 2), shadow(1)];
    expect(roleOf(after(...before), 1)).toBe('shadow');
    expect(after(...before, challenge(1))).toMatchObject({ shadows: [], challenger: { version: 1 } });
    expect(after(...before, { type: 'EndShadow', version: 1, reason: 'seen' }).shadows).toEqual([]);
    expect(events(before, shadow(1))).toEqual([]);
  });
  it('is nothing else at the same time', () => {
    expect(refusal([...readied(1), challenge(1)], shadow(1))).toMatchObject({ code: 'in-use', role: 'challenger' });
    expect(refusal([...readied(1), promotion(1)], shadow(1))).toMatchObject({ code: 'in-use', role: 'champion' });
  });
  it('is one of three at most, all of the features that serving builds', () => {
    const three = [1, 2, 3, 4].flatMap((version) => readied(version));
    expect(refusal([...three, shadow(1), shadow(2), shadow(3)], shadow(4))).toEqual({ code: 'too-many-shadows', limit: 3 });
    expect(refusal(three, shadow(1, { servingSchema: 'c'.repeat(64) })).code).toBe('feature-schema-differs');
  });
});

describe('retiring', () => {
  it('takes no version that is in use, or that a rollback goes to, and never the starter', () => {
    expect(refusal([...readied(1), promotion(1)], retirement(1)).code).toBe('in-use');
    expect(refusal([...readied(1), ...readied(2), promotion(1), promotion(2)], retirement(1)).code).toBe('in-use');
    expect(refusal([], retirement(0))).toEqual({ code: 'starter-stays' });
    expect(refusal([], retirement(7))).toEqual({ code: 'version-not-found', version: 7 });
  });
  it('forgets all but the name, and lets the artefact come back as another version', () => {
    const before = [registration('1'.repeat(16)), retirement(1)];
    expect(versionOf(after(...before), 1)).toMatchObject({ isRetired: true, files: [], metrics: [] });
    expect(events(before, retirement(1))).toEqual([]);
    expect(after(...before, registration('1'.repeat(16))).versions.map(({ version }) => version)).toEqual([1, 2]);
  });
  it('keeps the state small for as long as versions come and go', () => {
    const commands = Array.from({ length: 120 }, (_, index) => [registration(String(index).padStart(16, '0')), retirement(index + 1)]);
    expect(after(...commands.flat()).versions).toHaveLength(50);
  });
});

describe('an endpoint', () => {
  it('serves the version that it was assigned', () => {
    const assign = (slot: 'a' | 'b', version: number | null): ModelCommand => ({ type: 'AssignSlot', slot, version });
    expect(after(...readied(1), assign('b', 1)).slots).toEqual({ a: 0, b: 1 });
    expect(after(...readied(1), assign('b', 1), assign('b', null)).slots).toEqual({ a: 0, b: null });
    expect(events([], assign('a', 0))).toEqual([]);
    expect(refusal([], assign('b', 3))).toEqual({ code: 'version-not-found', version: 3 });
  });
});

const version = fc.integer({ min: 0, max: 4 });
const command: fc.Arbitrary<ModelCommand> = fc.oneof(
  fc.integer({ min: 1, max: 4 }).map((number) => registration(String(number).padStart(16, '0'))),
  fc.tuple(version, fc.constantFrom(0.5, 0.85, 0.9)).map(([one, auc]) => evaluation(one, auc)),
  version.map(approval),
  version.map((one) => promotion(one)),
  fc.option(version).map(rollback),
  fc.tuple(version, fc.constantFrom(5, 20, 400)).map(([one, share]) => challenge(one, share)),
  version.map((one): ModelCommand => ({ type: 'EndChallenger', version: one, reason: 'enough', breach: null })),
  version.map((one) => shadow(one)),
  version.map((one): ModelCommand => ({ type: 'EndShadow', version: one, reason: 'seen' })),
  version.map(retirement),
  fc
    .tuple(fc.constantFrom('a' as const, 'b' as const), fc.option(version))
    .map(([slot, one]): ModelCommand => ({ type: 'AssignSlot', slot, version: one })),
);

describe('whatever is done', () => {
  it('only a version with passed gates and an approval answers, and every event is one of the vocabulary', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        let state = modelDecider.initial;
        for (const one of commands) {
          const before = state;
          const decided = modelDecider.decide(state, one);
          if (!decided.ok) continue;
          for (const { type, ...payload } of decided.value) modelEventPayloads[type].parse(toWire(payload));
          state = fold(modelDecider, state, decided.value);
          // Repeating changes nothing, but for a rollback of whoever is the champion by then.
          if (!(one.type === 'RollBack' && one.version === null)) {
            const again = modelDecider.decide(state, one);
            if (again.ok) expect(fold(modelDecider, state, again.value)).toEqual(state);
          }
          if (state.champion !== before.champion && one.type === 'PromoteVersion' && state.champion !== 0)
            expect(versionOf(before, state.champion)).toMatchObject({ gatesPassed: true, isRetired: false });
          expect(state.champion === 0 || versionOf(state, state.champion)?.isRetired === false).toBe(true);
          expect(state.challenger?.version).not.toBe(state.champion);
          expect(state.shadows).not.toContain(state.champion);
          expect(new Set(state.previous).size).toBe(state.previous.length);
          for (const known of state.previous) expect(known === 0 || versionOf(state, known)?.isRetired === false).toBe(true);
        }
      }),
      { numRuns: 300, seed: 8 },
    );
  });
  it('every event has a schema and a name on the bus', () => {
    expect(Object.keys(modelEventPayloads).toSorted()).toEqual(Object.keys(modelEventSchemaVersions).toSorted());
    expect(Object.keys(modelDetailTypes).toSorted()).toEqual(Object.keys(modelEventSchemaVersions).toSorted());
  });
});
