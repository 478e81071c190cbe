import type { ChannelAccount } from '../../lib/channels/domain/channel-account.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { Instant } from '../../lib/kernel/instant.ts';

/** An account that takes deliveries, of any shop unless one is named. */
export const account = (channel: string, shopDomain: string | null = null): ChannelAccount => ({
  tenantId: TenantId('main'),
  channel,
  account: 'main',
  shopDomain,
  secretName: `${channel}-main-webhook-secret`,
  settings: null,
  credentialsName: `${channel}-main-credentials`,
  baseUrl: null,
  stock: null,
  identity: null,
  addedAt: Instant('2026-11-01T00:00:00.000Z'),
  connectedAt: null,
  removedAt: null,
});
