// A model trained anew, from the history to the champion, as people ask for it through the API. The training itself is stood
// in for: what it leaves is the repository's own artefact, or nothing.
import type { EventDetail } from '../../lib/contracts/events/envelope.ts';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeOf } from '../../lambdas/composition.ts';
import { forecastModelsOf, forecastVersionsOf, watchForecastVersions } from '../../lambdas/forecasting/forecast-versions.ts';
import { forecastsOf } from '../../lambdas/forecasting/forecasting-parts.ts';
import { driftWatchOf } from '../../lambdas/intelligence/drift-parts.ts';
import { importHistoryOf } from '../../lambdas/intelligence/training-parts.ts';
import { emptyTally, measuresOf } from '../../lib/forecasting/domain/accuracy.ts';
import { artefactOfArchive } from '../../lib/intelligence/adapters/training/model-archive.ts';
import { generateHistory, standardHistory } from '../../lib/intelligence/domain/history/index.ts';
import { createModelRegistry } from '../../lib/intelligence/index.ts';
import { Sku, TenantId } from '../../lib/kernel/ids.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { archiveOf, type Platform, type Training, type TrainingEnd, trainingEndsQueue } from '../../lib/platform/ports.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { eventually, type Installation, openInstallation } from './installation.ts';
import { restrictedPlatform } from '../support/function-needs.ts';

const main = TenantId('main');
let outcome: 'model' | 'nothing' = 'model';
type Merged = { readonly added: number; readonly changed: number; readonly unchanged: number };
let history: Uint8Array;
let first: Merged | undefined;
let again: Merged | undefined;

/** An archive as a job would leave it. */
const archive = (model: string): Uint8Array => {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-archive-'));
  try {
    const file = join(folder, 'model.tar.gz');
    execFileSync('tar', ['-czf', file, '-C', join(import.meta.dirname, '../../models', model, 'artefact'), '.']);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const standIn = ({ blobs, queue }: Pick<Platform, 'blobs' | 'queue'>): Training => ({
  microUsdPerSecond: 32,
  putUp: async (served) => {
    expect(served.archive).toBe(`models/endpoints/fraud/${served.version}.tar.gz`);
    expect(await blobs.get(served.archive)).toBeDefined();
    return 'ready';
  },
  start: async (job) => {
    const given = await blobs.get(`${job.input}history.csv`);
    expect(given?.bytes.length).toBeGreaterThan(100_000);
    if (outcome === 'model') await blobs.put(archiveOf(job), { bytes: archive(job.model), contentType: 'application/gzip' });
    const ok = outcome === 'model';
    const end: TrainingEnd = { name: job.name, ok, seconds: 90, reason: ok ? null : 'There is no Python here.' };
    await queue(trainingEndsQueue).send([{ body: JSON.stringify(end) }]);
  },
});

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation({ training: standIn });
  const { platform } = installation.runtime;
  // Eight months up to now, so that half of it is old enough to have its chargebacks.
  const firstDay = new Date(Date.now() - 240 * 86_400_000).toISOString().slice(0, 10);
  const rows = [...generateHistory(createRandom(5), { ...standardHistory, seed: 5, firstDay, days: 239, ordersPerDay: 70 })];
  history = Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'));
  first = (await importHistoryOf(platform)(main, history, { dryRun: false })).merged;
  again = (await importHistoryOf(platform)(main, history, { dryRun: false })).merged;
}, 60_000);
afterAll(() => installation.close());

const policy = async (value: Record<string, unknown>, version: number, api = installation.api): Promise<void> => {
  const whole = {
    enabled: true,
    every_days: 30,
    cooldown_days: 0,
    runs_per_month: 20,
    monthly_budget_usd: 5,
    on_drift: 'alert',
    approval: 'policy',
    canary_per_mille: 50,
    canary_hours: 0,
    watch_hours: 0,
    window_months: 24,
    ...value,
  };
  const { status, body } = await api('PUT', '/policies/retraining', {
    value: whole,
    note: 'for the test',
    expected_version: version,
  });
  expect({ status, body }).toMatchObject({ status: 200 });
};

