import { createBeginTraining } from '../../lib/intelligence/app/training/begin-training.ts';
import { createImportHistory, type KeepSignals } from '../../lib/intelligence/app/training/import-history.ts';
import { createHistoryStore, type HistoryStore, type KeptOrder } from '../../lib/intelligence/app/training/history-store.ts';
import { createImportedDemand } from '../../lib/intelligence/app/training/imported-demand.ts';
import { createLiveSteps, type LiveStepParts, type LiveSteps } from '../../lib/intelligence/app/training/live-steps.ts';
import { createPutUp, type PutUp } from '../../lib/intelligence/app/training/put-up.ts';
import { createTrainingRunRows } from '../../lib/intelligence/app/training/training-run.rows.ts';
import { createTrainSteps, type TrainStepParts, type TrainSteps } from '../../lib/intelligence/app/training/train-steps.ts';
import { artefactOfArchive } from '../../lib/intelligence/adapters/training/model-archive.ts';
import { createModelRegistry } from '../../lib/intelligence/index.ts';
import {
  createImportedSignals,
  type ImportedChargeback,
  type ImportedOrder,
  readRiskFacts,
  type RiskFacts,
} from '../../lib/fraud/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import type { RetrainingPolicy } from '../../lib/kernel/retraining-policy.ts';
import { orderListKeys, orderShards } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { policiesOf, storeOf, vaultOf, waitsOf } from '../composition.ts';

// Apart from the other use cases, because only functions off the way of an order need them.

export const historyStoreOf = (platform: Pick<Platform, 'blobs'>): HistoryStore => createHistoryStore(platform);

const policyOf =
  (platform: Platform) =>
  async (tenantId: TenantId): Promise<RetrainingPolicy> =>
    (await policiesOf(platform).inForce(tenantId, 'retraining')).value;

/** Models that can be trained here. */
export const trainableModels = ['fraud', 'forecast', 'routing', 'returns'] as const;

export const beginTrainingOf = (platform: Platform) =>
  createBeginTraining({
    platform,
    rows: createTrainingRunRows(platform.ledger),
    policy: policyOf(platform),
    models: trainableModels,
  });

export const trainingRunsOf = (platform: Platform) => createTrainingRunRows(platform.ledger);

/**
 * The first half of a training.
 * @param sources for whoever builds training sets: they are heavy, and nobody else needs one
 */
export const trainStepsOf = (platform: Platform, sources: TrainStepParts['sources'] = {}): TrainSteps =>
  createTrainSteps({ platform, rows: createTrainingRunRows(platform.ledger), policy: policyOf(platform), sources });

/**
 * The second half.
 * @param evaluators for whoever measures versions: they carry the starters
 */
export const liveStepsOf = (platform: Platform, evaluators: LiveStepParts['evaluators'] = {}): LiveSteps =>
  createLiveSteps({
    platform,
    rows: createTrainingRunRows(platform.ledger),
    steps: trainStepsOf(platform),
    policy: policyOf(platform),
    registry: createModelRegistry({ platform, store: storeOf(platform) }),
    waits: waitsOf(platform),
    unpack: artefactOfArchive,
    evaluators,
  });

/** Has an endpoint answer by the version of a training, where there is one. */
export const putUpOf = (platform: Platform): PutUp =>
  createPutUp({ platform, registry: createModelRegistry({ platform, store: storeOf(platform) }), steps: trainStepsOf(platform) });

/** Where live orders are judged by the imported past. Orders of the product itself have rows of their own there. */
const keepSignalsOf = (platform: Platform): KeepSignals => {
  const { views } = platform;
  const isOwn = async (tenantId: TenantId, channelOrderId: string): Promise<boolean> => {
    const { items } = await views.query({ PK: orderListKeys.channelOrder(tenantId, channelOrderId), limit: 1 });
    return items.length > 0;
  };
  /** When the product's first order was placed: of those before it none can be its own. */
  const firstPlaced = async (tenantId: TenantId): Promise<string | undefined> => {
    const firsts = await Promise.all(orderShards.map((shard) => views.query({ PK: orderListKeys.placed(tenantId, shard), limit: 1 })));
    return firsts.flatMap(({ items }) => items.map(({ SK }) => SK)).toSorted()[0];
  };
  return async (tenantId, orders, chargebacks) => {
    const first = await firstPlaced(tenantId);
    const keep = createImportedSignals({
      platform,
      keys: orderListKeys,
      isOwn: async (tenant, sourceId, placedAt) => first !== undefined && placedAt >= first.slice(0, 24) && (await isOwn(tenant, sourceId)),
    });
    return keep(tenantId, orders.map(importedOrder), chargebacks.map(importedChargeback));
  };
};

const importedOrder = (order: KeptOrder): ImportedOrder => ({
  sourceId: order.source_id,
  placedAt: order.placed_at as Instant,
  personId: order.person_id,
  risk: order.risk as RiskFacts | null,
  totalMinor: order.total_minor,
  currency: order.currency,
});

const importedChargeback = ({ row, order }: Parameters<KeepSignals>[2][number]): ImportedChargeback => ({
  sourceId: row.source_id,
  receivedAt: row.received_at as Instant,
  reasonCode: row.reason_code,
  order: importedOrder(order),
});

/** Takes files of the past, with the tokens that live orders have. */
export const importHistoryOf = (platform: Platform) => {
  const vault = vaultOf(platform);
  return createImportHistory({
    store: historyStoreOf(platform),
    keepDemand: createImportedDemand(platform.views).keep,
    keepSignals: keepSignalsOf(platform),
    readRisk: (tenantId, source) => readRiskFacts(platform.keys, tenantId, source),
    personFor: (tenantId, identity) => vault.personFor(tenantId, identity),
    now: () => platform.clock.now(),
    sha256: platform.sha256,
  });
};
