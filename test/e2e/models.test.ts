// Versions of models through HTTP: registered, put through their gates, promoted, seen on the receipt of an order, rolled back.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisionsOf, modelRegistryOf } from '../../lambdas/composition.ts';
import { createModelTallies } from '../../lib/intelligence/index.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { settled } from './books.ts';
import { type Api, type Installation, openInstallation, orderBody, stockUp } from './installation.ts';

const file = (path: string) => JSON.parse(readFileSync(new URL(`../../models/fraud/artefact/${path}`, import.meta.url), 'utf8'));
const [model, summary, features, golden] = ['model.json', 'meta/artefact.json', 'meta/features.json', 'meta/golden.json'].map(file);

/** The starter's trees with another base score: other answers to the same questions. */
const artefact = (baseScore: number, modelVersion: string) => ({
  model: {
    ...model,
    learner: { ...model.learner, learner_model_param: { ...model.learner.learner_model_param, base_score: String(baseScore) } },
  },
  summary: { ...summary, model_version: modelVersion },
  features,
});
type Advice = {
  readonly source: string;
  readonly version: string;
  readonly fallback: string | null;
  readonly assignment?: { readonly registryVersion: number; readonly role: string; readonly propensity: number };
};

const caller = systemCaller(TenantId('main'), 'test', { correlationId: 'test', causationId: 'test' });

let installation: Installation;
let api: Api;
beforeAll(async () => {
  installation = await openInstallation({ env: { MODELS: 'sagemaker' } });
  ({ api } = installation);
  await stockUp(api, { east: { MUG: 500 } });
});
afterAll(() => installation.close());

