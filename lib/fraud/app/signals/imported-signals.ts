import type { TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import type { Clock, Item, Platform } from '../../../platform/ports.ts';
import { snapshotMark } from '../../../platform/projection/snapshot-rows.ts';
import { dayMs } from '../../domain/signals/history.ts';
import type { RiskFacts } from '../../domain/signals/risk-facts.ts';
import { isFraudCode } from '../../domain/labels.ts';
import { fraudListKeys } from '../fraud-case.projection.ts';
import { type OrderListKeys, pastOrdersMax } from './fraud-signals.ts';

/** An order of the past as far as later ones are judged by it. */
export type ImportedOrder = {
  readonly sourceId: string;
  readonly placedAt: Instant;
  readonly personId: string | null;
  readonly risk: RiskFacts | null;
  /** Minor units of `currency`. */
  readonly totalMinor: number;
  readonly currency: string;
};

export type ImportedChargeback = {
  readonly sourceId: string;
  readonly receivedAt: Instant;
  readonly reasonCode: string;
  readonly order: Pick<ImportedOrder, 'sourceId' | 'personId' | 'risk'>;
};

export type ImportedSignalsParts = {
  readonly platform: Pick<Platform, 'views'> & { readonly clock: Clock };
  readonly keys: OrderListKeys;
  /** Whether an order of the channel is one of the product's own, whose rows the projector keeps. */
  readonly isOwn: (tenantId: TenantId, sourceId: string, placedAt: Instant) => Promise<boolean>;
};

const atOnce = 16;
const [weekDays, yearDays] = [7, 365];

/** Of a list the newest that signals look at, and the first, which says since when a customer is known. */
const looked = (orders: readonly ImportedOrder[]): readonly ImportedOrder[] => {
  const sorted = orders.toSorted((one, other) => (one.placedAt < other.placedAt ? -1 : 1));
  return [...sorted.slice(0, 1), ...sorted.slice(1).slice(-pastOrdersMax)];
};

/**
 * Puts the imported past where the signals of live orders look anyway: into the lists by customer, network, device and the e-mail's
 * own domain, and into those of chargebacks. The rows hold tokens and sums and no person; the same import again writes the same
 * rows. They stand for no stream, so whoever lists orders passes them over.
 */
export const createImportedSignals = ({ platform, keys, isOwn }: ImportedSignalsParts) => {
  const { views, clock } = platform;
  const put = (PK: string, SK: string, row: Omit<Item, 'PK' | 'SK'>): Promise<void> => views.put({ PK, SK, ...snapshotMark, ...row });

  const listsOf = (tenantId: TenantId, orders: readonly ImportedOrder[]): readonly (readonly [string, ImportedOrder])[] => {
    const since = (days: number): Instant => plusMs(clock.now(), -days * dayMs);
    const grouped = (key: keyof OrderListKeys, tokenOf: (order: ImportedOrder) => string | null | undefined, days?: number) =>
      [...Map.groupBy(orders, tokenOf)].flatMap(([token, of]) => {
        if (!token) return [];
        const recent = days === undefined ? of : of.filter(({ placedAt }) => placedAt >= since(days));
        return looked(recent).map((order) => [keys[key](tenantId, token), order] as const);
      });
    return [
      ...grouped('person', ({ personId }) => personId),
      // What lies further back no signal asks for.
      ...grouped('network', ({ risk }) => risk?.network, weekDays),
      ...grouped('device', ({ risk }) => risk?.device, weekDays),
      ...grouped('emailDomain', ({ risk }) => risk?.emailDomain, yearDays),
    ];
  };

  return async (
    tenantId: TenantId,
    orders: readonly ImportedOrder[],
    chargebacks: readonly ImportedChargeback[],
  ): Promise<{ readonly rows: number }> => {
    const foreign: ImportedOrder[] = [];
    await concurrently(orders, atOnce, async (order) => {
      if (!(await isOwn(tenantId, order.sourceId, order.placedAt))) foreign.push(order);
    });
    const lists = listsOf(tenantId, foreign);
    await concurrently(lists, atOnce, ([PK, { sourceId, placedAt, personId, totalMinor, currency }]) =>
      put(PK, `${placedAt}#${sourceId}`, { order_id: sourceId, person_id: personId, total: totalMinor, currency }),
    );
    const charged = chargebacks.flatMap(({ sourceId, receivedAt, reasonCode, order }) => {
      const row = { order_id: order.sourceId, received_at: receivedAt, fraudulent: isFraudCode(reasonCode) };
      const SK = `${receivedAt}#${order.sourceId}#${sourceId}`;
      const domain = order.risk?.emailDomain;
      return [
        ...(order.personId === null ? [] : [{ PK: fraudListKeys.person(tenantId, order.personId), SK, row }]),
        ...(domain ? [{ PK: fraudListKeys.domain(tenantId, domain), SK, row }] : []),
      ];
    });
    await concurrently(charged, atOnce, ({ PK, SK, row }) => put(PK, SK, row));
    return { rows: lists.length + charged.length };
  };
};

export type KeepImportedSignals = ReturnType<typeof createImportedSignals>;
