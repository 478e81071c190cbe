// The same orders through what trains and through what serves: models/fraud/artefact/parity.json holds simulated orders with the
// features that the training made of them, each from what came before it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFraudSignals, type SignalSubject } from '../../../lib/fraud/app/signals/fraud-signals.ts';
import { fraudFeatures, type FraudSubject } from '../../../lib/fraud/domain/fraud-features.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { fromEpochMs } from '../../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { fromWire } from '../../../lib/kernel/wire.ts';
import { orderListKeys } from '../../../lib/orders/app/order.projection.ts';
import type { Item } from '../../../lib/platform/ports.ts';
import { createMemoryTable } from '../../../scripts/bench/memory-table.ts';

type Trained = {
  readonly order: {
    readonly id: number;
    readonly at: number;
    readonly person: string | null;
    readonly channel: string;
    readonly currency: string;
    readonly place: string;
    readonly payment: string;
    readonly discrepancies: number;
    readonly totals: FraudSubject['totals'];
    readonly lines: readonly { readonly quantity: number; readonly unit_price: number; readonly requires_shipping: boolean }[];
    readonly risk: Readonly<Record<string, unknown>>;
    readonly charged_at: number | null;
  };
  readonly features: readonly (number | null)[];
};

const models = join(import.meta.dirname, '..', '..', '..', 'models', 'fraud');
const trained: readonly Trained[] = JSON.parse(readFileSync(join(models, 'artefact', 'parity.json'), 'utf8'));
const names: readonly string[] = JSON.parse(readFileSync(join(models, 'features.json'), 'utf8')).features.map(
  (feature: { readonly name: string }) => feature.name,
);
const tenantId = TenantId('main');

const subjectOf = ({ order }: Trained): FraudSubject & SignalSubject => {
  const [country = '', region = null] = order.place.split('-');
  return {
    orderId: String(order.id),
    placedAt: fromEpochMs(order.at * 1_000),
    channel: order.channel,
    currency: CurrencyCode(order.currency),
    personId: order.person,
    destination: { country, region },
    risk: fromWire<NonNullable<SignalSubject['risk']>>(order.risk),
    totals: order.totals,
    lines: order.lines.map((line) => ({
      quantity: line.quantity,
      unitPrice: line.unit_price,
      requiresShipping: line.requires_shipping,
    })),
    paymentMethod: { kind: order.payment },
    discrepancies: Array.from({ length: order.discrepancies }),
  };
};

const rowsOf = (one: Trained): readonly Item[] => {
  const { orderId, placedAt, personId, risk = {}, currency, totals } = subjectOf(one);
  const row = { SK: `${placedAt}#${orderId}`, order_id: orderId, person_id: personId, total: totals.total, currency };
  const partitions = [
    personId && orderListKeys.person(tenantId, personId),
    risk.network && orderListKeys.network(tenantId, risk.network),
    risk.device && orderListKeys.device(tenantId, risk.device),
    risk.emailDomain && orderListKeys.emailDomain(tenantId, risk.emailDomain),
  ];
  return partitions.flatMap((PK) => (PK ? [{ PK, ...row }] : []));
};

// Every order is there from the start, so that one which looked ahead would be found out.
const views = createMemoryTable();
beforeAll(async () => {
  for (const one of trained) for (const row of rowsOf(one)) await views.put(row);
});

const chargebacks = {
  read: async (_tenantId: string, by: { readonly personId: string | null; readonly emailDomain: string | null }) => {
    const charged = trained.flatMap((one) =>
      one.order.charged_at === null
        ? []
        : [{ subject: subjectOf(one), orderId: String(one.order.id), receivedAt: fromEpochMs(one.order.charged_at * 1_000) }],
    );
    return {
      ofPerson: charged.filter(({ subject }) => subject.personId === by.personId),
      ofEmailDomain: charged.filter(({ subject }) => subject.risk?.emailDomain === by.emailDomain),
    };
  },
};

describe('the features that serve', () => {
  it('are those that train, on the same orders', async () => {
    const signals = createFraudSignals({ views }, { keys: orderListKeys, chargebacks });
    expect(trained.length).toBeGreaterThan(100);
    for (const one of trained) {
      const subject = subjectOf(one);
      const features: Readonly<Record<string, number | null>> = fraudFeatures(subject, await signals.read(tenantId, subject));
      expect(features, `order ${one.order.id}`).toEqual(Object.fromEntries(names.map((name, index) => [name, one.features[index]])));
    }
  });

  it('are compared where they differ from one order to the next', () => {
    const constant = names.filter((_name, index) => new Set(trained.map(({ features }) => features[index])).size < 2);
    expect(constant).toEqual([]);
  });
});
