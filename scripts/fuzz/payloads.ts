// Readers of payloads: adapters, events, notifications, reports and the storefront's body.
import { normalizeStorefront } from '../../bin/commands/normalize-storefront.ts';
import { readProcessingReport } from '../../lib/channels/adapters/amazon/amazon.feeds.client.ts';
import { readAmazonNotification } from '../../lib/channels/adapters/amazon/amazon.notification.ts';
import { channelAdapters } from '../../lib/channels/adapters/channel-adapters.ts';
import { readShopifyEvent } from '../../lib/channels/adapters/shopify/shopify.event.ts';
import { shopifyAdapter } from '../../lib/channels/adapters/shopify/shopify.adapter.ts';
import { privacyRequestKinds } from '../../lib/channels/app/channel-adapter.ts';
import { Instant } from '../../lib/kernel/instant.ts';
import { account } from './account.ts';
import type { Chance } from './chance.ts';
import { damagedBytes } from './damage-bytes.ts';
import { damagedDocument } from './damage-document.ts';
import { everySeed, seeds } from './seeds.ts';
import { insistOnReasons, insistOnSoundOrder, type Judge } from './soundness.ts';
import { insist, type Target, type Verdict } from './target.ts';

/** The document of a text, with ids beyond 2^53 as text so that they survive; undefined for a text that is no JSON. */
const documentIn = (text: string): unknown => {
  if (!/^\s*[[{]/.test(text)) return undefined;
  return JSON.parse(text.replace(/(:\s*)(\d{16,})/g, '$1"$2"'));
};

/** A payload that began as one of the seeds. */
export const damagedPayload = (chance: Chance, texts: readonly string[]): Buffer => {
  const text = chance.pick(texts);
  const document = chance.happens(0.65) ? documentIn(text) : undefined;
  const changed = document === undefined ? text : damagedDocument(document, chance);
  const onlyInside = document !== undefined && chance.happens(0.75);
  return onlyInside ? Buffer.from(changed) : damagedBytes(Buffer.from(changed), chance, everySeed);
};

/** Half of what reads payloads is handed bytes, and half text. */
const target = (name: string, texts: readonly string[], read: (payload: Buffer, judge: Judge, chosen: number) => Verdict): Target => ({
  name,
  draw: (chance) => {
    const input = damagedPayload(chance, texts);
    const chosen = chance.below(6);
    return { input, run: (judge) => read(input, judge, chosen) };
  },
});

const normalizers = channelAdapters.map(
  (adapter): Target =>
    target(
      `normalize ${adapter.channel}`,
      seeds[adapter.channel as 'shopify' | 'woocommerce' | 'amazon' | 'walmart'],
      (payload, judge, chosen) => {
        const result = adapter.normalize(chosen % 2 === 0 ? payload : payload.toString('utf8'), 'main');
        judge(result);
        return result.ok ? 'taken' : 'refused';
      },
    ),
);

const verdictOf = (
  result: { readonly ok: true } | { readonly ok: false; readonly error: Parameters<typeof insistOnReasons>[0] },
): Verdict => {
  if (!result.ok) insistOnReasons(result.error);
  return result.ok ? 'taken' : 'refused';
};

const shopifyPrivacy = target('privacy requests of shopify', seeds.shopifyPrivacy, (payload, _judge, chosen) => {
  const request = privacyRequestKinds[chosen % privacyRequestKinds.length] ?? 'shop-redact';
  const result = shopifyAdapter.readPrivacyRequest(request, payload, account('shopify'));
  if (result.ok) insist(result.value.request === request, `read a ${result.value.request} in place of a ${request}`);
  return verdictOf(result);
});

const shopifyEvents = target('events of shopify', seeds.shopifyEvents, (payload, judge, chosen) => {
  const result = readShopifyEvent(chosen % 2 === 0 ? payload : payload.toString('utf8'));
  if (result.ok && result.value.kind === 'order') judge(shopifyAdapter.normalize(result.value.body, 'main'));
  return verdictOf(result);
});

const amazonNotifications = target('notifications of amazon', seeds.amazonNotifications, (payload, _judge, chosen) => {
  const result = readAmazonNotification(chosen % 2 === 0 ? payload : payload.toString('utf8'));
  if (result.ok && result.value.kind === 'order-changed')
    for (const text of [result.value.notificationId, result.value.sellerId, result.value.channelOrderId])
      insist(typeof text === 'string' && text !== '', 'a change names nothing');
  return verdictOf(result);
});

const amazonProcessingReports = target('processing reports of amazon', seeds.amazonProcessingReports, (payload) => {
  const result = readProcessingReport(payload.toString('utf8'));
  insist(result === undefined || /^\w{1,20}$/.test(result.refused), 'the code of a refusal is no code');
  return result === undefined ? 'taken' : 'refused';
});

const storefront = target('bodies of POST /orders', seeds.storefront, (payload) => {
  const result = normalizeStorefront(payload, { account: 'main', now: Instant('2026-11-22T12:00:00.000Z') });
  if (!result.ok) insistOnReasons(result.problems);
  else for (const order of result.orders) insistOnSoundOrder(order);
  return result.ok ? 'taken' : 'refused';
});

/** The adapters come twice: they read the most, and the most complicated. */
export const payloadTargets: readonly Target[] = [
  ...normalizers,
  ...normalizers,
  shopifyPrivacy,
  shopifyEvents,
  amazonNotifications,
  amazonProcessingReports,
  storefront,
];
