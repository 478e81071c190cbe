// What happens around an order: a channel's webhook, a cancellation, people and their data, dead letters, and the books.
import { SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createShop, orderPayload } from '../../bin/demo/shopify-shop.ts';
import { createApiClient } from '../../bin/demo/api-client.ts';
import { namesOf } from '../../lib/platform/aws/names.ts';
import { wirings } from '../../lib/wirings.ts';
import { orderIn, type Opened } from './order.steps.ts';
import type { Report } from './report.ts';
import { expectThat, until } from './stage.ts';

const account = 'main';
const domain = 'example.myshopify.com';
const secret = 'a-secret-of-the-smoke-alone';
const buyer = {
  id: 1,
  name: 'Ada Quill',
  email: 'ada@example.com',
  line1: '12 Harbour Row',
  city: 'Albany',
  region: 'NY',
  postalCode: '12207',
};
/** Nobody has received any of it, so that the order waits. */
const soldOut = 'LAMP-HEAD';

type Row = Readonly<Record<string, unknown>>;
const rows = (document: Row, key: string): readonly Row[] => (document[key] as readonly Row[] | undefined) ?? [];

/** A webhook becomes an order that waits for stock, and is cancelled while it waits. */
export const takeChannelOrder = async (report: Report, stage: Opened): Promise<void> => {
  const { api, oms } = stage;
  await report.step('oms channel add', () => oms(['channel', 'add', 'shopify', account, '--shop-domain', domain]));
  await report.step('oms secret put', () => oms(['secret', 'put', `shopify-${account}-webhook-secret`], secret));
  const body = orderPayload({ number: 1, lines: [{ sku: soldOut, quantity: 1 }], customer: buyer, placedAt: new Date() });
  const send = (signedWith: string) => createShop({ url: stage.url, account, domain, secret: signedWith }).send('orders/create', body);
  await report.step(
    'a webhook with a wrong signature',
    async () => {
      const { status } = await send('another-secret');
      expectThat(status === 401, '401', status);
    },
    () => '401',
  );
  await report.step(
    'a signed webhook',
    async () => {
      const answer = await send(secret);
      expectThat(answer.status === 200, '200', answer);
      expectThat((await stage.platform.blobs.list({ prefix: '', limit: 10 })).length > 0, 'the payload in the archive', []);
    },
    () => '200, and its payload is archived',
  );
  const orderId = await report.step(
    'the claim check becomes an order',
    () =>
      until('an order of the channel', async () => {
        const found = rows((await api.send('GET', '/orders?limit=10')).body, 'items').find(({ channel }) => channel === 'shopify');
        return { seen: 'none', ...(found === undefined ? {} : { found: String(found['order_id']) }) };
      }),
    (id) => id,
  );
  await report.step(
    'its workflow waits for stock',
    () => orderIn(stage, orderId, 'backorder'),
    () => 'backorder',
  );
  await report.step('POST /orders/{id}/cancel', async () => {
    const { status, body: answer } = await api.send('POST', `/orders/${orderId}/cancel`, {});
    expectThat(status < 300, 'a cancelled order', answer);
  });
  await report.step(
    'the token fails as OrderCancelled, which the workflow catches by name',
    () =>
      until('the workflow to end', async () => {
        const { executions } = await stage.platform.workflows.list({ machine: 'order-lifecycle', limit: 100 });
        const found = executions.find(({ name }) => name.startsWith(orderId));
        return { seen: found?.status ?? 'none', ...(found?.status === 'succeeded' ? { found } : {}) };
      }),
    () => 'compensated and finished',
  );
};

/** Somebody who signs in, and somebody whose data goes. */
export const dealWithPeople = async (report: Report, { oms }: Opened): Promise<void> => {
  await report.step(
    'oms user create',
    () => oms(['user', 'create', 'kim@example.com', '--role', 'admin']),
    () => 'invited through the user pool',
  );
  const persons = async () => rows(await oms(['person', 'export', '--email', buyer.email]), 'persons');
  await report.step(
    'oms person export',
    async () => expectThat(JSON.stringify(await persons()).includes(buyer.line1), 'the address of the buyer', []),
    () => 'decrypted with the key of the person, which KMS unwraps',
  );
  await report.step('oms person erase', () => oms(['person', 'erase', '--email', buyer.email]));
  await report.step(
    'oms person export, again',
    async () => expectThat((await persons()).length === 0, 'nothing', await persons()),
    () => 'nothing is left',
  );
};

const deadLettersOf = async ({ oms }: Opened): Promise<number> =>
  rows(await oms(['dlq', 'list']), 'queues').reduce((sum, { waiting }) => sum + Number(waiting), 0);

const queue = 'orders-reactions';
const deadLetters = `${queue}-dlq`;

/** Gives the queue what the emulator's CloudFormation has dropped from its template, with less time between the tries. */
const restoreRedrive = async ({ installation }: Opened, endpoint: string): Promise<void> => {
  const names = namesOf(installation);
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: names.queueArn(deadLetters, false), maxReceiveCount: 4 });
  await new SQSClient({ region: installation.region }).send(
    new SetQueueAttributesCommand({
      QueueUrl: `${endpoint}/${installation.account}/${names.queueName(queue, false)}`,
      Attributes: { RedrivePolicy, VisibilityTimeout: '1' },
    }),
  );
};

