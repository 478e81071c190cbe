import { createHistoryStore, type KeptShipment } from '../../lib/intelligence/app/training/history-store.ts';
import type { TrainingSource } from '../../lib/intelligence/app/training/train-steps.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import {
  createPresetPolicies,
  departedOf,
  outcomeOf,
  type PackageKind,
  packageKinds,
  parcelOf,
  type PastParcel,
  type Place,
  routingFeatureNames,
  routingRows,
  type SourcingPolicy,
} from '../../lib/sourcing/index.ts';
import { policiesOf } from '../composition.ts';
import { recordedParcelsOf } from './recorded-parcels.ts';

const placeOf = (region: string): Place => (region.includes('-') ? { country: region.split('-')[0] ?? '', region } : { country: region });
const kindOf = (kind: string): PackageKind => packageKinds.find((known) => known === kind) ?? 'standard';

/** A parcel of the imported past; undefined for one of which nobody knows when it arrived. */
const importedParcel = (row: KeptShipment, policy: SourcingPolicy): PastParcel | undefined => {
  if (row.delivered_at === null) return undefined;
  const shipped = {
    carrier: row.carrier,
    service: row.service,
    from: placeOf(row.origin_region),
    to: placeOf(row.destination_region),
    kind: kindOf(row.package_kind),
    grams: row.weight_grams,
    shippedAt: row.shipped_at as Instant,
    deliverBy: row.promised_at as Instant | null,
    costMinor: null,
  };
  const end = { at: row.delivered_at as Instant, isDelivered: true, damaged: row.damaged };
  const outcome = outcomeOf(parcelOf(shipped, policy), end);
  return { id: `history#${row.source_id}`, outcome, departed: departedOf(outcome) };
};

/** What the routing model learns from: how parcels went, of the imported past and of the product. */
export const routingTrainingSourceOf = (platform: Platform): TrainingSource => {
  const history = createHistoryStore(platform);
  const recorded = recordedParcelsOf(platform);
  const policies = createPresetPolicies((tenantId) => policiesOf(platform).inForce(tenantId, 'sourcing'));
  return {
    names: routingFeatureNames,
    rows: async function* (tenantId, window) {
      const policy = await policies.policy(tenantId, undefined);
      if (!policy) return;
      const parcels: PastParcel[] = [...(await recorded(tenantId, window))];
      for await (const row of history.read(tenantId, window)) {
        const parcel = row.kind === 'shipment' ? importedParcel(row, policy) : undefined;
        if (parcel && parcel.outcome.at <= window.to) parcels.push(parcel);
      }
      yield* routingRows(parcels);
    },
  };
};