const post = (path: string, body: unknown, by: Api = api) => by('POST', `/models/fraud/${path}`, body);
const must = async (path: string, body: unknown) => {
  const answer = await post(path, body);
  if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const register = async (baseScore: number, modelVersion: string): Promise<number> => {
  const { versions } = await must('versions', { artefact: artefact(baseScore, modelVersion), note: 'trained on the autumn' });
  return versions[0].version;
};
const gates = (auc: number) => ({ gates: [{ name: 'auc', value: auc, bound: 0.8, wants: 'at_least' }] });

// Out of the log itself: orders are asked for again and again here, and other suites hold these answers against their contract.
const adviceOfOrder = async (name: string) => {
  const placed = await api('POST', '/orders', orderBody({ MUG: 1 }, { channel_order_id: name }));
  await settled(installation.runtime);
  const { platform } = installation.runtime;
  const stream = { tenantId: 'main', kind: 'ORDER', id: placed.body.order_id };
  const decided = (await decisionsOf(platform).list(stream)).find(({ kind }) => kind === 'fraud');
  if (!decided) throw new Error('the order was not assessed');
  return { orderId: placed.body.order_id, advice: (decided.receipt as { readonly advice: Advice }).advice };
};

describe('models', () => {
  it('are answered by their starters before anybody has trained one', async () => {
    const { status, body } = await api('GET', '/models');
    expect(status).toBe(200);
    expect(body.items.map((one: { model: string }) => one.model)).toEqual(expect.arrayContaining(['forecast', 'fraud', 'routing']));
    expect(body.pipelines).toEqual({ in_use: body.items.length, automated: body.items.length, share: 1 });
    const fraud = (await api('GET', '/models/fraud')).body;
    expect(fraud).toMatchObject({
      champion: 0,
      champion_model_version: summary.model_version,
      champion_from: 'release',
      rolls_back_to: null,
      slots: { a: 0, b: null },
    });
    expect(fraud.versions).toMatchObject([{ version: 0, status: 'starter', role: 'champion', slot: 'a' }]);
    expect((await adviceOfOrder('by-the-starter')).advice).not.toHaveProperty('assignment');
  });
  it('that nobody knows are not there', async () => {
    expect((await api('GET', '/models/weather')).status).toBe(404);
    expect((await api('POST', '/models/weather/rollback', { reason: 'rain' })).status).toBe(404);
  });
});

describe('a version', () => {
  it('goes through its gates and an approval, scores orders, and is rolled back', async () => {
    const version = await register(0.5, '00000000000000a1');
    expect((await post(`versions/${version}/promote`, { reason: 'at once' })).body).toMatchObject({
      status: 422,
      code: 'gates-not-evaluated',
    });
    expect((await must(`versions/${version}/gates`, gates(0.5))).versions[0]).toMatchObject({
      status: 'gates_failed',
      gates_passed: false,
    });
    expect((await post(`versions/${version}/approve`, { reason: 'all the same' })).body).toMatchObject({
      code: 'gates-failed',
      gates: ['auc'],
    });
    await must(`versions/${version}/gates`, gates(0.9));
    expect((await post(`versions/${version}/promote`, { reason: 'at once' })).body.code).toBe('not-approved');
    await must(`versions/${version}/approve`, { reason: 'the figures are fine' });
    const promoted = await must(`versions/${version}/promote`, { reason: 'better', watch_seconds: 3_600 });
    expect(promoted).toMatchObject({ champion: version, champion_from: 'hand', rolls_back_to: 0, watched_until: expect.any(String) });
    expect(promoted.versions[0]).toMatchObject({ role: 'champion', status: 'approved', seconds_to_production: expect.any(Number) });
    // Processes go by what they have read for ten seconds.
    const { advice, orderId } = await eventuallyByVersion(version);
    expect(advice).toMatchObject({ source: 'in-process', version: '00000000000000a1', assignment: { role: 'champion', propensity: 1 } });
    const { decisions } = (await api('GET', `/orders/${orderId}/decisions`)).body;
    expect(decisions.find((decision: { kind: string }) => decision.kind === 'fraud').receipt.advice.assignment).toEqual({
      registry_version: version,
      role: 'champion',
      propensity: 1,
      shadows: [],
    });
    const shown = (await api('GET', '/models/fraud')).body.versions[0];
    expect(shown.live).toMatchObject({ asked: expect.any(Number), refused: 0, stability_index: null });
    expect(shown.live.asked).toBeGreaterThan(0);
    const back = await must('rollback', { reason: 'too many reviews' });
    expect(back).toMatchObject({ champion: 0, watched_until: null });
    expect(back.history[0]).toMatchObject({
      type: 'model.rolled_back',
      sentence: `Version ${version} was rolled back to the starter.`,
      reason: 'too many reviews',
      actor: { kind: 'api_key' },
    });
  }, 60_000);

  it('is the same when it is registered again, and checked by its golden vectors', async () => {
    const first = await register(0.4, '00000000000000a2');
    expect(await register(0.4, '00000000000000a2')).toBe(first);
    expect((await post('versions', { artefact: artefact(0.41, '00000000000000a2'), note: 'others' })).status).toBe(409);
    const wrong = golden.map((vector: { score: number }) => ({ ...vector, score: vector.score / 2 }));
    const refused = await post('versions', { artefact: { model, summary, features, golden: wrong }, note: 'wrong vectors' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'artefact-unusable' } });
  });

  it('of a folder that is not there is refused', async () => {
    const answer = await post('versions', { artefact_folder: 'run-404', note: 'from nowhere' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'artefact-unusable' } });
  });

  it('scores in shadow, answers for a share, and is retired', async () => {
    const version = await register(0.3, '00000000000000a3');
    expect(await must(`versions/${version}/shadow`, { reason: 'to look' })).toMatchObject({ shadows: [version] });
    await must(`versions/${version}/gates`, gates(0.9));
    const challenged = await must(`versions/${version}/challenge`, { reason: 'to compare', share_per_mille: 100, watch_seconds: 600 });
    expect(challenged).toMatchObject({ shadows: [], challenger: { version, share_per_mille: 100, watch_until: expect.any(String) } });
    expect((await post(`versions/${version}/retire`, { reason: 'old' })).body).toMatchObject({ code: 'in-use', role: 'challenger' });
    expect(await must(`versions/${version}/challenge`, { reason: 'enough', end: true })).toMatchObject({ challenger: null });
    await must(`versions/${version}/shadow`, { reason: 'again' });
    await must(`versions/${version}/shadow`, { reason: 'seen', end: true });
    expect((await must(`versions/${version}/retire`, { reason: 'old' })).versions[0]).toMatchObject({ status: 'retired', byte_length: 0 });
  });
});

describe('an endpoint', () => {
  it('is asked for the version that stands in its slot', async () => {
    const version = await register(0.45, '00000000000000a4');
    await must(`versions/${version}/gates`, gates(0.9));
    await must(`versions/${version}/approve`, { reason: 'fine' });
    await must(`versions/${version}/promote`, { reason: 'better' });
    const assigned = await modelRegistryOf(installation.runtime.platform).assignSlot(caller, 'fraud', 'b', version);
    expect(assigned.ok).toBe(true);
    const { advice } = await eventuallyByVersion(version, ({ fallback }) => fallback !== null);
    // Nothing is behind the endpoints of this engine, so the version answers here and says that it had to.
    expect(advice).toMatchObject({ source: 'in-process', fallback: 'endpoint-failed', version: '00000000000000a4' });
    await must('rollback', { reason: 'the test is over' });
  }, 60_000);
});

