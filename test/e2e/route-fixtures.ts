import { orderBody } from './installation.ts';

/** What the tests need to call every route: values for path parameters, a query where one is needed, a body that is valid. */
export type Call = { readonly params?: Readonly<Record<string, string>>; readonly query?: string; readonly body?: () => unknown };

/** Things of the tenant under test, made before. */
export type Things = {
  readonly orderId: string;
  /** Who ordered it. */
  readonly personId: string;
  readonly holdId: string;
  readonly fulfillmentOrderId: string;
  readonly lineId: string;
  readonly sku: string;
  /** An article that only this tenant has in its catalog. */
  readonly ownSku: string;
  readonly locationId: string;
  readonly userId: string;
  readonly apiKeyId: string;
  readonly bulkJobId: string;
  readonly simulationId: string;
  readonly anomalyId: string;
  readonly orderAnomalyId: string;
};

/** Numbers of the transfer and the purchase order of the tenant under test. */
export const [fixedTransferId, fixedPurchaseOrderId] = ['transfer-of-main', 'purchase-of-main'] as const;

/** The first decision on where an order comes from. */
const firstRouting = 'route.001.001';

/** Nobody has registered so many. */
const noModelVersion = { model: 'fraud', version: '999999' } as const;

let serial = 0;
const fresh = (stem: string): string => `${stem}-${(serial += 1)}`;

