import fraudHistograms from '../../models/fraud/artefact/meta/histograms.json' with { type: 'json' };
import { createDriftWatch, type DriftSource, type DriftWatch } from '../../lib/intelligence/app/drift/watch-drift.ts';
import type { Observation, TrainingHistograms } from '../../lib/intelligence/domain/drift/drift.ts';
import { demandFeatures, readTrainingRows } from '../../lib/forecasting/index.ts';
import { createModelRegistry } from '../../lib/intelligence/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { plusMs } from '../../lib/kernel/instant.ts';
import { orderListKeys, orderShards } from '../../lib/orders/index.ts';
import { concurrently } from '../../lib/platform/concurrently.ts';
import { streamIdOf } from '../../lib/platform/event-store/commit.codec.ts';
import type { Item, Platform } from '../../lib/platform/ports.ts';
import { routingRows } from '../../lib/sourcing/index.ts';
import { decisionsOf, policiesOf, storeOf } from '../composition.ts';
import { returnFeaturesOf } from '../customers/return-facts.ts';
import { forecastTrainingSetOf } from '../forecasting/forecasting-parts.ts';
import { recordedParcelsOf } from '../sourcing/recorded-parcels.ts';
import { beginTrainingOf } from './training-parts.ts';

const histogramsFile = 'meta/histograms.json';
/** Orders of a week that are looked at: enough for the index to say something, few enough to cost a fraction of a cent. */
const sampled = 600;
const readsAtOnce = 8;

const starters: Readonly<Record<string, TrainingHistograms>> = { fraud: fraudHistograms };

/** Histograms of the version that answers: beside its artefact, or those of the repository. */
const histogramsOf = (platform: Platform, model: string): DriftSource['histograms'] => {
  const registry = createModelRegistry({ platform, store: storeOf(platform) });
  return async (tenantId) => {
    const found = await registry.state(tenantId, model);
    const champion = found?.state.versions.find(({ version }) => version === found.state.champion);
    if (!champion) {
      const starter = starters[model];
      return starter && { histograms: starter, version: 0 };
    }
    const file = champion.files.find(({ path }) => path === histogramsFile);
    const blob = file && (await platform.blobs.get(file.key));
    return blob && { histograms: JSON.parse(new TextDecoder().decode(blob.bytes)) as TrainingHistograms, version: champion.version };
  };
};

type FraudReceipt = {
  readonly inputs?: { readonly features?: Readonly<Record<string, number | null>> };
  readonly advice?: { readonly score?: number };
};

/** Every so many-th order of the list, so that the sample is spread over the week. */
const spread = (rows: readonly Item[], count: number): readonly Item[] => {
  const step = Math.max(1, rows.length / count);
  return Array.from({ length: Math.min(count, rows.length) }, (_, index) => rows[Math.floor(index * step)] as Item);
};

/** What the assessments of a sample of orders rested on. */
const fraudObservations = (platform: Platform): DriftSource['observations'] => {
  const decisions = decisionsOf(platform);
  return async (tenantId, { from, to }) => {
    const lists = await Promise.all(
      orderShards.map((shard) =>
        platform.views.query({ PK: orderListKeys.placed(tenantId, shard), from, to, limit: 1_000, descending: true }),
      ),
    );
    const rows = lists.flatMap(({ items }) => spread(items, Math.ceil(sampled / orderShards.length)));
    const found: Observation[] = [];
    await concurrently(rows, readsAtOnce, async (row) => {
      const id = streamIdOf(String(row['source']));
      if (!id) return;
      const [record] = await decisions.list(id, 'fraud.');
      const { inputs, advice } = (record?.receipt ?? {}) as FraudReceipt;
      if (inputs?.features) found.push({ features: inputs.features, score: advice?.score ?? null });
    });
    return found;
  };
};

/** Days of demand, parcels or orders that are compared: long enough for every weekday to be in them several times. */
const comparedDays = 28;
/** Days before them that their features are made of. */
const behindDays = { forecast: 140, routing: 400, returns: 730 } as const;
const dayMs = 86_400_000;

