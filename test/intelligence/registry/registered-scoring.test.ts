import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { servedModel } from '../../../lib/intelligence/app/model-answer.ts';
import { scorerOf } from '../../../lib/intelligence/adapters/model-artefact.ts';
import { assign } from '../../../lib/intelligence/domain/registry/assignment.ts';
import { slotEndpoint } from '../../../lib/intelligence/domain/registry/model.values.ts';
import { namesOf } from '../../../lib/platform/aws/names.ts';
import { artefact, caller, features, main, openRegistry, ownArtefact, starter } from './registry.harness.ts';

let open: ReturnType<typeof openRegistry>;
beforeEach(() => {
  open = openRegistry();
});
afterEach(() => open.close());

const subject = (id: string) => ({ tenantId: main, id });
const scoreOf = (baseScore: number, index: number): number => {
  const scored = scorerOf(artefact(baseScore)).score(features(index));
  if (!scored.ok) throw new Error(scored.error.feature);
  return scored.value.score;
};
const must = <T extends { readonly ok: boolean }>(result: T): T => {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result;
};

describe('a challenger', () => {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  it.each([10, 100, 500])('gets its share of %d per mille of 10,000 orders, the same ones each time', (sharePerMille) => {
    const state = { champion: 1, challenger: { version: 2, sharePerMille, startedAt: open.clock.now(), watchUntil: null } };
    const assigned = Array.from({ length: 10_000 }, (_, index) => assign(state, 'fraud', `order-${index}`, sha256));
    const share = sharePerMille / 1_000;
    const met = assigned.filter(({ role }) => role === 'challenger').length;
    // Four standard deviations of a fair draw.
    expect(Math.abs(met - 10_000 * share)).toBeLessThan(4 * Math.sqrt(10_000 * share * (1 - share)));
    expect(assigned.map(({ version }) => version)).toEqual(
      Array.from({ length: 10_000 }, (_, index) => assign(state, 'fraud', `order-${index}`, sha256).version),
    );
    for (const { role, propensity, version } of assigned) {
      expect(propensity).toBe(role === 'challenger' ? share : 1 - share);
      expect(version).toBe(role === 'challenger' ? 2 : 1);
    }
  });
  it('meets other orders than the challenger before it', () => {
    const met = (version: number): ReadonlySet<number> => {
      const state = { champion: 1, challenger: { version, sharePerMille: 500, startedAt: open.clock.now(), watchUntil: null } };
      return new Set(
        Array.from({ length: 2_000 }, (_, index) => index).filter(
          (index) => assign(state, 'fraud', `order-${index}`, sha256).role === 'challenger',
        ),
      );
    };
    const third = met(3);
    const both = [...met(2)].filter((order) => third.has(order)).length;
    expect(both).toBeGreaterThan(400);
    expect(both).toBeLessThan(600);
  });
  it('answers for its orders by its own trees, and says with which chance', async () => {
    const version = await open.ready(0.2);
    must(await open.registry.startChallenger(caller, 'fraud', version, { sharePerMille: 500, watchSeconds: null, reason: 'to compare' }));
    const scoring = open.newProcess();
    const scored = await Promise.all(
      Array.from({ length: 200 }, (_, index) => scoring.score('fraud', features(index), subject(`o-${index}`))),
    );
    const roles = new Set<string>();
    for (const [index, one] of scored.entries()) {
      if (one.source === 'none') throw new Error('nobody answered');
      roles.add(one.assignment.role);
      expect(one.assignment.propensity).toBe(0.5);
      expect(one.fallback).toBeNull();
      expect(one.score).toBeCloseTo(one.assignment.role === 'challenger' ? scoreOf(0.2, index) : starterScore(index), 9);
    }
    expect(roles).toEqual(new Set(['challenger', 'starter']));
    const again = await open.newProcess().score('fraud', features(7), subject('o-7'));
    expect(again).toEqual(scored[7]);
  });
});