/** Every route of the product. One that is missing here fails the tests, so that a new route is covered from birth. */
export const callsOf = (things: Things): Readonly<Record<string, Call>> => {
  const order = { id: things.orderId };
  const decision = { id: `${things.orderId}.${firstRouting}` };
  const hold = { ...order, hold_id: things.holdId };
  const work = { id: things.fulfillmentOrderId };
  // Documents that whoever needs them there makes under these numbers.
  const [transfer, purchase] = [{ id: fixedTransferId }, { id: fixedPurchaseOrderId }];
  const seller = { channel: 'walmart', account: 'marketplace' };
  const { sku, locationId } = things;
  return {
    'GET /': {},
    'GET /health': {},
    'GET /sign-in': {},
    'POST /sign-in': { body: () => ({ email: 'nobody@example.com', password: 'not a password of anyone' }) },
    'POST /webhooks/shopify/{account}': { params: { account: 'main' }, body: () => ({}) },
    'POST /webhooks/woocommerce/{account}': { params: { account: 'main' }, body: () => ({}) },
    'POST /webhooks/walmart/{account}': { params: { account: 'main' }, body: () => ({}) },
    'GET /channels/accounts': {},
    'GET /channels/stock': { query: 'channel=walmart&account=marketplace' },
    'PUT /channels/{channel}/accounts/{account}': { params: seller, body: () => ({ settings: { market: 'us' } }) },
    'DELETE /channels/{channel}/accounts/{account}': { params: seller },
    'POST /channels/{channel}/accounts/{account}/polls': { params: seller },
    'POST /channels/{channel}/accounts/{account}/backfills': {
      params: seller,
      body: () => ({ from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' }),
    },
    'POST /channels/{channel}/accounts/{account}/tests': { params: seller },
    'GET /policies': {},
    'GET /policies/{name}/schema': { params: { name: 'sourcing' } },
    'GET /policies/{name}/versions': { params: { name: 'completion' } },
    'GET /policies/{name}/versions/{version}': { params: { name: 'completion', version: '7' } },
    'PUT /policies/{name}': {
      params: { name: 'completion' },
      body: () => ({ value: { delay_seconds: 1_209_600 }, note: 'as it was', expected_version: 0 }),
    },
    'POST /policies/{name}/restore': { params: { name: 'completion' }, body: () => ({ version: 7, note: 'as it was' }) },
    'GET /forecasts/totals': {},
    'GET /planning/proposals': {},
    'POST /planning/proposals/{id}/accept': { params: { id: 'aaaaaaaaaaaaaaaaaaaaaaaaaa' }, body: () => ({}) },
    'POST /planning/proposals/{id}/decline': { params: { id: 'aaaaaaaaaaaaaaaaaaaaaaaaaa' }, body: () => ({}) },
    'GET /planning/staffing': {},
    'GET /planning/carrier-volumes': {},
    'GET /forecasts/accuracy': {},
    'PUT /forecast-feeds/{kind}': {
      params: { kind: 'holidays' },
      body: () => ({ source: 'calendar', rows: [{ country: 'US', day: '2026-12-25', name: 'Christmas Day' }] }),
    },
    'GET /forecast-feeds/{kind}': { params: { kind: 'holidays' } },
    'DELETE /forecast-feeds/{kind}/rows/{row_id}': { params: { kind: 'holidays', row_id: 'bm9uZQ' } },
    'GET /fraud/reviews': {},
    'GET /fraud/bands': {},
    'GET /orders/{id}/fraud': { params: order },
    'POST /orders/{id}/chargebacks': {
      params: order,
      // After the order was placed, and before the test is over.
      body: () => ({ received_at: new Date().toISOString(), reason_code: '13.1', amount_minor: 1_000, currency: 'USD' }),
    },
    'POST /orders/{id}/verification': { params: order },
    'POST /orders/{id}/verification/confirm': { params: order, body: () => ({ code: '000000' }) },
    'POST /verifications/{token}': { params: { token: '0'.repeat(64) }, body: () => ({ code: '000000' }) },
    'POST /verifications/{token}/resend': { params: { token: '0'.repeat(64) } },
    'GET /outbox': {},
    'GET /forecasts': { query: `sku=${encodeURIComponent(things.ownSku)}` },
    'POST /routing/evaluate': {
      body: () => ({ lines: [{ sku: things.ownSku, quantity: 1 }], destination: { country: 'US', region: 'NY' } }),
    },
    'GET /routing/future-values': {},
    'POST /checkout/delivery-options': {
      body: () => ({ lines: [{ sku: things.ownSku, quantity: 1 }], destination: { country: 'US', region: 'NY' } }),
    },
    'GET /checkout/delivery-options/{id}': { params: { id: 'a'.repeat(26) } },
    'GET /delivery-taste': {},
    'POST /checkout/promotions': { body: () => ({ currency: 'USD', lines: [{ sku, quantity: 1, unit_price: 1_000 }] }) },
    'GET /checkout/promotions/{id}': { params: { id: 'a'.repeat(26) } },
    'GET /promotions/report': {},
    'GET /storefronts/{tenant}/delivery/{sku}': { params: { tenant: 'main', sku }, query: 'country=US&region=NY' },
    'POST /checkout/return-risk': { body: () => ({ currency: 'USD', lines: [{ sku, quantity: 1, unit_price: 1_000 }] }) },
    'GET /models': {},
    'GET /models/{model}': { params: { model: 'fraud' } },
    'POST /models/{model}/versions': {
      params: { model: 'fraud' },
      body: () => ({ artefact: { model: {}, summary: {}, features: {} }, note: 'not a model' }),
    },
    'POST /models/{model}/versions/{version}/gates': {
      params: noModelVersion,
      body: () => ({ gates: [{ name: 'auc', value: 0.9, bound: 0.8, wants: 'at_least' }] }),
    },
    'POST /models/{model}/versions/{version}/approve': { params: noModelVersion, body: () => ({ reason: 'fine' }) },
    'POST /models/{model}/versions/{version}/promote': { params: noModelVersion, body: () => ({ reason: 'better' }) },
    'POST /models/{model}/versions/{version}/shadow': { params: noModelVersion, body: () => ({ reason: 'to look' }) },
    'POST /models/{model}/versions/{version}/challenge': {
      params: noModelVersion,
      body: () => ({ reason: 'to compare', share_per_mille: 100 }),
    },
    'POST /models/{model}/versions/{version}/retire': { params: noModelVersion, body: () => ({ reason: 'old' }) },
    'POST /models/{model}/rollback': { params: { model: 'fraud' }, body: () => ({ reason: 'too many reviews' }) },
    'POST /models/{model}/trainings': { params: { model: 'fraud' }, body: () => ({ reason: 'to see whether it may' }) },
    'GET /trainings': {},
    'GET /trainings/{id}': { params: { id: '0'.repeat(26) } },
    'GET /models/{model}/drift': { params: { model: 'fraud' } },
    'GET /carriers/performance': {},
    'GET /hindsight': { query: 'from=2026-11-01&to=2026-11-02' },
    'POST /carriers/quotes': {
      body: () => ({ location_id: 'east', destination: { country: 'US', postal_code: '12207' }, weight_grams: 500 }),
    },
    'POST /carriers/outcomes': {
      body: () => ({
        outcomes: [
          {
            reference: fresh('parcel'),
            carrier: 'ups',
            origin: { country: 'US', region: 'NJ' },
            destination: { country: 'US', region: 'NY' },
            shipped_at: '2026-10-01T10:00:00Z',
            delivered_at: '2026-10-03T10:00:00Z',
          },
        ],
      }),
    },
    'POST /fulfillment-orders/{id}/mishaps': { params: work, body: () => ({ shipment_id: 'parcel', mishap: 'damaged' }) },
    'GET /me': {},
    'POST /me/password': { body: () => ({ password: 'not a password of anyone', new_password: 'another long password' }) },
    'POST /users/{id}/disable': { params: { id: things.userId } },
    'POST /users/{id}/enable': { params: { id: things.userId } },
    'POST /users/{id}/password-resets': { params: { id: things.userId } },
    'DELETE /users/{id}/memberships': { params: { id: things.userId } },
    'GET /users': {},
    'POST /users': { body: () => ({ email: `${fresh('person')}@example.com`, role: 'support', locations: 'all' }) },
    'POST /users/{id}/memberships': { params: { id: things.userId }, body: () => ({ role: 'support', locations: 'all' }) },
    'GET /api-keys': {},
    'POST /api-keys': { body: () => ({ label: 'another', role: 'analyst', locations: 'all' }) },
    'DELETE /api-keys/{id}': { params: { id: things.apiKeyId } },
    'POST /orders': { body: () => orderBody({ [sku]: 1 }, { channel_order_id: fresh('web') }) },
    'GET /orders': {},
    'GET /orders/{id}': { params: order },
    'POST /locations/{id}/evacuate': { params: { id: locationId }, body: () => ({ reason: 'capacity' }) },
    'GET /inventory/waiting': { query: `sku=${sku}` },
    'GET /orders/{id}/notices': { params: order },
    'GET /orders/{id}/events': { params: order },
    'GET /orders/{id}/decisions': { params: order },
    'GET /orders/{id}/why': { params: order },
    'GET /decisions': {},
    'GET /decisions/kpis': {},
    'GET /decisions/fairness': {},
    'GET /decisions/{id}': { params: decision },
    'POST /decisions/{id}/feedback': { params: decision, body: () => ({ verdict: 'right', reason_code: 'as-expected' }) },
    'POST /decisions/{id}/override': { params: decision, body: () => ({ action: 'release', reason_code: 'customer-verified' }) },
    'POST /orders/{id}/decisions/{decision_id}/contest': {
      params: { ...order, decision_id: firstRouting },
      body: () => ({ reason_code: 'wants-explanation' }),
    },
    'POST /decisions/{id}/contests/{contest_id}/answer': {
      params: { ...decision, contest_id: things.orderId },
      body: () => ({ outcome: 'explained' }),
    },
    'PUT /orders/{id}/shipping-address': {
      params: order,
      body: () => ({
        shipping_address: { name: 'Ada Quill', line1: '14 Harbour Row', city: 'Albany', region: 'NY', postal_code: '12207', country: 'US' },
      }),
    },
    'POST /orders/{id}/reroute': {
      params: order,
      body: () => ({ fulfillment_order_id: things.fulfillmentOrderId, reason_code: 'local-knowledge' }),
    },
    'GET /persons/{id}/consents': { params: { id: things.personId } },
    'POST /persons/{id}/consents': {
      params: { id: things.personId },
      body: () => ({ statements: [{ purpose: 'personalisation', granted: true, source: 'checkout' }] }),
    },
    'POST /orders/{id}/cancel': { params: order, body: () => ({ reason: 'customer' }) },
    'POST /orders/{id}/payment-confirmations': { params: order, body: () => ({ basis: 'captured' }) },
    'POST /orders/{id}/holds': { params: order, body: () => ({ reason: 'asked to wait', blocks: ['completion'] }) },
    'POST /orders/{id}/holds/{hold_id}/release': { params: hold },
    'POST /orders/{id}/holds/{hold_id}/reject': { params: hold },
    'POST /orders/{id}/notes': { params: order, body: () => ({ text: 'rang about the parcel' }) },
    'GET /orders/{id}/notes': { params: order },
    'POST /orders/{id}/returns': {
      params: order,
      body: () => ({ return_id: fresh('return'), lines: [{ line_id: things.lineId, quantity: 1, reason: 'other', condition: 'new' }] }),
    },
    'GET /orders/{id}/returns': { params: order },
    'POST /returns/disposition': { body: () => ({ sku, condition: 'opened', location_id: locationId, unit_price: 2_000 }) },
    'GET /orders/{id}/payloads': { params: order },
    'GET /orders/{id}/payloads/{payload_id}': { params: { ...order, payload_id: 'raw-0123456789abcdef' } },
    'GET /orders/{id}/executions': { params: order },
    'GET /orders/{id}/difference': { params: order, query: 'from_version=0' },
    'GET /orders/{id}/timeline': { params: order },
    'POST /bulk-jobs': { body: () => ({ action: 'cancel', reason: 'customer', order_ids: [things.orderId] }) },
    'POST /simulations': {
      // Also tried by tenants that have no orders, which are told so.
      body: () => ({ from: new Date(Date.now() - 3_600_000).toISOString(), to: new Date(Date.now() + 3_600_000).toISOString() }),
    },
    'GET /simulations': {},
    'GET /simulations/{id}': { params: { id: things.simulationId } },
    'GET /bulk-jobs': {},
    'GET /bulk-jobs/{id}': { params: { id: things.bulkJobId } },
    'GET /bulk-jobs/{id}/rows': { params: { id: things.bulkJobId } },
    'POST /bulk-jobs/{id}/stop': { params: { id: things.bulkJobId } },
    'POST /bulk-jobs/{id}/resume': { params: { id: things.bulkJobId } },
    'POST /inventory/receipts': { body: () => ({ receipt_id: fresh('receipt'), lines: [{ sku, location_id: locationId, quantity: 1 }] }) },
    'POST /inventory/counts': { body: () => ({ count_id: fresh('count'), lines: [{ sku, location_id: locationId, on_hand: 50 }] }) },
    'POST /inventory/adjustments': {
      body: () => ({
        adjustment_id: fresh('adjustment'),
        lines: [{ sku, location_id: locationId, delta: 1, reason_code: 'found' }],
      }),
    },
    'POST /inventory/reclassifications': {
      body: () => ({
        reclassification_id: fresh('reclassification'),
        lines: [{ sku, location_id: locationId, quantity: 1, from: 'damaged', to: 'on_hand' }],
      }),
    },
    'GET /inventory/movements': { query: `sku=${sku}&location_id=${locationId}` },
    'GET /inventory/atp': { query: `sku=${sku}` },
    'GET /recommendations': { query: `sku=${sku}` },
    'GET /bundles': {},
    'GET /persons/{id}/recommendations': { params: { id: things.personId } },
    'GET /storefronts/{tenant}/recommendations/{sku}': { params: { tenant: 'main', sku } },
    'GET /order-anomalies': {},
    'GET /record-checks': {},
    'POST /order-anomalies/{id}/resolve': { params: { id: things.orderAnomalyId }, body: () => ({ code: 'expected' }) },
    'GET /inventory/anomalies': {},
    'POST /inventory/anomalies/{id}/resolve': { params: { id: things.anomalyId }, body: () => ({ code: 'counted' }) },
    'GET /inventory/safety-stock-alerts': {},
    'GET /inventory/counts-due': { query: `location_id=${locationId}` },
    'POST /transfers': {
      body: () => ({
        transfer_id: fresh('transfer'),
        from_location_id: locationId,
        to_location_id: 'west',
        lines: [{ sku, quantity: 1 }],
      }),
    },
    'GET /transfers': {},
    'GET /transfers/{id}': { params: transfer },
    'GET /transfers/{id}/history': { params: transfer },
    'POST /transfers/{id}/approve': { params: transfer },
    'POST /transfers/{id}/ship': { params: transfer, body: () => ({ expected_at: '2027-01-01T00:00:00Z' }) },
    'POST /transfers/{id}/receive': {
      params: transfer,
      body: () => ({ receipt_id: fresh('dock'), lines: [{ sku, received: 1 }] }),
    },
    'POST /transfers/{id}/close': { params: transfer, body: () => ({ missing: 'write_off', reason: 'lost on the way' }) },
    'POST /transfers/{id}/cancel': { params: transfer, body: () => ({ reason: 'no longer needed' }) },
    'POST /purchase-orders': {
      body: () => ({
        purchase_order_id: fresh('purchase'),
        supplier: 'Potters United',
        location_id: locationId,
        lines: [{ line_id: '1', sku, quantity: 1 }],
      }),
    },
    'GET /purchase-orders': {},
    'GET /purchase-orders/{id}': { params: purchase },
    'GET /purchase-orders/{id}/history': { params: purchase },
    'POST /purchase-orders/{id}/receive': {
      params: purchase,
      body: () => ({ receipt_id: fresh('dock'), lines: [{ line_id: '1', received: 1 }] }),
    },
    'POST /purchase-orders/{id}/reschedule': {
      params: purchase,
      body: () => ({ lines: [{ line_id: '1', expected_at: '2027-01-01T00:00:00Z' }] }),
    },
    'POST /purchase-orders/{id}/close': { params: purchase, body: () => ({ reason: 'sold out at the supplier' }) },
    'POST /purchase-orders/{id}/cancel': { params: purchase, body: () => ({ reason: 'ordered by mistake' }) },
    'GET /inventory/levels': { query: `sku=${sku}` },
    'GET /inventory/items': {},
    'GET /storefronts/{tenant}/availability': { params: { tenant: 'main' }, query: `skus=${sku}` },
    'GET /storefronts/{tenant}/availability/{sku}': { params: { tenant: 'main', sku } },
    'POST /reservations': { body: () => ({ reservation_id: fresh('cart'), lines: [{ sku, location_id: locationId, quantity: 1 }] }) },
    'GET /fulfillment-orders': { query: `location_id=${locationId}` },
    'GET /fulfillment-orders/{id}': { params: work },
    'GET /fulfillment-orders/{id}/history': { params: work },
    'POST /fulfillment-orders/{id}/accept': { params: work, body: () => ({ reference: 'W-1' }) },
    'POST /fulfillment-orders/{id}/reject': { params: work, body: () => ({ reason: 'capacity' }) },
    'POST /fulfillment-orders/{id}/pick': { params: work, body: () => ({}) },
    'POST /fulfillment-orders/{id}/short-pick': { params: work, body: () => ({ lines: [{ line_id: things.lineId, picked_quantity: 1 }] }) },
    'POST /fulfillment-orders/{id}/pack': { params: work, body: () => ({ packages: [{ weight_grams: 100 }] }) },
    'POST /fulfillment-orders/{id}/ship': { params: work, body: () => ({ carrier: 'ups', tracking_number: '1Z' }) },
    'POST /fulfillment-orders/{id}/deliver': { params: work, body: () => ({}) },
    'GET /locations/{id}/supplier-terms': { params: { id: locationId } },
    'POST /locations/{id}/supplier-terms': { params: { id: locationId }, body: () => ({ lead_time_days: 2 }) },
    'POST /fulfillment-orders/{id}/ready': { params: work, body: () => ({}) },
    'POST /fulfillment-orders/{id}/collect': { params: work, body: () => ({}) },
    'POST /fulfillment-orders/{id}/extend-pickup': { params: work, body: () => ({ expires_at: '2027-01-01T00:00:00Z' }) },
    'GET /fulfillment-orders/{id}/packing-slip': { params: work },
    'GET /pick-lists': { query: `location_id=${locationId}` },
    'GET /scans': { query: `code=${things.fulfillmentOrderId}` },
    'GET /locations/{id}/work-summary': { params: { id: locationId } },
    'POST /products': { body: () => ({ sku, title: 'Mug' }) },
    'GET /products': {},
    'GET /products/{sku}': { params: { sku: things.ownSku } },
    'GET /product-search': { query: `q=${things.ownSku}` },
    'POST /locations': { body: () => ({ location_id: locationId, name: 'Newark', type: 'warehouse', country: 'US' }) },
    'GET /locations': {},
    'GET /status': {},
    'GET /kpis': {},
    'GET /pipeline': {},
    'GET /search': { query: `q=${things.orderId}` },
    'GET /review-queue': {},
    'GET /exceptions': {},
    'GET /dead-letters': {},
    'GET /dead-letters/{queue}/{message_id}': { params: { queue: 'order-timers', message_id: 'none' } },
    'GET /dead-letters/{queue}': { params: { queue: 'order-timers' } },
    'POST /dead-letters/{queue}/redrive': { params: { queue: 'order-timers' }, body: () => ({ limit: 1 }) },
  };
};

/** The path with its parameters filled in. @throws Error when one is not in the fixture */
export const pathOf = (path: string, { params = {}, query }: Call): string => {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${path}: no value for {${name}}`);
    return encodeURIComponent(value);
  });
  return query === undefined ? filled : `${filled}?${query}`;
};
