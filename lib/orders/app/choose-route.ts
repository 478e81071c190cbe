import type { TenantId } from '../../kernel/ids.ts';
import type { Platform } from '../../platform/ports.ts';
import type { Vault } from '../../platform/vault/vault.ts';
import {
  type Chosen,
  decideUnreleased,
  notReleased,
  type RatedPlace,
  type Sourcing,
  type SourcingDecision,
  type SourcingLine,
  type UnsourcedLine,
  withWaiting,
} from '../../sourcing/index.ts';
import { type Order, unassignedLines } from '../domain/order.state.ts';
import type { SkuQuantity } from '../domain/order.values.ts';
import { readPersonal } from './address/address-facts.ts';
import { followWishes } from './follow-wishes.ts';
import { type OrderPolicies, UnexpectedRejectionError } from './orders.parts.ts';
import { createReadDeliveryDate, describeTold } from './promises/delivery-date.ts';
import type { ReleaseDates } from './promises/plan-promises.ts';

/** Where the units of an order that have no location could come from at this moment. Nothing is written or reserved. */
export type ChooseRoute = (tenantId: TenantId, order: Order, decisionId: string) => Promise<SourcingDecision>;

/** The same, with all that the decision rests on; nothing where no article of the order is sold yet, so that nobody was asked. */
export type DecideRoute = (
  tenantId: TenantId,
  order: Order,
  decisionId: string,
) => Promise<Pick<Chosen, 'decision'> & { readonly inputs?: Chosen['inputs'] }>;

type RouteParts = {
  readonly sourcing: Sourcing;
  readonly releases: ReleaseDates;
  readonly policies: OrderPolicies;
  /** Where goods go to the postal code, which is personal and read only where carriers are asked for prices. */
  readonly vault: Pick<Vault, 'get'>;
  readonly platform: Pick<Platform, 'sha256' | 'clock'>;
};

/** The address without name and street; undefined where it is not known to the postal code, or the person has been erased. */
const sentTo = async (vault: Pick<Vault, 'get'>, tenantId: TenantId, order: Order): Promise<RatedPlace | undefined> => {
  const { country, region, postalCode, city } = (await readPersonal(vault, tenantId, order))?.shippingAddress ?? {};
  if (!country || !postalCode) return undefined;
  return { country, postalCode, ...(region ? { region } : {}), ...(city ? { city } : {}) };
};

/** For whoever only looks whether there is a way: nobody waits for carriers. */
export const createChooseRoute = (parts: RouteParts): ChooseRoute => {
  const decideRoute = createDecideRoute(parts, { onlyKeptQuotes: true });
  return async (tenantId, order, decisionId) => (await decideRoute(tenantId, order, decisionId)).decision;
};

export const createDecideRoute = (
  { sourcing, releases, policies, vault, platform }: RouteParts,
  { onlyKeptQuotes = false }: { readonly onlyKeptQuotes?: boolean } = {},
): DecideRoute => {
  const readDate = createReadDeliveryDate({ policies, clock: platform.clock });
  const chooseFor = async (tenantId: TenantId, order: Order, decisionId: string, open: readonly SkuQuantity[]): Promise<Chosen> => {
    const prices = new Map(order.lines.map((line) => [line.lineId, line.unitPrice]));
    const lines = open.map((line): SourcingLine => ({ ...line, unitValueMinor: prices.get(line.lineId) ?? 0 }));
    const told = await readDate(tenantId, order);
    const { country, region, postalPrefix } = order.destination ?? { country: null, region: null, postalPrefix: null };
    const asked = {
      tenantId,
      decisionId,
      orderId: order.orderId,
      currency: order.currency,
      lines,
      destination: { country: country ?? '', ...(region ? { region } : {}), ...(postalPrefix ? { postalPrefix } : {}) },
      sentTo: () => sentTo(vault, tenantId, order),
      onlyKeptQuotes,
      excluded: order.excludedLocations,
      ...(told ? { promise: { deliverBy: told.deliverBy }, now: platform.clock.now() } : {}),
      ...(order.delivery ? { pickupAt: order.delivery.locationId } : {}),
    };
    const decided = await sourcing.choose(asked);
    if (!decided.ok) throw new UnexpectedRejectionError(decided.error);
    if (order.delivery) return decided.value;
    const { chosen, words } = await followWishes(sourcing.choose, asked, order, decided.value);
    const { decision } = chosen;
    const reasons = [...decision.receipt.reasons, ...words, ...describeTold(told, decision)];
    return { ...chosen, decision: { ...decision, receipt: { ...decision.receipt, reasons } } };
  };

  return async (tenantId, order, decisionId) => {
    const open = unassignedLines(order);
    const dates = await releases.notReleased(tenantId, [...new Set(open.map(({ sku }) => sku))]);
    if (dates.size === 0) return chooseFor(tenantId, order, decisionId, open);
    const sold = open.filter(({ sku }) => !dates.has(sku));
    if (sold.length === 0)
      return { decision: decideUnreleased({ decisionId, currency: order.currency }, notReleased(open), dates, platform.sha256) };
    const { decision, inputs } = await chooseFor(tenantId, order, decisionId, sold);
    return { decision: withWaiting(decision, notReleased(open.filter(({ sku }) => dates.has(sku))), dates), inputs };
  };
};

/** Everything has a source, or the policy lets what has one go ahead. */
export const canGoAhead = (decision: SourcingDecision): boolean =>
  decision.complete || (decision.remainder === 'split' && decision.assignments.length > 0);

const reasonsOf = ({ reason, also = [] }: UnsourcedLine): string => [reason, ...also].join();

/** The two found the same units missing, and for the same reasons, so the later one says nothing new. */
export const missesTheSame = (left: SourcingDecision, right: SourcingDecision): boolean => {
  const known = new Map(left.unsourced.map((line) => [line.lineId, line]));
  return (
    left.unsourced.length === right.unsourced.length &&
    right.unsourced.every((other) => {
      const line = known.get(other.lineId);
      return line?.quantity === other.quantity && reasonsOf(line) === reasonsOf(other);
    })
  );
};
