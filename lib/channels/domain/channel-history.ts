import type { ChannelName } from './channel-names.ts';

/** Days back that a channel's API tells of orders, for those whose vendor states a bound for every account. */
const historyDays: Partial<Readonly<Record<ChannelName, number>>> = {
  // "All orders" of Walmart Marketplace: orders created within the last 180 days.
  walmart: 180,
};

/** Undefined where the vendor states no bound, or one that depends on what the account was granted. */
export const historyDaysOf = (channel: string): number | undefined => historyDays[channel as ChannelName];
