import fraudDeclared from '../../models/fraud/artefact/meta/features.json' with { type: 'json' };
import { fraudTrainingRows } from '../../lib/intelligence/app/training/fraud-training-set.ts';
import { regionOf } from '../../lib/intelligence/app/training/imported-demand.ts';
import { createLiveFraudRows, type LiveFraudRows, withLiveRows } from '../../lib/intelligence/app/training/live-fraud-rows.ts';
import { type ReadTrainingSet, setOfRows } from '../../lib/intelligence/app/training/train-steps.ts';
import { createReadLabels } from '../../lib/intelligence/index.ts';
import { OrderId } from '../../lib/kernel/ids.ts';
import { orderStream } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fraudLabelsOf } from '../composed/fraud.ts';
import { decisionsOf, orderReadingOf } from '../composition.ts';
import { returnsTrainingSourceOf } from '../customers/return-facts.ts';
import { forecastTrainingSetOf } from '../forecasting/forecasting-parts.ts';
import { routingTrainingSourceOf } from '../sourcing/routing-training.ts';
import { historyStoreOf, type trainableModels } from './training-parts.ts';

// Apart from the rest of trainings, because only the function that builds training sets needs them.

/** Orders of the product that fraud learns from, as they were decided and as they ended. */
export const liveFraudRowsOf = (platform: Platform): LiveFraudRows =>
  createLiveFraudRows({
    verdicts: fraudLabelsOf(platform),
    words: createReadLabels(platform),
    decisions: decisionsOf(platform),
    streamOf: (tenantId, orderId) => orderStream(tenantId, OrderId(orderId)),
    order: async (tenantId, orderId) => {
      const order = (await orderReadingOf(platform).get(tenantId, OrderId(orderId)))?.order;
      if (!order) return undefined;
      const { placedAt, channel, channelOrderId, destination, test, cancellation, holds } = order;
      const region = regionOf(destination?.country ?? null, destination?.region ?? null) || null;
      const held = holds.some(({ type, outcome }) => (type === 'fraud-review' || type === 'verification') && outcome !== 'released');
      return { placedAt, channel, channelOrderId, region, test, stopped: held || cancellation !== null };
    },
    sha256: platform.sha256,
  });

/** What fraud learns from: the imported past, and the orders of the product as they were decided. */
const fraudSetOf = (platform: Platform): ReadTrainingSet => {
  const history = historyStoreOf(platform);
  const live = liveFraudRowsOf(platform);
  return setOfRows({
    names: fraudDeclared.features.map(({ name }) => name),
    rows: (tenantId, window) =>
      withLiveRows(live(tenantId, window), fraudTrainingRows(tenantId, history.read(tenantId, window), window.to)),
  });
};

/** What each model learns from. */
export const trainingSourcesOf = (platform: Platform): Readonly<Record<(typeof trainableModels)[number], ReadTrainingSet>> => ({
  fraud: fraudSetOf(platform),
  forecast: forecastTrainingSetOf(platform),
  routing: setOfRows(routingTrainingSourceOf(platform)),
  returns: setOfRows(returnsTrainingSourceOf(platform)),
});
