import type { TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { InvalidCursorError, type Platform } from '../../../platform/ports.ts';
import { accountOf } from '../../domain/decisions/account.ts';
import type { DecisionAccount } from '../../domain/decisions/decision-account.ts';
import { orderDecisionRef, parseDecisionRef } from '../../domain/decisions/decision-ref.ts';
import type { DecisionsParts } from './decision.ports.ts';
import type { DecisionMark } from '../../domain/decisions/decision.values.ts';
import { decisionListKeys } from './decision.projection.ts';
import { createFindDecision } from './read-decision.ts';

/** Orders placed in a range, newest first, after a place. `next` is where to go on; absent at the end. */
export type NewestOrders = (
  tenantId: TenantId,
  range: { readonly from?: Instant | undefined; readonly to?: Instant | undefined },
  after: string | undefined,
  limit: number,
) => Promise<{ readonly orderIds: readonly string[]; readonly next?: string }>;

export type DecisionFilter = {
  readonly kind?: string | undefined;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  /** Of the model or, with `name@version`, of the policy. */
  readonly version?: string | undefined;
  readonly band?: string | undefined;
  /** Only those of which something was said. */
  readonly mark?: DecisionMark | undefined;
};

export type ListedDecision = Pick<
  DecisionAccount,
  'kind' | 'decidedAt' | 'decided' | 'summary' | 'policy' | 'confidence' | 'propensity'
> & {
  readonly name: string;
  readonly orderId: string | null;
  readonly modelVersion: string | null;
  readonly score: number | null;
  readonly reason: string | null;
};

export type DecisionPage = { readonly items: readonly ListedDecision[]; readonly cursor?: string };

/** Orders that one call looks through for decisions that match. */
const ordersLookedAt = 200;
const ordersAtOnce = 50;

const listedOf = (name: string, orderId: string | null, account: DecisionAccount): ListedDecision => {
  const { kind, decidedAt, decided, summary, policy, confidence, propensity, model, score, reasons } = account;
  const [reason] = reasons;
  return {
    name,
    orderId,
    kind,
    decidedAt,
    decided,
    summary,
    policy,
    confidence,
    propensity,
    modelVersion: model?.version ?? null,
    score: score?.value ?? null,
    reason: reason ?? null,
  };
};

const matches = ({ kind, version, band, from, to }: DecisionFilter, item: ListedDecision): boolean =>
  (kind === undefined || item.kind === kind) &&
  (band === undefined || item.decided === band) &&
  (from === undefined || item.decidedAt >= from) &&
  (to === undefined || item.decidedAt < to) &&
  (version === undefined ||
    item.modelVersion === version ||
    (item.policy !== null && `${item.policy.name}@${item.policy.version}` === version));

const encode = (place: string): string => Buffer.from(place).toString('base64url');
const decode = (cursor: string | undefined): string | undefined =>
  cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString();

/**
 * Decisions of a tenant, those of the newest orders first. Receipts stand beside their orders and in no list of their own,
 * which would take two more writes for every order: so orders are gone through, and a page may hold fewer decisions than were
 * asked for and still have a cursor. Those of which something was said have a list.
 */
export const createListDecisions = (
  parts: Pick<DecisionsParts, 'decisions' | 'orders' | 'sources'> & {
    readonly newestOrders: NewestOrders;
    readonly views: Platform['views'];
  },
) => {
  const { decisions, orders, newestOrders, views } = parts;
  const find = createFindDecision(parts);

  const ofOrder = async (tenantId: TenantId, orderId: string): Promise<readonly ListedDecision[]> => {
    const records = await decisions.list(orders.streamOf(tenantId, orderId));
    return records
      .map((record) => listedOf(orderDecisionRef(orderId, record.decisionId), orderId, accountOf(record)))
      .sort((left, right) => (left.decidedAt < right.decidedAt ? 1 : -1));
  };

  const marked = async (
    tenantId: TenantId,
    mark: DecisionMark,
    filter: DecisionFilter,
    limit: number,
    after: string | undefined,
  ): Promise<DecisionPage> => {
    const PK = decisionListKeys.marked(tenantId, mark);
    const to = after ?? filter.to;
    const page = await views.query({
      PK,
      descending: true,
      limit: limit + 1,
      ...(filter.from === undefined ? {} : { from: filter.from }),
      ...(to === undefined ? {} : { to }),
    });
    const rows = page.items.filter(({ SK }) => SK !== after);
    const shown = rows.slice(0, limit);
    const items = await Promise.all(
      shown.map(async (row) => {
        const name = String(row['decision_id']);
        const ref = parseDecisionRef(name);
        const record = ref && (await find(tenantId, ref));
        return ref && record ? listedOf(name, ref.of === 'order' ? ref.subjectId : null, accountOf(record)) : undefined;
      }),
    );
    const last = rows.length > limit || page.cursor !== undefined ? shown.at(-1)?.SK : undefined;
    return {
      items: items.filter((item) => item !== undefined && matches(filter, item)) as ListedDecision[],
      ...(last === undefined ? {} : { cursor: encode(last) }),
    };
  };

  /** Whole orders, until the page is full. The place of a page is the last order that it took in. */
  const throughOrders = async (
    tenantId: TenantId,
    filter: DecisionFilter,
    limit: number,
    after: string | undefined,
  ): Promise<DecisionPage> => {
    const items: ListedDecision[] = [];
    let place = after;
    for (let looked = 0; looked < ordersLookedAt; ) {
      const page = await newestOrders(tenantId, filter, place, Math.min(ordersAtOnce, Math.max(1, limit - items.length)));
      const found = await Promise.all(page.orderIds.map((orderId) => ofOrder(tenantId, orderId)));
      items.push(...found.flat().filter((item) => matches(filter, item)));
      looked += page.orderIds.length;
      place = page.next;
      if (place === undefined) return { items };
      if (items.length >= limit) break;
    }
    return { items, ...(place === undefined ? {} : { cursor: encode(place) }) };
  };

  return async (
    tenantId: TenantId,
    filter: DecisionFilter,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<DecisionPage> => {
    const after = decode(page.cursor);
    if (after !== undefined && !/^\d{4}-\d{2}-\d{2}T[\d:.]{12}Z#[^#]{1,300}$/.test(after))
      throw new InvalidCursorError('The cursor is not one of this list');
    return filter.mark === undefined
      ? throughOrders(tenantId, filter, page.limit, after)
      : marked(tenantId, filter.mark, filter, page.limit, after);
  };
};

export type ListDecisions = ReturnType<typeof createListDecisions>;
