import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Sku, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Platform } from '../../platform/ports.ts';
import type { Chosen, Sourcing, SourcingDecision, SourcingLine } from '../../sourcing/index.ts';
import { type Order, unassignedLines } from '../domain/order.state.ts';
import type { SkuQuantity } from '../domain/order.values.ts';
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
  readonly platform: Pick<Platform, 'sha256' | 'clock'>;
};

export const createChooseRoute = (parts: RouteParts): ChooseRoute => {
  const decideRoute = createDecideRoute(parts);
  return async (tenantId, order, decisionId) => (await decideRoute(tenantId, order, decisionId)).decision;
};

/** Nothing of it is sold yet, and no location is asked for it before that. */
const decideUnreleased = (
  order: Order,
  decisionId: string,
  dates: ReadonlyMap<Sku, Instant>,
  sha256: (text: string) => string,
): SourcingDecision => {
  const unsourced = notReleased(unassignedLines(order));
  const reasons = [...dates].map(([sku, from]) => `${sku} is sold from ${from} on.`);
  return {
    decisionId,
    complete: false,
    assignments: [],
    unsourced,
    remainder: 'wait',
    receipt: {
      decisionId,
      kind: 'routing',
      policy: { name: 'release-dates', version: 1 },
      currency: order.currency,
      inputsHash: sha256(canonicalJson({ unsourced, dates: Object.fromEntries(dates) })),
      destinationPrecision: 'unknown',
      candidates: [],
      reasons,
      unsourced,
      search: 'rule',
      optimal: true,
    },
  };
};

const notReleased = (lines: readonly SkuQuantity[]): SourcingDecision['unsourced'] =>
  lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity, reason: 'not-released' }));

export const createDecideRoute = ({ sourcing, releases, policies, platform }: RouteParts): DecideRoute => {
  const readDate = createReadDeliveryDate({ policies, clock: platform.clock });
  const chooseFor = async (tenantId: TenantId, order: Order, decisionId: string, open: readonly SkuQuantity[]): Promise<Chosen> => {
    const prices = new Map(order.lines.map((line) => [line.lineId, line.unitPrice]));
    const lines = open.map((line): SourcingLine => ({ ...line, unitValueMinor: prices.get(line.lineId) ?? 0 }));
    const told = await readDate(tenantId, order);
    const { country, region, postalPrefix } = order.destination ?? { country: null, region: null, postalPrefix: null };
    const decided = await sourcing.choose({
      tenantId,
      decisionId,
      currency: order.currency,
      lines,
      destination: { country: country ?? '', ...(region ? { region } : {}), ...(postalPrefix ? { postalPrefix } : {}) },
      excluded: order.excludedLocations,
      ...(told ? { promise: { deliverBy: told.deliverBy }, now: platform.clock.now() } : {}),
      ...(order.delivery ? { pickupAt: order.delivery.locationId } : {}),
    });
    if (!decided.ok) throw new UnexpectedRejectionError(decided.error);
    const { decision } = decided.value;
    if (order.delivery) return decided.value;
    const reasons = [...decision.receipt.reasons, ...describeTold(told, decision)];
    return { ...decided.value, decision: { ...decision, receipt: { ...decision.receipt, reasons } } };
  };

  return async (tenantId, order, decisionId) => {
    const open = unassignedLines(order);
    const dates = await releases.notReleased(tenantId, [...new Set(open.map(({ sku }) => sku))]);
    if (dates.size === 0) return chooseFor(tenantId, order, decisionId, open);
    const sold = open.filter(({ sku }) => !dates.has(sku));
    if (sold.length === 0) return { decision: decideUnreleased(order, decisionId, dates, platform.sha256) };
    const { decision, inputs } = await chooseFor(tenantId, order, decisionId, sold);
    const unsourced = [...decision.unsourced, ...notReleased(open.filter(({ sku }) => dates.has(sku)))];
    return { decision: { ...decision, complete: false, unsourced }, inputs };
  };
};

/** Everything has a source, or the policy lets what has one go ahead. */
export const canGoAhead = (decision: SourcingDecision): boolean =>
  decision.complete || (decision.remainder === 'split' && decision.assignments.length > 0);

/** The two found the same units missing, and for the same reason, so the later one says nothing new. */
export const missesTheSame = (left: SourcingDecision, right: SourcingDecision): boolean => {
  const known = new Map(left.unsourced.map((line) => [line.lineId, line]));
  return (
    left.unsourced.length === right.unsourced.length &&
    right.unsourced.every(({ lineId, quantity, reason }) => {
      const line = known.get(lineId);
      return line?.quantity === quantity && line.reason === reason;
    })
  );
};
