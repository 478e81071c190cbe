import * as z from 'zod';
import type { AccountMemory } from '../../app/account-memory.ts';
import { type ChannelConnector, problemsWith } from '../../app/channel-connector.ts';
import { walmartAdapter } from './walmart.adapter.ts';
import { createWalmartClient, probeWalmart } from './walmart.client.ts';
import type { NoticeMemory } from './walmart.notices.ts';
import { WalmartSettings } from './walmart.settings.ts';

const Kept = z.record(z.string(), z.number());

const noticesIn = (memory: AccountMemory): NoticeMemory => ({
  find: async (noticeId) => {
    const text = await memory.read(`notice#${noticeId}`);
    return text === undefined ? undefined : Kept.parse(JSON.parse(text));
  },
  keep: (noticeId, before) => memory.keep(`notice#${noticeId}`, JSON.stringify(before)),
});

/** Walmart Marketplace: orders are polled; its notifications only say which order to fetch. */
export const walmartConnector: ChannelConnector = {
  adapter: walmartAdapter,
  settingsProblems: ({ settings }) => problemsWith(WalmartSettings, settings),
  connect: ({ settings, memory, baseUrl, ...parts }) =>
    createWalmartClient({
      ...parts,
      settings: settings as Parameters<typeof createWalmartClient>[0]['settings'],
      notices: noticesIn(memory),
      ...(baseUrl === null ? {} : { baseUrl }),
    }),
  probe: ({ settings, baseUrl, ...parts }) =>
    probeWalmart({
      ...parts,
      settings: settings as Parameters<typeof createWalmartClient>[0]['settings'],
      ...(baseUrl === null ? {} : { baseUrl }),
    }),
  pollRule: { everyMs: 2 * 60_000, overlapMs: 15 * 60_000, settleMs: 15_000, windowMs: 24 * 3_600_000 },
  deliversOrders: false,
  // Who the seller is, only the credentials tell, and those are renewed.
  boundTo: (settings) => {
    const parsed = WalmartSettings.safeParse(settings);
    return parsed.success ? parsed.data.market : null;
  },
};
