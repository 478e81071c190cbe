import { channelSyncOf } from '../../../lambdas/composition.ts';
import { scopesOf } from '../../../lib/access/domain/roles.ts';
import { wooCommerceConnector } from '../../../lib/channels/adapters/woocommerce/woocommerce.connector.ts';
import { ChannelApiError, type ChannelApiProblem } from '../../../lib/channels/api/channel-api-error.ts';
import type { ChangedOrders, ChannelClient } from '../../../lib/channels/app/channel-client.ts';
import { SyncMessage } from '../../../lib/contracts/events/channels.ts';
import type { TenantId } from '../../../lib/kernel/ids.ts';
import { createFunctions } from '../../../lib/platform/embedded/runtime/functions.ts';
import { acme, openChannelWorld } from '../app/channel-world.ts';

const handlersUrl = new URL('../../../lambdas/', import.meta.url);

export type Asked = {
  readonly account?: string;
  readonly channel?: string;
  readonly body?: unknown;
  readonly tenantId?: TenantId;
  readonly scopes?: readonly string[];
};

export type Answered = { readonly status: number; readonly body: any; readonly headers: Record<string, string> }; // oxlint-disable-line typescript/no-explicit-any

/** The channels' desk over the embedded engine, its functions as the API calls them, and a channel that answers as it is told. */
export const openDesk = async () => {
  const world = await openChannelWorld();
  const { platform, clock } = world;
  const { metrics } = platform.observability;
  const functions = createFunctions(platform, handlersUrl);

  const call = async (handler: string, asked: Asked = {}): Promise<Answered> => {
    const { account = 'main', channel = 'woocommerce', body, tenantId = acme, scopes = scopesOf('admin') } = asked;
    const principal = { kind: 'user', id: 'u-1', tenantId, scopes, roles: ['admin'], locations: 'all' };
    const reply = (await functions.invoke(`channels/${handler}`, {
      headers: {},
      pathParameters: { channel, account },
      requestContext: {
        requestId: 'request',
        http: { sourceIp: '192.0.2.1' },
        authorizer: { lambda: { principal: JSON.stringify(principal) } },
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })) as { statusCode: number; body?: string; headers: Record<string, string> };
    return { status: reply.statusCode, body: reply.body === undefined ? undefined : JSON.parse(reply.body), headers: reply.headers };
  };

  const channel = { asked: [] as ChangedOrders[], fails: undefined as ChannelApiProblem | undefined, webhookChecks: 0 };
  const client: Pick<ChannelClient, 'changedOrders' | 'ensureWebhooks'> = {
    changedOrders: async (query) => {
      channel.asked.push(query);
      if (channel.fails !== undefined) throw new ChannelApiError('the channel', { problem: channel.fails, status: 0 });
      return { payloads: [] };
    },
    ensureWebhooks: async () => {
      channel.webhookChecks += 1;
      return [];
    },
  };
  const sync = channelSyncOf(platform, { ...wooCommerceConnector, connect: () => client as ChannelClient });

  /** Handles what waits in the queue of requests, one after the other, as its function does. @returns how many there were */
  const work = async (roundsMax = 50): Promise<number> => {
    for (let round = 0; round < roundsMax; round += 1) {
      const [message] = await platform.queue('woocommerce-sync').receive({ max: 1, visibilitySeconds: 120 });
      if (!message) return round;
      await sync.handle(SyncMessage.parse(JSON.parse(message.body)));
      await platform.queue('woocommerce-sync').acknowledge(message.receipt);
    }
    throw new Error('The queue does not run dry');
  };

  /** The largest value measured so far. */
  const measured = (metric: string): number => {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    return platform.observability.recentMax?.(metric, 300) ?? 0;
  };

  return { ...world, clock, call, channel, work, measured };
};

export type Desk = Awaited<ReturnType<typeof openDesk>>;