/**
 * What moves by itself as the year goes on, or as history grows, and says nothing of a drift: a month is not the two years that
 * were learnt from.
 */
const growing: ReadonlySet<string> = new Set([
  'history_periods',
  'day_of_month',
  'month',
  'week_of_year',
  'holiday',
  'days_to_holiday',
  'days_since_holiday',
  'counted_parcels',
  'article_sold',
  'customer_sold',
]);

/** Histograms of the inputs of a trained version. Starters of these models are learnt from invented data: everything differs from it. */
const inputsOf =
  (histograms: DriftSource['histograms']): DriftSource['histograms'] =>
  async (tenantId) => {
    const found = await histograms(tenantId);
    if (!found || found.version === 0) return undefined;
    const features = Object.fromEntries(Object.entries(found.histograms.features).filter(([name]) => !growing.has(name)));
    return { ...found, histograms: { ...found.histograms, features, score: null } };
  };

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** What the nightly forecasts of the last weeks were asked with. */
const forecastObservations = (platform: Platform): DriftSource['observations'] => {
  const read = forecastTrainingSetOf(platform);
  return async (tenantId, { to }) => {
    const set = await read(tenantId, { from: plusMs(to, -(comparedDays + behindDays.forecast) * dayMs), to });
    if (!set) return [];
    const rows = readTrainingRows(set.csv);
    const last = Math.max(...rows.map(({ targetDay }) => targetDay));
    return rows
      .filter(({ targetDay }) => targetDay > last - comparedDays)
      .map(({ vector }) => ({
        features: Object.fromEntries(demandFeatures.map((name, at) => [name, known(vector[at] ?? Number.NaN)])),
        score: null,
      }));
  };
};

/** What was known of the parcels that left in the last weeks. */
const routingObservations = (platform: Platform): DriftSource['observations'] => {
  const read = recordedParcelsOf(platform);
  return async (tenantId, { to }) => {
    const since = plusMs(to, -comparedDays * dayMs);
    const rows = [...routingRows(await read(tenantId, { from: plusMs(to, -behindDays.routing * dayMs), to }))];
    return rows.filter(({ at }) => at >= since).map(({ features }) => ({ features, score: null }));
  };
};

/** What the lines of the orders of the last weeks would have been judged by. */
const returnsObservations = (platform: Platform): DriftSource['observations'] => {
  const read = returnFeaturesOf(platform);
  return async (tenantId, { to }) => {
    const since = plusMs(to, -comparedDays * dayMs);
    const found = await read(tenantId, { from: plusMs(since, -behindDays.returns * dayMs), to }, since);
    return found.map((features) => ({ features, score: null }));
  };
};

/** Compares what the models meet with what they were trained on. */
export const driftWatchOf = (platform: Platform): DriftWatch =>
  createDriftWatch({
    platform,
    sources: {
      fraud: { histograms: histogramsOf(platform, 'fraud'), observations: fraudObservations(platform) },
      forecast: { histograms: inputsOf(histogramsOf(platform, 'forecast')), observations: forecastObservations(platform) },
      routing: { histograms: inputsOf(histogramsOf(platform, 'routing')), observations: routingObservations(platform) },
      returns: { histograms: inputsOf(histogramsOf(platform, 'returns')), observations: returnsObservations(platform) },
    },
    onDrift: async (tenantId: TenantId, report) => {
      const { value } = await policiesOf(platform).inForce(tenantId, 'retraining');
      if (value.onDrift !== 'retrain') return;
      const moved = report.figures.filter(({ drifted }) => drifted).map(({ name }) => name);
      const reason = `What the model meets has moved: ${moved.slice(0, 5).join(', ')}.`;
      await beginTrainingOf(platform).begin(tenantId, { model: report.model, trigger: 'drift', reason, requestedBy: 'drift' });
    },
  });
