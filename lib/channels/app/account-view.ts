import { toWire } from '../../kernel/wire.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import { stockView } from './channel-account.rows.ts';
import type { AccountReading } from './describe-reading.ts';

/** An account in the form in which it is shown. Names inside its settings are data, so nothing in here may be renamed again. */
export const accountView = (account: ChannelAccount) => ({
  channel: account.channel,
  account: account.account,
  shop_domain: account.shopDomain,
  secret_name: account.secretName,
  credentials_name: account.credentialsName,
  settings: account.settings,
  base_url: account.baseUrl,
  stock: account.stock === null ? null : stockView(account.stock),
  connected: account.settings !== null && account.removedAt === null,
  added_at: account.addedAt,
  removed_at: account.removedAt,
});

/** The same with how it is read. */
export const readingView = ({ account, reading, health }: AccountReading) => ({
  ...accountView(account),
  health,
  reading: reading.map(toWire),
});