/** Orders until one is scored by the version; a process may go by what it knew for ten seconds. */
const eventuallyByVersion = async (version: number, accept: (advice: Advice) => boolean = () => true) => {
  const until = performance.now() + 40_000;
  for (let order = 0; performance.now() < until; order += 1) {
    const found = await adviceOfOrder(`by-${version}-${order}`);
    if (found.advice.assignment?.registryVersion === version && accept(found.advice)) return found;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`no order was scored by version ${version}`);
};

describe('a wrong body', () => {
  it.each([
    ['versions', { note: 'nothing' }, 'artefact'],
    ['versions', { artefact_folder: '../elsewhere', note: 'x' }, 'artefact_folder'],
    ['versions', { artefact_folder: 'run', note: 'x', histogram: { edges: [0.2, 0.1], shares: [0.2, 0.3, 0.5] } }, 'histogram'],
    ['versions/1/gates', { gates: [] }, 'gates'],
    ['versions/1/gates', { gates: [{ name: 'AUC', value: 1, bound: 1, wants: 'at_least' }] }, 'gates.0.name'],
    ['versions/1/approve', {}, 'reason'],
    ['versions/1/promote', { reason: 'x', watch_seconds: 1 }, 'watch_seconds'],
    ['versions/1/shadow', { reason: '' }, 'reason'],
    ['versions/1/challenge', { reason: 'x' }, 'share_per_mille'],
    ['versions/1/challenge', { reason: 'x', share_per_mille: 501 }, 'share_per_mille'],
    ['versions/1/retire', { why: 'x' }, 'reason'],
    ['versions/one/retire', { reason: 'x' }, 'path.version'],
    ['rollback', { reason: 7 }, 'reason'],
  ])('of %s names its field', async (path, body, field) => {
    const { status, body: problem } = await post(path, body);
    expect(status).toBe(400);
    expect(problem.problems.map((one: { field: string }) => one.field)).toContain(field);
  });
});

describe('another tenant', () => {
  it('has models of its own, and none of our versions', async () => {
    const stranger = await installation.apiAs('admin', 'rival');
    const version = await register(0.35, '00000000000000a5');
    const { body } = await stranger('GET', '/models/fraud');
    expect(body).toMatchObject({ champion: 0, versions_total: 1 });
    const reason = { reason: 'not mine' };
    for (const [verb, more] of [
      ['gates', gates(0.9)],
      ['approve', reason],
      ['promote', reason],
      ['shadow', reason],
      ['challenge', { ...reason, share_per_mille: 100 }],
      ['retire', reason],
    ] as const)
      expect((await post(`versions/${version}/${verb}`, more, stranger)).status, verb).toBe(404);
  });
});

describe('the schedule', () => {
  it('rolls back a version whose scores lie elsewhere, and says why', async () => {
    const { platform, functions } = installation.runtime;
    const histogram = { edges: [0.1, 0.5], shares: [0.8, 0.15, 0.05] };
    const made = await must('versions', { artefact: artefact(0.6, '00000000000000a6'), histogram, note: 'off' });
    const version: number = made.versions[0].version;
    await must(`versions/${version}/gates`, gates(0.9));
    await must(`versions/${version}/approve`, { reason: 'fine' });
    const { rolls_back_to: before } = await must(`versions/${version}/promote`, { reason: 'better' });
    const since = (await modelRegistryOf(platform).state(TenantId('main'), 'fraud'))?.state.watch?.since ?? null;
    const tallies = createModelTallies(platform);
    // As many processes, each of which writes its first score at once.
    const note = { version, outcome: 'scored', score: 0.9, histogram, since } as const;
    for (let score = 0; score < 300; score += 1) await createModelTallies(platform).note(TenantId('main'), 'fraud', note);
    expect((await tallies.read(TenantId('main'), 'fraud', version, since!)).asked).toBe(300);
    await functions.invoke('intelligence/watch-models', { source: 'aws.scheduler', name: 'models-watch' });
    const { body } = await api('GET', '/models/fraud');
    expect(body.champion).toBe(before);
    expect(body.history[0]).toMatchObject({
      version,
      sentence: expect.stringMatching(/rolled back .* by the watch/),
      actor: { kind: 'system', id: 'model-watch' },
      breach: { figure: 'score_stability_index' },
    });
  });
});
