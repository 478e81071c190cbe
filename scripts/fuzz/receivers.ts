// The doors that webhooks come in by: what bears no good signature must not get further, and nothing may make a door fall.
import { createHmac } from 'node:crypto';
import { amazonAdapter } from '../../lib/channels/adapters/amazon/amazon.adapter.ts';
import { shopifyAdapter } from '../../lib/channels/adapters/shopify/shopify.adapter.ts';
import { walmartAdapter } from '../../lib/channels/adapters/walmart/walmart.adapter.ts';
import { wooCommerceAdapter } from '../../lib/channels/adapters/woocommerce/woocommerce.adapter.ts';
import type { ChannelAdapter, Received } from '../../lib/channels/app/channel-adapter.ts';
import { account } from './account.ts';
import type { Chance } from './chance.ts';
import { damagedBytes } from './damage-bytes.ts';
import { damagedPayload } from './payloads.ts';
import { everySeed, seeds } from './seeds.ts';
import { insistOnReasons } from './soundness.ts';
import { insist, type Target } from './target.ts';

type Headers = Record<string, string | undefined>;

type Door = {
  readonly adapter: ChannelAdapter;
  readonly texts: readonly string[];
  /** Header that proves who sends. */
  readonly proof: string;
  readonly prove: (secret: string, body: Uint8Array) => string;
  readonly headers: Headers;
  readonly shopDomain: string | null;
};

const secrets = { current: 'the secret of today', previous: 'the secret of yesterday' };
const base64 = (secret: string, body: Uint8Array): string => createHmac('sha256', secret).update(body).digest('base64');

const doors: readonly Door[] = [
  {
    adapter: shopifyAdapter,
    texts: [...seeds.shopify, ...seeds.shopifyPrivacy],
    proof: 'x-shopify-hmac-sha256',
    prove: base64,
    headers: { 'x-shopify-topic': 'orders/updated', 'x-shopify-shop-domain': 'northgate.myshopify.com', 'x-shopify-test': 'false' },
    shopDomain: 'northgate.myshopify.com',
  },
  {
    adapter: wooCommerceAdapter,
    texts: [...seeds.woocommerce, ...seeds.woocommerceNotices],
    proof: 'x-wc-webhook-signature',
    prove: base64,
    headers: { 'x-wc-webhook-topic': 'order.updated', 'x-wc-webhook-source': 'https://shop.example/' },
    shopDomain: 'shop.example',
  },
  {
    adapter: walmartAdapter,
    texts: seeds.walmartNotifications,
    proof: 'authorization',
    prove: (secret) => `Basic ${Buffer.from(`waybill:${secret}`).toString('base64')}`,
    headers: {},
    shopDomain: null,
  },
  { adapter: amazonAdapter, texts: seeds.amazonNotifications, proof: 'x-signature', prove: base64, headers: {}, shopDomain: null },
];

const damagedText = (text: string, chance: Chance): string =>
  damagedBytes(Buffer.from(text), chance, everySeed).subarray(0, 4_000).toString('utf8');

/** A good proof, one of another body or secret, a damaged one, or none. */
const drawProof = (door: Door, body: Uint8Array, chance: Chance): string | undefined => {
  const good = door.prove(chance.pick([secrets.current, secrets.previous]), body);
  switch (chance.below(6)) {
    case 0:
      return door.prove(secrets.current, Buffer.from(chance.pick(door.texts)));
    case 1:
      return door.prove(chance.pick(['', 'another', secrets.current.toUpperCase()]), body);
    case 2:
      return damagedText(good, chance);
    case 3:
      return chance.pick([undefined, '', ' ', 'undefined', 'null']);
    default:
      return good;
  }
};

const topics = [
  'orders/create',
  'orders/cancelled',
  'customers/redact',
  'shop/redact',
  'order.created',
  'order.deleted',
  'product.created',
  '__proto__',
  '',
];

const drawHeaders = (door: Door, chance: Chance): Headers => {
  const headers: Headers = { ...door.headers };
  for (const name of Object.keys(headers)) {
    if (chance.happens(0.2)) headers[name] = name.endsWith('topic') ? chance.pick(topics) : damagedText(headers[name] ?? '', chance);
    else if (chance.happens(0.05)) delete headers[name];
  }
  return headers;
};

const kinds: ReadonlySet<Received['kind']> = new Set(['order', 'look-up', 'privacy', 'ignored', 'unauthentic', 'malformed']);

const insistOnProof = (door: Door, received: Received, proved: boolean, body: Buffer): void => {
  insist(kinds.has(received.kind), `received ${received.kind}`);
  if (received.kind === 'malformed') insistOnReasons(received.problems);
  const { channel } = door.adapter;
  if (channel === 'amazon') insist(received.kind === 'malformed', `amazon was believed: ${received.kind}`);
  else if (!proved) {
    // The ping that WooCommerce sends when a webhook is saved has no signature, and leads to nothing.
    const ping = channel === 'woocommerce' && received.kind === 'ignored' && /^\s*webhook_id=\d+\s*$/.test(body.toString('utf8'));
    insist(ping || received.kind === 'unauthentic', `FORGED: ${channel} took what was not signed, as ${received.kind}`);
  } else {
    const refused = received.kind === 'unauthentic' && received.code === 'signature-invalid';
    insist(!refused, `${channel} did not take its own signature`);
  }
};

/** Every adapter's `receive`, with good proofs and bad ones. */
export const receiverTargets: readonly Target[] = doors.map((door) => ({
  name: `receive ${door.adapter.channel}`,
  draw: (chance) => {
    const body = chance.happens(0.2) ? Buffer.from(chance.pick(door.texts)) : damagedPayload(chance, door.texts);
    const proof = drawProof(door, body, chance);
    const headers: Headers = { ...drawHeaders(door, chance), [door.proof]: proof };
    const proved = [secrets.current, secrets.previous].some((secret) => proof?.trim() === door.prove(secret, body));
    const delivery = { headers, rawBody: body, account: account(door.adapter.channel, door.shopDomain), secrets };
    return {
      input: Buffer.from(JSON.stringify({ headers, body: body.toString('base64') })),
      run: () => {
        const received = door.adapter.receive(delivery);
        insistOnProof(door, received, proved, body);
        return received.kind === 'unauthentic' || received.kind === 'malformed' ? 'refused' : 'taken';
      },
    };
  },
}));
