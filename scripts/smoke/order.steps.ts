// One order from the storefront to the doorstep.
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type ApiAnswer, type ApiClient, createApiClient, must } from '../../bin/demo/api-client.ts';
import { namesOf } from '../../lib/platform/aws/names.ts';
import type { Execution } from '../../lib/platform/ports.ts';
import type { Report } from './report.ts';
import { expectThat, type Stage, until } from './stage.ts';

export type Opened = Stage & { readonly api: ApiClient; readonly apiKey: string; readonly keyId: string };

export const sku = 'MUG-STEEL';
const location = { location_id: 'east', name: 'East', type: 'warehouse', country: 'US' };
const completionSeconds = 5;

const order = {
  currency: 'USD',
  line_items: [{ sku, quantity: 2, unit_price: 1200 }],
  customer: { email: 'kim@example.com', name: 'Kim Ode' },
  shipping_address: { name: 'Kim Ode', line1: '4 Elm Court', city: 'Troy', region: 'NY', postal_code: '12180', country: 'US' },
  payment_method: { kind: 'card', provider: 'visa', status: 'paid' },
};

/** Tenant, key and stock; the door opens to the key and to nobody else. */
export const openShop = async (report: Report, stage: Stage): Promise<Opened> => {
  await report.step('oms tenant create', () => stage.oms(['tenant', 'create', 'main', '--name', 'Smoke Ltd']));
  const key = await report.step('oms key create', () => stage.oms(['key', 'create', '--label', 'smoke', '--role', 'admin']));
  const apiKey = String(key['api_key']);
  const api = createApiClient(stage.url, { apiKey });
  await report.step(
    'a request without a key',
    async () => {
      const { status } = await createApiClient(stage.url, { apiKey: '' }).send('GET', '/orders');
      expectThat(status === 401, '401', status);
    },
    () => '401 by the authorizer',
  );
  // Read once by each function when it first starts, so it is set before any has.
  await report.step('oms parameter put', () =>
    stage.oms(['parameter', 'put', 'order-completion-delay-seconds', String(completionSeconds)]),
  );
  await report.step('POST /locations', () => must(api.send('POST', '/locations', location), 'the location'));
  const lines = [{ sku, location_id: location.location_id, quantity: 10 }];
  await report.step('POST /inventory/receipts', () =>
    must(api.send('POST', '/inventory/receipts', { receipt_id: 'first', lines }), 'stock'),
  );
  return { ...stage, api, apiKey, keyId: String((key['key'] as Readonly<Record<string, unknown>>)['key_id']) };
};

/** What everybody gets who subscribes to the bus, word for word as EventBridge sends it. @returns what has come so far */
const listenToBus = async ({ installation }: Stage, endpoint: string): Promise<() => Promise<readonly string[]>> => {
  const { region, account, partition } = installation;
  const { busName: EventBusName, prefix } = namesOf(installation);
  const name = `${prefix}-probe`;
  const sqs = new SQSClient({ region });
  await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const bridge = new EventBridgeClient({ region });
  const EventPattern = JSON.stringify({ source: [{ prefix: 'oms.' }] });
  await bridge.send(new PutRuleCommand({ Name: name, EventBusName, EventPattern }));
  const Targets = [{ Id: 'probe', Arn: `arn:${partition}:sqs:${region}:${account}:${name}` }];
  await bridge.send(new PutTargetsCommand({ Rule: name, EventBusName, Targets }));
  const heard: string[] = [];
  return async () => {
    const request = { QueueUrl: `${endpoint}/${account}/${name}`, MaxNumberOfMessages: 10 };
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(request));
    heard.push(...Messages.map(({ Body = '{}' }) => Body));
    return heard;
  };
};

const typeOf = (event: string): string => String((JSON.parse(event) as Readonly<Record<string, unknown>>)['detail-type']);

/** Asks until the order stands so. @returns the order */
export const orderIn = ({ api }: Opened, orderId: string, status: string): Promise<ApiAnswer['body']> =>
  until(`order ${orderId} to be ${status}`, async () => {
    const { body } = await api.send('GET', `/orders/${orderId}`);
    return { seen: JSON.stringify(body['status'] ?? body), ...(body['status'] === status ? { found: body } : {}) };
  });

const executionsOf = async ({ platform }: Stage, machine: string): Promise<readonly Execution[]> =>
  (await platform.workflows.list({ machine, limit: 100 })).executions;

const executionIn = (stage: Stage, machine: string, name: string, status: Execution['status']): Promise<Execution> =>
  until(`execution ${name} of ${machine} to be ${status}`, async () => {
    const found = (await executionsOf(stage, machine)).find((execution) => execution.name.startsWith(name));
    return { seen: found?.status ?? 'none', ...(found?.status === status ? { found } : {}) };
  });

const started = ({ machine, name }: Execution): string => `${name} of ${machine}`;

/**
 * Starts the shipment of each fulfillment order as the order's Map does, if the emulator's Map has not: MiniStack passes the
 * expressions of an ItemSelector on unread.
 */
