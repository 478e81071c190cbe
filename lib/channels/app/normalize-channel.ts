import { type CanonicalOrderWire, canonicalOrderToWire } from '../../contracts/canonical-order.ts';
import type { Problem } from '../domain/canonical-order.ts';
import type { AdapterRegistry } from './channel-adapter.ts';

export type Normalized =
  | { readonly ok: true; readonly orders: readonly CanonicalOrderWire[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Orders of a channel's payload in canonical JSON, or everything that is wrong with it. Never throws. */
export const createNormalizeChannel =
  (adapters: AdapterRegistry) =>
  (channel: string, payload: string | Uint8Array, account: string): Normalized => {
    const adapter = adapters.find(channel);
    if (!adapter) {
      const message = `There is no such channel; allowed are ${adapters.channels.join(', ')}`;
      return { ok: false, problems: [{ field: 'channel', code: 'channel-unknown', message }] };
    }
    const read = adapter.normalize(payload, account);
    return read.ok ? { ok: true, orders: read.value.map(canonicalOrderToWire) } : { ok: false, problems: read.error };
  };
