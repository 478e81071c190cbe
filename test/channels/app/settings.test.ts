import { expect, it } from 'vitest';
import { connectors } from '../../../lib/channels/adapters/connectors.ts';
import { createConnections } from '../../../lib/channels/app/connections.ts';
import type { ChannelClient } from '../../../lib/channels/app/channel-client.ts';
import { createPollAccount } from '../../../lib/channels/app/poll-account.ts';
import { createPollStates } from '../../../lib/channels/app/poll-states.ts';
import { pollName } from '../../../lib/channels/domain/poll-state.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { createLocalObservability } from '../../../lib/platform/embedded/observability.local.ts';
import { createModelTable } from '../../../lib/platform/simulation/table.model.ts';

const now = Instant('2026-11-20T10:00:00.000Z');

/** What an earlier release may have let through. */
const outdated: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  shopify: { api_version: '2024-01' },
  woocommerce: { site_url: 'http://shop.example.com' },
  amazon: { region: 'moon', seller_id: 'A2TWINSELLER', marketplace_ids: ['ATVPDKIKX0DER'] },
  walmart: { market: 'de' },
};

it.each(
  connectors.map((connector) => [connector.adapter.channel, connector] as const),
)('settings of %s that are no good any more are a problem of the account, with the field, whatever is asked of it', async (channel, connector) => {
  const { table } = createModelTable({ nowMs: () => 0 });
  const platform = { clock: { now: () => now }, ledger: table } as unknown as Platform;
  const account = {
    tenantId: TenantId('acme'),
    channel,
    account: 'main',
    shopDomain: 'shop.example.com',
    settings: outdated[channel] ?? {},
    secretName: 'secret',
    credentialsName: 'credentials',
    baseUrl: null,
    stock: null,
    identity: null,
    addedAt: now,
    connectedAt: now,
    removedAt: null,
  };
  const client = createConnections(platform, connector)(account) as ChannelClient;
  const [field = ''] = connector.settingsProblems(account).map((problem) => problem.field);
  const refusal = { problem: 'refused', code: 'settings-invalid', message: expect.stringContaining(field) };
  await expect(client.order('1')).rejects.toMatchObject(refusal);
  await expect(client.acknowledge('1')).rejects.toMatchObject(refusal);
  await expect(client.setStock([])).rejects.toMatchObject(refusal);
  await expect(client.ensureWebhooks('https://oms.example.com')).rejects.toMatchObject(refusal);

  const states = createPollStates(table);
  const poll = createPollAccount({
    platform: { clock: platform.clock, observability: createLocalObservability() },
    states,
    acceptPayload: async () => 'accepted',
    refuse: async () => true,
    random: () => 0.5,
  });
  const stretch = { name: pollName, startAt: plusMs(now, -3_600_000) };
  const report = await poll({ account, adapter: connector.adapter, client, rule: connector.pollRule, stretch }, 0);
  expect(report).toMatchObject({ outcome: 'failed', problem: 'refused', detail: expect.stringContaining(field) });
  expect((await states.read(account, pollName))?.state.problem).toBe('refused');
});