const startShipments = async (report: Report, stage: Stage, orderId: string, fulfillmentOrderIds: readonly string[]): Promise<void> => {
  const machine = 'shipment-lifecycle';
  await executionIn(stage, 'order-lifecycle', orderId, 'running');
  const running = await until('the Map to start an execution', async () => {
    const executions = await executionsOf(stage, machine);
    return { seen: 'none', ...(executions.length > 0 ? { found: executions } : {}) };
  });
  const unread = running.filter(({ name }) => name.includes('{%'));
  if (unread.length === 0) {
    await report.step('the workflow starts its shipments', async () =>
      expectThat(
        fulfillmentOrderIds.every((id) => running.some(({ name }) => name === id)),
        fulfillmentOrderIds.join(', '),
        running.map(({ name }) => name),
      ),
    );
    return;
  }
  report.leftOut(
    'Map state "Start shipments"',
    `the emulator does not evaluate its ItemSelector and started ${JSON.stringify(unread[0]?.name)}; the smoke starts the shipment instead`,
  );
  for (const { executionId } of unread)
    await stage.platform.workflows.stop(executionId, 'Smoke', 'Started by expressions that were not evaluated');
  for (const id of fulfillmentOrderIds) {
    const input = { fulfillment_order_id: id, tenant_id: 'main', order_id: orderId };
    await stage.platform.workflows.start({ machine, name: id, input });
  }
};

const workOff = async (report: Report, stage: Opened, id: string): Promise<void> => {
  const workAt = `/fulfillment-orders/${id}`;
  const say = (verb: string, body: unknown, detail: string) =>
    report.step(
      `POST /fulfillment-orders/{id}/${verb}`,
      () => must(stage.api.send('POST', `${workAt}/${verb}`, body), verb),
      () => detail,
    );
  await report.step(
    'the shipment is released to the warehouse',
    () =>
      until('the work to be released', async () => {
        const { body } = await stage.api.send('GET', workAt);
        return { seen: String(body['status']), ...(body['status'] === 'released' ? { found: true } : {}) };
      }),
    () => 'its execution holds a token',
  );
  await say('pick', {}, 'done');
  await say('pack', { packages: [{ weight_grams: 500 }] }, 'wakes the execution by its token');
  await say('ship', { carrier: 'ups', tracking_number: '1Z999AA10123456784' }, 'wakes it again');
  await report.step('the shipment ends', () => executionIn(stage, 'shipment-lifecycle', id, 'succeeded'), started);
};

/** @returns the message that told the bus of the order */
export const shipOrder = async (report: Report, stage: Opened, endpoint: string): Promise<{ readonly created: string }> => {
  const { api } = stage;
  const heardOnBus = await report.step('subscribe to the bus', () => listenToBus(stage, endpoint));
  const send = () => api.send('POST', '/orders', order, { 'idempotency-key': 'first-order' });
  const placed = await report.step(
    'POST /orders',
    async () => must(send(), 'the order'),
    ({ order_id: id, status }) => `${String(id)}, ${String(status)}`,
  );
  const orderId = String(placed['order_id']);
  await report.step(
    'the same again',
    async () => {
      const { status, body } = await send();
      expectThat(status === 200 && body['order_id'] === orderId, '200 and the same order', { status, order_id: body['order_id'] });
    },
    () => '200 and the same order',
  );
  await report.step('a function starts the workflow', () => executionIn(stage, 'order-lifecycle', orderId, 'running'), started);
  const allocated = await report.step(
    'the workflow assesses and sources the order',
    () => orderIn(stage, orderId, 'allocated'),
    () => 'allocated',
  );
  const works = allocated['fulfillment_orders'] as readonly { readonly fulfillment_order_id: string }[];
  await startShipments(
    report,
    stage,
    orderId,
    works.map(({ fulfillment_order_id: id }) => id),
  );
  for (const { fulfillment_order_id: id } of works) await workOff(report, stage, id);
  await report.step('the order ends its workflow', () => executionIn(stage, 'order-lifecycle', orderId, 'succeeded'), started);
  await report.step(
    'the order follows',
    () => orderIn(stage, orderId, 'shipped'),
    () => 'shipped',
  );
  for (const { fulfillment_order_id: id } of works)
    await report.step('POST /fulfillment-orders/{id}/deliver', () =>
      must(api.send('POST', `/fulfillment-orders/${id}/deliver`, {}), 'deliver'),
    );
  await report.step(
    'a timer completes the order',
    () => orderIn(stage, orderId, 'completed'),
    () => `completed, ${completionSeconds} s after delivery`,
  );
  await report.step(
    'GET /inventory/levels',
    async () => expectLevels(stage, { on_hand: 8, allocated: 0 }),
    () => '8 on hand, none allocated',
  );
  return hearAll(report, heardOnBus);
};

const expectLevels = async ({ api }: Opened, expected: Readonly<Record<string, number>>): Promise<void> => {
  const { levels } = (await must(api.send('GET', `/inventory/levels?sku=${sku}`), 'levels')) as {
    readonly levels: readonly Record<string, unknown>[];
  };
  const found = Object.fromEntries(Object.keys(expected).map((key) => [key, levels[0]?.[key]]));
  expectThat(JSON.stringify(found) === JSON.stringify(expected), JSON.stringify(expected), found);
};

const storyOnBus = ['OrderCreated', 'OrderConfirmed', 'OrderRouted', 'Shipped', 'OrderDelivered', 'OrderCompleted'];

const hearAll = (report: Report, heardOnBus: () => Promise<readonly string[]>): Promise<{ readonly created: string }> =>
  report.step(
    'the bus has told it',
    () =>
      until('every event on the bus', async () => {
        const heard = await heardOnBus();
        const types = new Set(heard.map(typeOf));
        const created = heard.find((event) => typeOf(event) === 'OrderCreated');
        const isWhole = storyOnBus.every((type) => types.has(type)) && created !== undefined;
        return { seen: [...types].join(', '), ...(isWhole ? { found: { created } } : {}) };
      }),
    () => storyOnBus.join(', '),
  );
