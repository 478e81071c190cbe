import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { channelAccountsOf, compose } from '../../../lambdas/composition.ts';
import { projections } from '../../../lambdas/projections.ts';
import { systemPrincipal } from '../../../lib/access/index.ts';
import type { ChannelAdapter } from '../../../lib/channels/app/channel-adapter.ts';
import { shopifyConnector } from '../../../lib/channels/adapters/shopify/shopify.connector.ts';
import { createChannelSync } from '../../../lib/channels/index.ts';
import { channelsWiring } from '../../../lib/channels/wiring.ts';
import { SyncMessage } from '../../../lib/contracts/events/channels.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { openEmbeddedPlatform } from '../../../lib/platform/embedded/embedded-platform.ts';
import { createLocalObservability } from '../../../lib/platform/embedded/observability.local.ts';
import { createFunctions } from '../../../lib/platform/embedded/runtime/functions.ts';
import { createQueueStep } from '../../../lib/platform/embedded/runtime/queue-source.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import type { Platform, Workflows } from '../../../lib/platform/ports.ts';
import { createProjector } from '../../../lib/platform/projection/projector.ts';
import { createOrderDesk } from '../../../lambdas/order-desk.ts';
import { startOfTests, temporaryFolder } from '../../contract/engine.ts';
import { deskOf } from '../stock/stock-desk.ts';

export const acme = TenantId('acme');
export const shopDomain = 'northgate.example.com';
export const secret = 'shared with the shop';

const handlersUrl = new URL('../../../lambdas/', import.meta.url);

const refuse = async (): Promise<never> => {
  throw new Error('intake starts no workflow');
};
const noWorkflows: Workflows = {
  start: refuse,
  succeed: refuse,
  fail: refuse,
  heartbeat: refuse,
  stop: refuse,
  describe: refuse,
  list: refuse,
};

export type Posting = {
  readonly topic?: string;
  readonly account?: string;
  readonly channel?: string;
  readonly secret?: string;
  readonly shop?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
};

export const callerOf = (tenantId = acme) => systemCaller(tenantId, 'test', { correlationId: 'test', causationId: 'test' });

/** The context over the embedded engine in a folder of its own. Queues are worked when told; time passes when told. */
export const openChannelWorld = async () => {
  const folder = temporaryFolder();
  const clock = createVirtualClock(startOfTests);
  const observability = createLocalObservability({ dataDir: folder.path });
  const env: Record<string, string | undefined> = { SHOPIFY_MAIN_WEBHOOK_SECRET: secret };
  const opened = openEmbeddedPlatform({
    dataDir: folder.path,
    wirings: [channelsWiring],
    clock,
    observability,
    env,
    workflows: () => noWorkflows,
  });
  const { platform } = opened;
  const functions = createFunctions(platform, handlersUrl);
  const product = compose(platform);
  await product.access.createTenant(systemPrincipal(acme, 'test'), { tenantId: acme, name: 'Acme' });
  const added = await product.channels.addChannelAccount(callerOf(), { channel: 'shopify', account: 'main', shopDomain });
  if (!added.ok) throw new Error(added.error.code);

  const post = async (body: string | Uint8Array, posting: Posting = {}, over: Platform = platform) => {
    const bytes = Buffer.from(body);
    const event = {
      headers: {
        'X-Shopify-Topic': posting.topic ?? 'orders/create',
        'X-Shopify-Shop-Domain': posting.shop ?? shopDomain,
        'X-Shopify-Hmac-Sha256': createHmac('sha256', posting.secret ?? secret)
          .update(bytes)
          .digest('base64'),
        ...posting.headers,
      },
      pathParameters: { account: posting.account ?? 'main' },
      requestContext: { requestId: 'request', http: { sourceIp: '192.0.2.1' } },
      body: bytes.toString('base64'),
      isBase64Encoded: true,
    };
    const on = over === platform ? functions : createFunctions(over, handlersUrl);
    const reply = (await on.invoke(`channels/${posting.channel ?? 'shopify'}/receive-webhook`, event)) as {
      statusCode: number;
      body: string;
      headers: Record<string, string>;
    };
    return { status: reply.statusCode, body: JSON.parse(reply.body) as Record<string, unknown>, headers: reply.headers };
  };

  /** Works a queue until nothing is left to receive now. */
  const drain = async (queue: string): Promise<void> => {
    const wiring = channelsWiring.queues?.find(({ name }) => name === queue);
    if (!wiring) throw new Error(`no queue ${queue}`);
    const step = createQueueStep(platform, functions, wiring);
    for (let round = 0; await step(); round += 1) if (round > 1_000) throw new Error(`${queue} does not run dry`);
  };

  const project = async (): Promise<void> => {
    const run = createProjector(platform, projections);
    let after: string | undefined;
    for (;;) {
      const records = await opened.feeds.ledger.read({ limit: 500, ...(after === undefined ? {} : { after }) });
      if (records.length === 0) return;
      await run(records);
      after = records.at(-1)?.sequence;
    }
  };

  const waiting = async (queue: string): Promise<readonly Record<string, unknown>[]> =>
    (await platform.queue(queue).browse(100)).map(({ body }) => JSON.parse(body) as Record<string, unknown>);

  return {
    platform,
    opened,
    product,
    clock,
    env,
    post,
    drain,
    project,
    waiting,
    dataDir: folder.path,
    counted: (metric: string) => observability.recentSum(metric, 300),
    /** Sends an order and takes it in. */
    order: async (body: string, posting: Posting = {}) => {
      const answer = await post(body, posting);
      await drain('orders-intake');
      return (answer.body['accepted'] as readonly string[])[0] ?? '';
    },
    blobs: (prefix: string) => platform.blobs.list({ prefix, limit: 1_000 }),
    /** Works the intake queue, and what it asks the readers of channels to do. */
    drainIntake: async (): Promise<void> => {
      await drain('orders-intake');
      await drain('shopify-sync');
      await drain('orders-intake');
    },
    /** Works the queues of the intake as a release with another adapter for Shopify would. */
    intakeWith: async (adapter: ChannelAdapter): Promise<void> => {
      const { vault, orders } = product;
      const accounts = channelAccountsOf(platform);
      const knows = createOrderDesk(orders);
      const stock = deskOf(new Map());
      const sync = createChannelSync({ platform, vault, accounts, connector: { ...shopifyConnector, adapter }, orders: knows, stock });
      await drain('orders-intake');
      for (const message of await platform.queue('shopify-sync').receive({ max: 10, visibilitySeconds: 30 })) {
        await sync.handle(SyncMessage.parse(JSON.parse(message.body)));
        await platform.queue('shopify-sync').acknowledge(message.receipt);
      }
    },
    everyByte: () => Buffer.concat(readdirSync(folder.path).map((file) => readFileSync(join(folder.path, file)))),
    close: async () => {
      await opened.close();
      await observability.close();
      folder.remove();
    },
  };
};

export type ChannelWorld = Awaited<ReturnType<typeof openChannelWorld>>;