const emptyDeadLetters = async ({ platform }: Opened): Promise<void> => {
  const queued = platform.queue(deadLetters);
  for (const { receipt } of await queued.receive({ max: 10, visibilitySeconds: 30 })) await queued.acknowledge(receipt);
};

/** What no function can read is tried four times and then put aside. */
const loseAMessage = async (report: Report, stage: Opened, endpoint: string): Promise<void> => {
  report.leftOut('redrive policies', `the emulator's CloudFormation drops them; the smoke gives ${queue} its own again`);
  await restoreRedrive(stage, endpoint);
  await stage.platform.queue(queue).send([{ body: '{"this":"is no event"}' }]);
  await report.step(
    'a message that is no event becomes a dead letter',
    () =>
      until('a dead letter', async () => {
        const waiting = await deadLettersOf(stage);
        return { seen: 'none', ...(waiting === 1 ? { found: waiting } : {}) };
      }),
    () => 'after its function has given it back, time and again',
  );
  await emptyDeadLetters(stage);
};

/** @param created an event of an order that has been told already, so that telling it again changes nothing */
export const handleDeadLetters = async (report: Report, stage: Opened, created: string, endpoint: string): Promise<void> => {
  await report.step(
    'oms dlq list',
    async () => expectThat((await deadLettersOf(stage)) === 0, 'none', await deadLettersOf(stage)),
    () => 'no dead letters',
  );
  await loseAMessage(report, stage, endpoint);
  await stage.platform.queue(deadLetters).send([{ body: created }]);
  await report.step(
    `oms dlq list ${queue}`,
    async () => {
      const messages = rows(await stage.oms(['dlq', 'list', queue]), 'messages');
      expectThat(messages.length === 1, 'one', messages);
    },
    () => 'one, put there by the smoke: an event that the queue has handled before',
  );
  await report.step(`oms dlq redrive ${queue}`, async () => {
    const { redriven } = await stage.oms(['dlq', 'redrive', queue]);
    expectThat(redriven === 1, '1 sent back', redriven);
  });
  await report.step(
    'it is handled',
    () =>
      until('the queues to be empty', async () => {
        const { waiting, inFlight } = await stage.platform.queue(queue).depth();
        const left = waiting + inFlight + (await deadLettersOf(stage));
        return { seen: `${left} messages`, ...(left === 0 ? { found: true } : {}) };
      }),
    () => 'the queue and its dead letters are empty',
  );
};

/** Every route with nothing to say and nobody meant, so that every function behind one has been started and has answered. */
export const knockOnEveryDoor = (report: Report, { url, apiKey }: Opened): Promise<number> =>
  report.step(
    'every route answers',
    async () => {
      const routes = wirings.flatMap(({ http = [] }) => http.map(({ route }) => route));
      for (const { method, path } of routes) {
        const at = path.replace('{channel}', 'shopify').replaceAll(/\{[^}]+\}/g, 'nobody');
        const headers = { 'x-api-key': apiKey, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) };
        const { status } = await fetch(url + at, { method, headers, ...(method === 'GET' ? {} : { body: '{}' }) });
        expectThat(status < 500, `an answer of ${method} ${path}`, status);
      }
      return routes.length;
    },
    (routes) => `${routes} routes, none with a failure`,
  );

/** Whether all that has happened fits together, and what the operator sees of it. */
export const closeTheBooks = async (report: Report, stage: Opened): Promise<void> => {
  await report.step(
    'GET /status',
    async () => {
      const { status, body } = await stage.api.send('GET', '/status');
      expectThat(status === 200, '200', body);
      return rows(body, 'pipeline').filter(({ orders }) => Number(orders) > 0);
    },
    (pipeline) => pipeline.map(({ status, orders }) => `${String(orders)} ${String(status)}`).join(', '),
  );
  await report.step(
    'oms audit',
    async () => {
      const audit = await stage.oms(['audit']);
      expectThat(
        rows(audit, 'checks').every(({ found }) => found === 0),
        'nothing wrong',
        audit,
      );
      return audit;
    },
    ({ streams, events }) =>
      `${String(streams)} streams, ${String(events)} events, nothing is wrong; views are what the events make of them`,
  );
  await report.step('oms key revoke', () => stage.oms(['key', 'revoke', stage.keyId]));
  await report.step(
    'a request with the ended key',
    () =>
      // Each running copy of the authorizer remembers a key for half a minute.
      until('the key to be refused', async () => {
        const { status } = await stage.api.send('GET', '/orders');
        return { seen: String(status), ...(status === 401 ? { found: status } : {}) };
      }),
    () => '401, within half a minute',
  );
  await report.step('GET /health', async () => {
    const { status } = await createApiClient(stage.url, { apiKey: '' }).send('GET', '/health');
    expectThat(status === 200, '200', status);
  });
};