const starterScore = (index: number): number => {
  const scored = starter.score(features(index));
  if (!scored.ok) throw new Error(scored.error.feature);
  return scored.value.score;
};

describe('a promotion', () => {
  it('is everywhere after ten seconds, and a rollback too', async () => {
    const version = await open.ready(0.2);
    const scoring = open.newProcess();
    const asked = async () => {
      const scored = await scoring.score('fraud', features(1), subject('o'));
      if (scored.source === 'none') throw new Error('nobody answered');
      return [scored.assignment.role, scored.assignment.registryVersion, scored.version];
    };
    expect(await asked()).toEqual(['starter', 0, starter.version]);
    must(await open.registry.promote(caller, 'fraud', version, { reason: 'better' }));
    expect(await asked()).toEqual(['starter', 0, starter.version]);
    open.clock.advanceMs(10_000);
    expect(await asked()).toEqual(['champion', version, artefact(0.2).summary && scorerOf(artefact(0.2)).version]);
    must(await open.registry.rollBack(caller, 'fraud', { cause: 'person', reason: 'too many reviews' }));
    open.clock.advanceMs(10_000);
    expect(await asked()).toEqual(['starter', 0, starter.version]);
  });
  it('of one tenant is none of another one', async () => {
    must(await open.registry.promote(caller, 'fraud', await open.ready(0.2), { reason: 'better' }));
    const scored = await open.newProcess().score('fraud', features(1), { tenantId: 'other' as typeof main, id: 'o' });
    expect(scored).toMatchObject({ assignment: { registryVersion: 0 } });
  });
  it('is nothing to whoever names no subject', async () => {
    must(await open.registry.promote(caller, 'fraud', await open.ready(0.2), { reason: 'better' }));
    expect(await open.newProcess().score('fraud', features(1))).toMatchObject({ assignment: { registryVersion: 0, role: 'starter' } });
  });
});

describe('a version that cannot be loaded', () => {
  it('is replaced by the champion before it, told of, and tried again after half a minute', async () => {
    const first = await open.ready(0.2);
    must(await open.registry.promote(caller, 'fraud', first, { reason: 'better' }));
    const scoring = open.newProcess();
    expect(await scoring.score('fraud', features(1), subject('a'))).toMatchObject({ assignment: { registryVersion: first } });
    const second = await open.ready(0.3);
    must(await open.registry.promote(caller, 'fraud', second, { reason: 'better still' }));
    open.clock.advanceMs(10_000);
    open.artefacts.setDown(true);
    expect(await scoring.score('fraud', features(1), subject('b'))).toMatchObject({
      fallback: 'version-unavailable',
      assignment: { registryVersion: first, role: 'previous' },
    });
    const before = open.artefacts.loads();
    await scoring.score('fraud', features(1), subject('c'));
    expect(open.artefacts.loads()).toBe(before);
    expect(open.counted).toMatchObject({ ModelVersionsUnavailable: 1, ScoringFallbacks: 2 });
    expect(open.log).toContain('model version could not be loaded');
    open.artefacts.setDown(false);
    open.clock.advanceMs(30_000);
    expect(await scoring.score('fraud', features(1), subject('d'))).toMatchObject({ assignment: { registryVersion: second } });
  });
  it('is replaced by the starter where nothing else can be had', async () => {
    must(await open.registry.promote(caller, 'fraud', await open.ready(0.2), { reason: 'better' }));
    open.artefacts.setDown(true);
    expect(await open.newProcess().score('fraud', features(1), subject('b'))).toMatchObject({
      score: starterScore(1),
      fallback: 'version-unavailable',
      assignment: { registryVersion: 0, role: 'starter' },
    });
  });
  it('is one whose file is another than was registered', async () => {
    const version = await open.ready(0.2);
    must(await open.registry.promote(caller, 'fraud', version, { reason: 'better' }));
    const state = await open.registry.state(main, 'fraud');
    const key = state?.state.versions[0]?.files.find(({ path }) => path === 'model.json')?.key ?? '';
    await open.artefacts.stored.put(key, {
      bytes: new TextEncoder().encode(JSON.stringify(ownArtefact.model)),
      contentType: 'application/json',
    });
    expect(await open.newProcess().score('fraud', features(1), subject('b'))).toMatchObject({ assignment: { registryVersion: 0 } });
  });
  it('is loaded once for many orders at a time', async () => {
    must(await open.registry.promote(caller, 'fraud', await open.ready(0.2), { reason: 'better' }));
    const scoring = open.newProcess();
    const before = open.artefacts.loads();
    await Promise.all(Array.from({ length: 50 }, (_, index) => scoring.score('fraud', features(index), subject(`o-${index}`))));
    // The trees, the summary and the features.
    expect(open.artefacts.loads() - before).toBe(3);
  });
});