const begin = async () => (await installation.api('POST', '/models/fraud/trainings', { reason: 'A test asks.' })).body;
const reaches = (id: string, states: readonly string[]) =>
  eventually(
    async () => (await installation.api('GET', `/trainings/${id}`)).body,
    ({ state }) => states.includes(state),
    40_000,
  );

describe('an imported history', () => {
  it('is kept once, however often it comes', () => {
    expect(first?.added).toBeGreaterThan(10_000);
    expect(again).toEqual({ added: 0, changed: 0, unchanged: first?.added });
  });

  it('is what an article is forecast from that the product has not sold yet', async () => {
    const sku = 'APPAREL-0001';
    await installation.api('POST', '/products', { sku, title: 'A shirt' });
    const { status, body } = await installation.api('GET', `/forecasts?sku=${sku}`);
    expect(status).toBe(200);
    expect(body.forecast.history_units).toBeGreaterThan(50);
    const stranger = await installation.apiAs('admin', 'strangers');
    await stranger('POST', '/products', { sku, title: 'A shirt' });
    expect((await stranger('GET', `/forecasts?sku=${sku}`)).body.forecast).toBeNull();
  });
});

describe('a training', () => {
  it('waits for a person by default, and goes on once the version is approved', async () => {
    const { run_id: id } = await begin();
    const waiting = await reaches(id, ['awaiting_approval', 'refused', 'failed']);
    expect(waiting.outcome).toBeNull();
    expect(waiting).toMatchObject({ state: 'awaiting_approval', model: 'fraud', trigger: 'person', seconds: 90, cost_micro_usd: 2_880 });
    expect(waiting.dataset.rows).toBeGreaterThan(5_000);
    expect(waiting.gates.length).toBeGreaterThanOrEqual(5);
    expect(waiting.gates.every(({ passed }: { passed: boolean }) => passed)).toBe(true);
    expect((await begin()).code).toBe('training-under-way');
    const { platform } = installation.runtime;
    const registry = createModelRegistry({ platform, store: storeOf(platform) });
    const somebody = systemCaller(main, 'test', { correlationId: id, causationId: id });
    expect(await registry.approve(somebody, 'fraud', waiting.version, { by: 'person', reason: 'Looks well.' })).toMatchObject({ ok: true });
    // The default policy has a canary of a day, which this test does not wait for.
    expect(await reaches(id, ['canary', 'failed'])).toMatchObject({ state: 'canary' });
    // The endpoint was moved over before.
    expect((await registry.state(main, 'fraud'))?.state.slots).toEqual({ a: 0, b: waiting.version });
  }, 60_000);

  it('that leaves no model fails with its reason, and is not refused a second try', async () => {
    const { platform } = installation.runtime;
    const { items } = (await installation.api('GET', '/trainings')).body;
    await platform.ledger.update({ PK: 'main#TRAININGS', SK: items[0].run_id }, { set: { state: 'promoted' } });
    outcome = 'nothing';
    const { run_id: id } = await begin();
    expect(await reaches(id, ['failed'])).toMatchObject({ state: 'failed', outcome: 'There is no Python here.' });
    outcome = 'model';
  }, 60_000);

  it('goes by a policy that people can read and change', async () => {
    await policy({ runs_per_month: 3, on_drift: 'retrain' }, 0);
    const { items } = (await installation.api('GET', '/policies')).body;
    const found = items.find(({ name }: { name: string }) => name === 'retraining');
    expect(found).toMatchObject({ version: 1, value: { runs_per_month: 3, on_drift: 'retrain', approval: 'policy' } });
  });

  it('goes all the way by itself where the policy says so', async () => {
    const { platform } = installation.runtime;
    const bold = await installation.apiAs('admin', 'bold');
    // Before anything has asked for the policy, which is kept for half a minute.
    await policy({}, 0, bold);
    await importHistoryOf(platform)(TenantId('bold'), history, { dryRun: false });
    const { run_id: id } = (await bold('POST', '/models/fraud/trainings', { reason: 'By itself.' })).body;
    const run = await eventually(
      async () => (await bold('GET', `/trainings/${id}`)).body,
      ({ ended_at: endedAt }) => endedAt !== null,
      40_000,
    );
    expect(run).toMatchObject({ state: 'promoted', version: 1, outcome: 'Version 1 answers.' });
    const registry = createModelRegistry({ platform, store: storeOf(platform) });
    expect((await registry.state(TenantId('bold'), 'fraud'))?.state).toMatchObject({ champion: 1, previous: [0] });
    expect((await bold('GET', '/models/fraud')).body).toMatchObject({ champion: 1, champion_from: 'retraining' });
  }, 60_000);

  it('has no drift to tell of before anybody has looked', async () => {
    expect((await installation.api('GET', '/models/tarot/drift')).status).toBe(404);
    const { status, body } = await eventually(
      () => installation.api('GET', '/models/fraud/drift'),
      ({ body: { verdict } }) => verdict === 'too-few',
    );
    expect({ status, body }).toMatchObject({ status: 200, body: { model: 'fraud', version: 0, observations: 0, figures: [] } });
  });

  it('of another tenant is not found, and starts from nothing there', async () => {
    const { items } = (await installation.api('GET', '/trainings')).body;
    const stranger = await installation.apiAs('admin', 'strangers');
    expect((await stranger('GET', `/trainings/${items[0].run_id}`)).status).toBe(404);
    const { run_id: id } = (await stranger('POST', '/models/fraud/trainings', { reason: 'Nothing is here.' })).body;
    const run = await eventually(
      async () => (await stranger('GET', `/trainings/${id}`)).body,
      ({ state }) => state !== 'building',
    );
    expect(run).toMatchObject({ state: 'skipped', outcome: 'There are 0 rows whose end is known; a training takes 1000.' });
  });

  it('names what is wrong with a wish', async () => {
    const wrong = await installation.api('POST', '/models/fraud/trainings', { reason: '', seed: -1 });
    expect(wrong.status).toBe(400);
    expect(wrong.body.problems.map(({ field }: { field: string }) => field)).toEqual(['reason', 'seed']);
    const whole = await installation.api('POST', '/models/forecast/trainings', { reason: 'Smaller.', distil: true });
    expect([whole.status, whole.body.code]).toEqual([422, 'model-not-distillable']);
    expect((await installation.api('POST', '/models/tarot/trainings', { reason: 'Why not.' })).status).toBe(404);
    expect(
      (await installation.api('PUT', '/policies/retraining', { value: { enabled: 'yes' }, note: 'x', expected_version: 2 })).status,
    ).toBe(400);
  });
});

