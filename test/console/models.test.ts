import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createDriftWatch } from '../../lib/intelligence/app/drift/watch-drift.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement, keepScreenshot } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole, type Visit } from './support.ts';

// A browser and an installation share the machine with other suites.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const file = (path: string) => JSON.parse(readFileSync(new URL(`../../models/fraud/artefact/${path}`, import.meta.url), 'utf8'));

/** The starter's trees with another base score. */
const artefact = (baseScore: number, modelVersion: string) => {
  const [model, summary, features] = ['model.json', 'meta/artefact.json', 'meta/features.json'].map(file);
  return {
    model: {
      ...model,
      learner: { ...model.learner, learner_model_param: { ...model.learner.learner_model_param, base_score: String(baseScore) } },
    },
    summary: { ...summary, model_version: modelVersion },
    features,
  };
};

describeOptional('models', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;

  const register = async (baseScore: number, hash: string, auc?: number): Promise<number> => {
    const { shop } = tested;
    const { versions } = (
      await shop.must('POST', '/models/fraud/versions', { artefact: artefact(baseScore, hash), note: 'Trained on the autumn' })
    ).body;
    const { version } = versions[0];
    const gates = [
      { name: 'auc', value: auc, bound: 0.8, wants: 'at_least' },
      { name: 'score_p99_ms', value: 1.25, bound: 5, wants: 'at_most' },
    ];
    if (auc !== undefined) await shop.must('POST', `/models/fraud/versions/${version}/gates`, { gates });
    return version;
  };
  const fraud = async () => (await tested.installation.api('GET', '/models/fraud')).body;

  beforeAll(async () => {
    tested = await openConsole();
  });
  afterAll(() => tested?.close());

  const kept = async (visit: Visit, name: string): Promise<void> => {
    expect(await soundness(visit)).toEqual(sound);
    await keepScreenshot(visit.page, name);
  };

  /** Presses a button of the page and gives the reason that its dialog asks for. */
  const act = async ({ page }: Visit, label: string, reason: string): Promise<void> => {
    await page.getByRole('button', { name: label, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: label });
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name: label, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  };

  it('takes a version from its gates to the champion and back, each step for a reason', async () => {
    await register(0.3, '00000000000000b1', 0.5);
    const version = await register(0.5, '00000000000000b2', 0.93);
    const visit = await tested.visit({ role: 'operator' });
    const { page } = visit;
    await visit.open('/models');
    await page.getByText('The starters answer').waitFor();
    await page.getByText('4 of 4 models in use came with the release or by retraining').waitFor();
    await kept(visit, 'models');
    await page.getByRole('link', { name: /^Fraud: \d versions/ }).click();
    await page.getByRole('row', { name: /Version 1 .*gates failed.*1 of 2 passed/ }).waitFor();
    await page.getByRole('row', { name: /Version 2 .*waits for approval/ }).click();
    await page.getByRole('heading', { name: 'Fraud: version 2' }).waitFor();
    expect(await page.getByRole('button', { name: 'Promote' }).count()).toBe(0);
    await kept(visit, 'models-version');
    await page.getByRole('button', { name: 'Approve' }).click();
    const dialog = page.getByRole('dialog', { name: 'Approve' });
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await dialog.getByLabel('Reason').and(page.locator('[aria-invalid="true"]')).waitFor();
    await kept(visit, 'models-approve');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await act(visit, 'Approve', 'The figures are fine');
    await page.getByText('approved', { exact: true }).waitFor();
    await act(visit, 'Start as shadow', 'To see it beside the starter');
    await page.getByText('shadow', { exact: true }).waitFor();
    await act(visit, 'Start as challenger', 'A little at first');
    await page.getByText('challenger', { exact: true }).waitFor();
    expect(await fraud()).toMatchObject({ challenger: { version, share_per_mille: 50, watch_until: null } });
    await visit.open('/models/fraud?tab=in-use');
    const inUse = page.getByRole('table', { name: 'Versions in use' });
    await inUse.getByRole('row', { name: /Starter .*champion .*95%/ }).waitFor();
    await kept(visit, 'models-in-use');
    await inUse
      .getByRole('row', { name: /Version 2 .*challenger .*5%/ })
      .getByRole('link')
      .click();
    await act(visit, 'Promote', 'It is better');
    await page.getByText('champion', { exact: true }).waitFor();
    await kept(visit, 'models-champion');
    await page.getByRole('link', { name: 'All versions' }).click();
    await kept(visit, 'model');
    await act(visit, 'Roll back', 'Too many reviews');
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByRole('row', { name: /rolled back to the starter.*Too many reviews/ }).waitFor();
    await kept(visit, 'model-history');
    const { champion, history } = await fraud();
    expect(champion).toBe(0);
    expect(history[0]).toMatchObject({ type: 'model.rolled_back', reason: 'Too many reviews' });
    await visit.close();
  });

  it('shows which features have moved, and by how much', async () => {
    const random = createRandom(7);
    const tenths = { edges: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], shares: Array(10).fill(0.1), missing: 0 };
    const observations = Array.from({ length: 400 }, () => {
      const [order_total, line_count] = [random.next() ** 3, random.next()];
      return { features: { order_total, line_count }, score: line_count };
    });
    const { platform } = tested.installation.runtime;
    const histograms = { rows: 1_000, features: { order_total: tenths, line_count: tenths }, score: tenths };
    await createDriftWatch({
      platform,
      sources: {
        fraud: {
          histograms: () => Promise.resolve({ histograms, version: 0 }),
          observations: () => Promise.resolve(observations),
        },
      },
      onDrift: () => Promise.resolve(),
    }).watch(TenantId('main'));
    for (const size of ['desktop', 'phone'] as const) {
      const visit = await tested.visit({ role: 'analyst', size, scheme: size === 'desktop' ? 'dark' : 'light' });
      const { page } = visit;
      await visit.open('/models/fraud?tab=drift');
      await page.getByText('What the model meets has moved away').waitFor();
      const rows = page.getByLabel('Drift by feature').getByRole(size === 'phone' ? 'listitem' : 'row');
      await rows.filter({ hasText: /order total.*drifted/s }).waitFor();
      await rows.filter({ hasText: /what the model says.*steady/s }).waitFor();
      expect(await page.getByRole('button', { name: /Train anew|Roll back/ }).count()).toBe(0);
      await kept(visit, `model-drift-${size}`);
      await visit.open('/models/fraud/0');
      await page.getByText('The starter needs no gates').waitFor();
      await kept(visit, `model-starter-${size}`);
      await visit.close();
    }
  });

  it('keeps a log of trainings, with why each ended as it did', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/models/fraud');
    await act(visit, 'Train anew', 'A quarter of own chargebacks');
    await page.getByRole('link', { name: 'All models' }).click();
    await page.getByRole('tab', { name: 'Trainings' }).click();
    const row = page.getByRole('row', { name: /Fraud.*too little history.*A quarter of own chargebacks/ });
    await row.waitFor({ timeout: 30_000 });
    await kept(visit, 'models-trainings');
    await row.click();
    await page
      .getByRole('dialog')
      .getByText(/There are \d+ rows whose end is known/)
      .waitFor();
    await kept(visit, 'models-training');
    expect(visit.complaints).toEqual([]);
    await visit.close();
  });

  it('is told at the field what a share may be, on a phone', async () => {
    const version = await register(0.4, '00000000000000b3', 0.93);
    const visit = await tested.visit({ size: 'phone' });
    const { page } = visit;
    await visit.open(`/models/fraud/${version}`);
    await page.getByRole('button', { name: 'Start as challenger' }).click();
    const dialog = page.getByRole('dialog', { name: 'Start as challenger' });
    await dialog.getByLabel('Share of the orders').fill('70');
    await dialog.getByLabel('Reason').fill('All at once');
    await dialog.getByRole('button', { name: 'Start as challenger' }).click();
    await dialog.getByText('must be 500 or less').first().waitFor();
    await kept(visit, 'models-challenge-phone');
    await visit.open('/models/fraud');
    await kept(visit, 'model-phone');
    expect(visit.complaints).toEqual([]);
    await visit.close();
  });
});