describe('a version in shadow', () => {
  it('says what it would have said, and changes nothing', async () => {
    const version = await open.ready(0.2);
    must(await open.registry.startShadow(caller, 'fraud', version, 'to look'));
    const scored = await open.newProcess().score('fraud', features(3), subject('o'));
    expect(scored).toMatchObject({
      score: starterScore(3),
      assignment: { role: 'starter', propensity: 1, shadows: [{ registryVersion: version, score: scoreOf(0.2, 3) }] },
    });
  });
  it('that cannot be loaded costs the answer nothing', async () => {
    must(await open.registry.startShadow(caller, 'fraud', await open.ready(0.2), 'to look'));
    open.artefacts.setDown(true);
    expect(await open.newProcess().score('fraud', features(3), subject('o'))).toMatchObject({
      score: starterScore(3),
      fallback: null,
      assignment: { shadows: [] },
    });
    expect(open.counted['ShadowScoresSkipped']).toBe(1);
  });
});

describe('endpoints', () => {
  const own = servedModel(scorerOf(artefact(0.2)));
  it('are asked by what they serve: the version in its slot, any other in this process', async () => {
    const version = await open.ready(0.2);
    must(await open.registry.promote(caller, 'fraud', version, { reason: 'better' }));
    const asked: string[] = [];
    const endpoints = {
      fraud: () => void asked.push('a'),
      'fraud-b': (payload: unknown) => {
        asked.push('b');
        return own(payload);
      },
    };
    const scoring = open.newProcess({ endpoints, mode: 'sagemaker' });
    expect(await scoring.score('fraud', features(1), subject('o'))).toMatchObject({ source: 'in-process', fallback: null });
    expect(asked).toEqual([]);
    must(await open.registry.assignSlot(caller, 'fraud', 'b', version));
    open.clock.advanceMs(10_000);
    expect(await scoring.score('fraud', features(1), subject('o'))).toMatchObject({
      source: 'endpoint',
      fallback: null,
      assignment: { registryVersion: version, role: 'champion' },
    });
    expect(asked).toEqual(['b']);
  });
  it('that answer by another version are refused, and the right one answers here', async () => {
    const version = await open.ready(0.2);
    must(await open.registry.promote(caller, 'fraud', version, { reason: 'better' }));
    must(await open.registry.assignSlot(caller, 'fraud', 'b', version));
    const scoring = open.newProcess({ endpoints: { 'fraud-b': servedModel(starter) }, mode: 'sagemaker' });
    expect(await scoring.score('fraud', features(1), subject('o'))).toMatchObject({
      source: 'in-process',
      fallback: 'answer-refused',
      score: scoreOf(0.2, 1),
      assignment: { registryVersion: version, role: 'champion' },
    });
  });
  it('have the names that the deployment gives them', () => {
    const names = namesOf({ stage: 'prod', region: 'eu-central-1', account: '123456789012', partition: 'aws' });
    for (const slot of ['a', 'b'] as const)
      expect(names.modelEndpoint('fraud', slot)).toBe(names.modelEndpoint(slotEndpoint('fraud', slot)));
    expect(names.modelEndpoint('fraud')).toBe('waybill-prod-fraud');
  });
});