describe('the model of returns', () => {
  it('is looked at for drift once a version of its own answers, by the orders of the last weeks', async () => {
    const { platform } = installation.runtime;
    const tenant = TenantId('returners');
    const api = await installation.apiAs('admin', 'returners');
    await policy({}, 0, api);
    await importHistoryOf(platform)(tenant, history, { dryRun: false });
    const watch = driftWatchOf(restrictedPlatform(platform, 'intelligence/watch-drift'));
    expect(await watch.look(tenant, 'returns')).toBeUndefined();
    expect((await api('GET', '/models/returns/drift')).body).toMatchObject({ verdict: 'unknown', version: null });

    const { status, body } = await api('POST', '/models/returns/trainings', { reason: 'A test asks.' });
    expect({ status, body }).toMatchObject({ status: 202 });
    const run = await eventually(
      async () => (await api('GET', `/trainings/${body.run_id}`)).body,
      ({ ended_at: endedAt }) => endedAt !== null,
      60_000,
    );
    expect(run).toMatchObject({ state: 'promoted', version: 1 });
    const reports = await watch.watch(tenant);
    const report = reports.find(({ model }) => model === 'returns');
    expect(report?.version).toBe(1);
    expect(report?.observations).toBeGreaterThan(200);
    const looked = report?.figures.map(({ name }) => name);
    expect(looked).toContain('article_share');
    expect(looked).not.toContain('article_sold');
    expect(looked).not.toContain('score');
    expect((await api('GET', '/models/returns/drift')).body).toMatchObject({
      model: 'returns',
      version: 1,
      verdict: report?.verdict,
      observations: report?.observations,
    });
    expect((await installation.api('GET', '/models/returns/drift')).body).toMatchObject({ verdict: 'unknown' });
  }, 120_000);
});

