import { CanonicalOrder, type CanonicalOrderWire } from '../../contracts/canonical-order.ts';
import type { OrderId, PersonId, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Platform } from '../../platform/ports.ts';
import { sealingBytes, type Vault } from '../../platform/vault/vault.ts';
import type { NoticeDesk, OrderDesk } from './channels.parts.ts';
import { archiveKeys, type PayloadArchive } from './payload-archive.ts';

/** `raw`: the body as the channel sent it; `canonical`: the order that was read from it. */
export const payloadKinds = ['raw', 'canonical'] as const;
export type PayloadKind = (typeof payloadKinds)[number];

export type OrderPayload = {
  /** Such as `raw-0123456789abcdef`; the two of one body differ in the kind alone. */
  readonly payloadId: string;
  readonly kind: PayloadKind;
  /** Bytes before sealing; null where it is no longer kept. */
  readonly byteLength: number | null;
  readonly storedAt: Instant | null;
  /** `retired`: deleted when the time for which the channel lets us keep it was over, or when its shop left. */
  readonly state: 'kept' | 'retired';
};

export type OpenedPayload = OrderPayload & {
  readonly contentType: 'application/json' | 'text/plain';
  /** JSON is laid out for reading. */
  readonly text: string;
  /** The order as it was read from this body; null when that is not kept. */
  readonly canonical: CanonicalOrderWire | null;
};

export type PayloadRejection =
  | { readonly code: 'order-not-found' }
  | { readonly code: 'payload-not-found' }
  /** It is there, and the key of its person has been destroyed. */
  | { readonly code: 'payload-erased' }
  | { readonly code: 'payload-retired' };

export const describePayloadRejection = ({ code }: PayloadRejection): string => {
  switch (code) {
    case 'order-not-found':
      return 'There is no such order.';
    case 'payload-not-found':
      return 'The order has no such payload.';
    case 'payload-erased':
      return 'The payload can no longer be read: its person was erased.';
    case 'payload-retired':
      return 'The payload was deleted, as the rules of its channel or the end of its shop asked for.';
  }
};

export const payloadIdPattern = /^(raw|canonical)-([0-9a-f]{16})$/;
const payloadsMax = 1_000;
/** Laying out makes a body longer; a reply has to stay below what a function can answer. */
const laidOutBytesMax = 1024 * 1024;

const lastPart = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const readable = (bytes: Uint8Array): Pick<OpenedPayload, 'contentType' | 'text'> => {
  const text = Buffer.from(bytes).toString('utf8');
  const value = parsed(text);
  if (value === undefined) return { contentType: 'text/plain', text };
  return { contentType: 'application/json', text: bytes.byteLength > laidOutBytesMax ? text : JSON.stringify(value, null, 2) };
};

/** The archived payloads of an order, for those who may see what is personal. */
export const createOrderPayloads = (parts: {
  readonly platform: Pick<Platform, 'blobs'>;
  readonly vault: Pick<Vault, 'personFor'>;
  readonly archive: Pick<PayloadArchive, 'get'>;
  readonly orders: Pick<OrderDesk, 'traces'>;
  readonly desk: Pick<NoticeDesk, 'order'>;
}) => {
  const { platform, vault, archive, orders, desk } = parts;

  const list = async (tenantId: TenantId, orderId: OrderId): Promise<readonly OrderPayload[] | undefined> => {
    const order = await desk.order(tenantId, orderId);
    if (!order) return undefined;
    const place = { tenantId, channel: order.channel, account: order.channelAccount };
    const entriesOf = async (kind: PayloadKind): Promise<readonly OrderPayload[]> => {
      const prefix = kind === 'raw' ? archiveKeys.rawOfOrder(place, orderId) : archiveKeys.canonicalOfOrder(place, orderId);
      const entries = await platform.blobs.listEntries({ prefix, limit: payloadsMax });
      return entries.map(({ key, byteLength, storedAt }) => ({
        payloadId: `${kind}-${lastPart(key)}`,
        kind,
        byteLength: Math.max(0, byteLength - sealingBytes),
        storedAt,
        state: 'kept',
      }));
    };
    const kept = (await Promise.all(payloadKinds.map(entriesOf))).flat();
    const known = new Set(kept.map(({ payloadId }) => payloadId));
    const refs = new Set((await orders.traces(tenantId, orderId)).flatMap(({ payloadRef }) => payloadRef ?? []));
    const gone = [...refs].map((ref) => `raw-${lastPart(ref)}`).filter((id) => payloadIdPattern.test(id) && !known.has(id));
    const retired = gone.map((payloadId): OrderPayload => ({ payloadId, kind: 'raw', byteLength: null, storedAt: null, state: 'retired' }));
    // Oldest first; of those of unknown age nobody can say more than that they are older.
    return [...retired, ...kept].sort((left, right) => {
      const [a, b] = [left.storedAt ?? '', right.storedAt ?? ''];
      return a < b ? -1 : a > b ? 1 : 0;
    });
  };

  /** Everyone under whose key a payload of the order may be sealed. */
  const holdersOf = async (tenantId: TenantId, orderId: OrderId): Promise<readonly PersonId[]> => {
    const persons = (await orders.traces(tenantId, orderId)).flatMap(({ personId }) => personId ?? []);
    // What came after an erasure is sealed under the order itself.
    return [...new Set([...persons.toReversed(), await vault.personFor(tenantId, { fallback: orderId })])];
  };

  const open = async (key: string, tenantId: TenantId, holders: readonly PersonId[]): Promise<Uint8Array | undefined> => {
    for (const personId of holders) {
      const bytes = await archive.get(key, tenantId, personId);
      if (bytes) return bytes;
    }
    return undefined;
  };

  const get = async (tenantId: TenantId, orderId: OrderId, payloadId: string): Promise<Result<OpenedPayload, PayloadRejection>> => {
    const order = await desk.order(tenantId, orderId);
    if (!order) return err({ code: 'order-not-found' });
    const payload = (await list(tenantId, orderId))?.find((one) => one.payloadId === payloadId);
    if (!payload) return err({ code: 'payload-not-found' });
    if (payload.state === 'retired') return err({ code: 'payload-retired' });
    const place = { tenantId, channel: order.channel, account: order.channelAccount };
    const hash = payloadId.slice(payload.kind.length + 1);
    const holders = await holdersOf(tenantId, orderId);
    const canonicalKey = archiveKeys.canonical(place, orderId, hash);
    const bytes = await open(payload.kind === 'raw' ? archiveKeys.raw(place, orderId, hash) : canonicalKey, tenantId, holders);
    if (!bytes) return err({ code: 'payload-erased' });
    const canonicalBytes = payload.kind === 'canonical' ? bytes : await open(canonicalKey, tenantId, holders);
    const canonical = canonicalBytes && CanonicalOrder.safeParse(parsed(Buffer.from(canonicalBytes).toString('utf8'))).data;
    return ok({ ...payload, ...readable(bytes), canonical: canonical ?? null });
  };

  return { list, get };
};

export type OrderPayloads = ReturnType<typeof createOrderPayloads>;
