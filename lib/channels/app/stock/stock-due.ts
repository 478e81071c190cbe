import { type Instant, plusMs } from '../../../kernel/instant.ts';
import type { StockPublication } from '../../domain/channel-account.ts';
import type { StockRow } from './stock-rows.ts';

const dayMs = 86_400_000;

/**
 * Whether an account has to be told. What it refused is told once a day at most: somebody may have listed the article
 * meanwhile, and asking at every sale would only cost calls that others need.
 */
export const isDue = (
  row: StockRow | undefined,
  quantity: number,
  { channelLocationId }: Pick<StockPublication, 'channelLocationId'>,
  now: Instant,
): boolean => {
  if (row === undefined || row.place !== channelLocationId || row.state === 'waiting') return true;
  if (row.state === 'refused') return plusMs(row.at, dayMs) <= now;
  return row.quantity !== quantity;
};