describe('the model of demand', () => {
  const shop = TenantId('shop');
  let articles: readonly string[];
  let api: Awaited<ReturnType<Installation['apiAs']>>;
  beforeAll(async () => {
    api = await installation.apiAs('admin', 'shop');
    await policy({}, 0, api);
    const sold = new Map<string, number>();
    for (const line of Buffer.from(history).toString('utf8').split('\n')) {
      const { lines = [] } = JSON.parse(line) as { readonly lines?: readonly { readonly sku: string; readonly quantity: number }[] };
      for (const { sku, quantity } of lines) sold.set(sku, (sold.get(sku) ?? 0) + quantity);
    }
    articles = [...sold]
      .toSorted(([, one], [, other]) => other - one)
      .slice(0, 20)
      .map(([sku]) => sku);
    for (const sku of articles) await api('POST', '/products', { sku, title: `Article ${sku}` });
    await importHistoryOf(installation.runtime.platform)(shop, history, { dryRun: false });
  }, 60_000);

  const breached = (week: string): EventDetail => ({
    event_id: `breach-${week}`,
    tenant_id: 'shop',
    stream_id: 'accuracy',
    version: 1,
    type: 'forecast.accuracy_breached',
    payload: { measure: 'mape', week, values: [0.31, 0.28, 0.4], limit: 0.25 },
    actor: { kind: 'system', id: 'forecasting' },
    occurred_at: `${week}T03:00:00.000Z`,
    recorded_at: `${week}T03:00:00.000Z`,
    correlation_id: 'one',
    causation_id: 'one',
    schema_version: 1,
  });

  it('is trained, measured and promoted when its forecasts have missed for three weeks, serves, and is rolled back at a word', async () => {
    const { platform } = installation.runtime;
    await platform.bus.publish([{ source: 'oms.forecasting', detailType: 'ForecastAccuracyBreached', detail: breached('2026-11-16') }]);
    const { items } = await eventually(
      async () => (await api('GET', '/trainings')).body,
      (found) => found.items.length > 0 && found.items[0].ended_at !== null,
      60_000,
    );
    expect(items[0]).toMatchObject({ model: 'forecast', trigger: 'accuracy', requested_by: 'accuracy', outcome: 'Version 1 answers.' });
    expect(items[0].dataset.rows).toBeGreaterThan(2_000);
    expect(items[0].dataset.positives).toBeNull();
    const gates = new Map(items[0].gates.map((gate: { name: string; value: number }) => [gate.name, gate.value]));
    // What the stand-in leaves is the starter itself, which loses no more than the starter does.
    expect(gates.get('wape_over_champion')).toBe(0);
    expect(gates.get('wql_over_champion')).toBe(0);
    expect(gates.get('wql_of_seasonal_naive')).toBeLessThan(1);

    const models = await forecastModelsOf(platform)(shop);
    expect(models?.compared.map(({ version }) => version).toSorted()).toEqual([0, 1]);
    const atNight = restrictedPlatform(platform, 'forecasting/refresh');
    const forecasts = forecastsOf(atNight, { models: forecastModelsOf(atNight), onCompared: watchForecastVersions(atNight) });
    await forecasts.renewAll();
    expect(await forecasts.ofSku(shop, Sku(articles[0] as string))).toMatchObject({ model: 'model', modelVersion: expect.any(String) });

    const drift = await driftWatchOf(restrictedPlatform(platform, 'intelligence/watch-drift')).look(shop, 'forecast');
    expect(drift).toMatchObject({ model: 'forecast', version: 1 });
    expect(drift?.observations).toBeGreaterThan(200);
    const looked = drift?.figures.map(({ name }) => name);
    expect(looked).toContain('noise_ratio');
    // A month is not the two years that were learnt from: its calendar has not drifted.
    expect(looked).not.toContain('month');
  }, 120_000);

  it('is taken back by the weeks that follow when it is worse than the one before on the same articles', async () => {
    const { platform } = installation.runtime;
    const registry = createModelRegistry({ platform, store: storeOf(platform) });
    const measures = (wql: number) => ({ ...measuresOf(emptyTally), skus: 40, wql, wape: wql });
    const before = { version: 0, measures: measures(0.4) };
    const week = '2026-11-23';
    await watchForecastVersions(restrictedPlatform(platform, 'forecasting/refresh'))(shop, {
      week,
      versions: [{ version: 1, measures: measures(0.42) }, before],
    });
    expect((await registry.state(shop, 'forecast'))?.state.champion).toBe(1);
    await watchForecastVersions(restrictedPlatform(platform, 'forecasting/refresh'))(shop, {
      week,
      versions: [{ version: 1, measures: measures(0.5) }, before],
    });
    const { state } = (await registry.state(shop, 'forecast'))!;
    expect(state.champion).toBe(0);
    expect(state.versions[0]?.rolledBackAt).not.toBeNull();
    const models = await forecastModelsOf(platform)(shop);
    expect(models?.compared).toEqual([]);
    expect(models?.of(articles[0] as string)).toBeDefined();
  });

  it('goes back to the version before at a word, for the very next forecasts', async () => {
    const { platform } = installation.runtime;
    const hurried = TenantId('hurried');
    const own = await installation.apiAs('admin', 'hurried');
    const registry = createModelRegistry({ platform, store: storeOf(platform) });
    const somebody = systemCaller(hurried, 'test', { correlationId: 'word', causationId: 'word' });
    const { artefact } = artefactOfArchive(archive('forecast'));
    await registry.register(somebody, 'forecast', artefact, { note: 'By hand.' });
    await registry.evaluate(somebody, 'forecast', 1, [{ name: 'wape', value: 0.3, bound: 0.4, wants: 'at_most' }]);
    await registry.approve(somebody, 'forecast', 1, { by: 'person', reason: 'Looks well.' });
    expect((await own('POST', '/models/forecast/versions/1/promote', { reason: 'Go.' })).status).toBe(200);
    expect((await forecastVersionsOf(platform).serving(hurried))?.answersFor('any')).toBe(1);
    expect((await own('POST', '/models/forecast/rollback', { reason: 'A word.' })).status).toBe(200);
    expect((await forecastVersionsOf(platform).serving(hurried))?.answersFor('any')).toBe(0);
  });
});

describe('the routing model', () => {
  it('learns from the parcels of the imported past, and has to be better than counting', async () => {
    const api = await installation.apiAs('admin', 'carriers');
    await policy({}, 0, api);
    await importHistoryOf(installation.runtime.platform)(TenantId('carriers'), history, { dryRun: false });
    const { run_id: id } = (await api('POST', '/models/routing/trainings', { reason: 'Half a year of parcels.' })).body;
    const run = await eventually(
      async () => (await api('GET', `/trainings/${id}`)).body,
      ({ ended_at: endedAt }) => endedAt !== null,
      60_000,
    );
    expect(run.dataset.rows).toBeGreaterThan(2_000);
    expect(run.dataset.positives).toBeGreaterThan(50);
    const names = run.gates.map(({ name }: { name: string }) => name);
    expect(names).toContain('loss_over_rule');
    expect(names).not.toContain('fairness_new_gaps');
  }, 90_000);
});
