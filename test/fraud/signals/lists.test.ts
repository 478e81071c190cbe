import { describe, expect, it } from 'vitest';
import type { CanonicalOrder } from '../../../lib/channels/index.ts';
import { orderEventPayloads } from '../../../lib/contracts/events/orders.ts';
import { toWire } from '../../../lib/kernel/wire.ts';
import { orderListKeys, orderProjection, orderRowOf } from '../../../lib/orders/app/order.projection.ts';
import { channelContentOf } from '../../../lib/orders/app/order-content.ts';
import { orderDecider } from '../../../lib/orders/domain/order.aggregate.ts';
import { revisionOf } from '../../../lib/orders/domain/order.revision.ts';
import { initialOrderState } from '../../../lib/orders/domain/order.state.ts';
import type { RiskFacts } from '../../../lib/orders/domain/order.values.ts';
import type { EventRecord } from '../../../lib/platform/event-store/event-record.ts';
import { content, create, given } from '../../orders/domain/order.fixtures.ts';

const tenantId = 'main';
const recordOf = (event: { readonly type: string }): EventRecord => {
  const { type, ...payload } = event;
  return { type, payload: toWire(payload), recorded_at: '2026-11-20T14:00:01.000Z' } as unknown as EventRecord;
};

const [network, device, emailDomain] = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb', 'cccccccccccccccc'];
const risk: RiskFacts = { emailKind: 'company', emailDomain, network, device };

/** Lists by what orders have in common, and what the row says of whom and how much. */
const listsOf = (...events: readonly { readonly type: string }[]) => {
  const view = events.map(recordOf).reduce(orderProjection.apply, orderProjection.initial('order', tenantId));
  return { view, rows: orderProjection.rows(view, tenantId).filter(({ PK }) => /#(NETWORK|DEVICE|DOMAIN|PERSON)ORDERS#/.test(PK)) };
};
const createdWith = (changes: Parameters<typeof content>[0]) => create(content(changes));
const eventOf = (changes: Parameters<typeof content>[0]) => {
  const decided = orderDecider.decide(initialOrderState, createdWith(changes));
  if (!decided.ok || !decided.value[0]) throw new Error('an order that can be created is');
  return decided.value[0];
};

describe('an order that carries tokens', () => {
  it('stands in a list of each, and says what it came to in that of its customer', () => {
    const { rows, view } = listsOf(eventOf({ risk }));
    const common = [
      orderListKeys.network(tenantId, network),
      orderListKeys.device(tenantId, device),
      orderListKeys.emailDomain(tenantId, emailDomain),
    ];
    expect(rows.map(({ PK }) => PK)).toEqual(expect.arrayContaining(common));
    expect(rows).toHaveLength(4);
    for (const row of rows.filter(({ PK }) => common.includes(PK))) expect(row['person_id']).toBe(view.person_id);
    expect(rows.find(({ PK }) => PK.includes('PERSON'))).toMatchObject({ total: view.total, currency: view.currency });
    expect(JSON.stringify(orderRowOf(view))).not.toContain(device);
  });
  it('stands in none of them without tokens, and none as a test', () => {
    expect(listsOf(eventOf({})).rows.map(({ PK }) => PK)).toEqual([expect.stringContaining('PERSONORDERS')]);
    expect(listsOf(eventOf({ risk, test: true })).rows).toHaveLength(1);
  });
  it('is published as its contract says', () => {
    const { payload } = recordOf(
      eventOf({ risk: { ...risk, billing: { sameCountry: true, sameRegion: null, samePostal: false, km: 12 } } }),
    );
    expect(orderEventPayloads['order.created'].parse(payload)).toMatchObject({
      risk: { email_kind: 'company', network, billing: { same_country: true, same_region: null, same_postal: false, km: 12 } },
    });
    const named = { ...(payload as object), risk: { network: '203.0.113.7' } };
    expect(orderEventPayloads['order.created'].safeParse(named).success).toBe(false);
  });
});

describe('a later revision', () => {
  const order = given(createdWith({ risk })).order();
  const later = (changes: Parameters<typeof content>[0]) =>
    revisionOf(order, content({ channelRevision: '2026-11-21T00:00:00.000Z', contentHash: 'other', ...changes }));

  it('that says nothing of where the order came from takes nothing back', () => {
    expect(later({ risk: { emailKind: 'company', emailDomain } }).changes).not.toHaveProperty('risk');
    expect(later({}).changes).not.toHaveProperty('risk');
  });
  it('with another address changes what is known of it, and keeps the rest', () => {
    const billing = { sameCountry: false, sameRegion: false, samePostal: false, km: 6_200 };
    const revised = later({ risk: { emailKind: 'company', emailDomain, billing } });
    expect(revised.changes.risk).toEqual({ ...risk, billing });
    const { rows } = listsOf(eventOf({ risk }), revised);
    expect(rows.map(({ PK }) => PK)).toContain(orderListKeys.device(tenantId, device));
    expect(listsOf(eventOf({ risk, test: true }), revised).rows).toHaveLength(1);
  });
});

describe('where an order was placed from', () => {
  it('is no part of its content, because some answers of a channel leave it out', () => {
    const canonical = { channelMetadata: {}, channelRevision: '1', test: false } as unknown as CanonicalOrder;
    expect(channelContentOf({ ...canonical, client: { ip: '203.0.113.7', deviceId: null } })).toEqual(channelContentOf(canonical));
  });
});
