import type { Recomputed, Recorded } from '../../lib/intelligence/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';

type DuplicateReceipt = {
  readonly inputs: { readonly windowSeconds: number; readonly placedAt: string };
  readonly other: { readonly placedAt: string };
  readonly secondsApart: number;
};

/** Two orders count as one that came twice within the window of then. */
export const recomputeDuplicate = async (_tenantId: TenantId, _orderId: string, { receipt }: Recorded): Promise<Recomputed> => {
  const { inputs, other, secondsApart } = receipt as DuplicateReceipt;
  const apartMs = Math.abs(Date.parse(inputs.placedAt) - Date.parse(other.placedAt));
  const isSame = Math.abs(apartMs / 1_000 - secondsApart) < 1 && apartMs <= inputs.windowSeconds * 1_000;
  return isSame ? 'same' : 'otherwise';
};
