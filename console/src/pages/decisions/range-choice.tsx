import { type ReactNode, useState } from 'react';
import { Choice } from '../../shared/choices.tsx';

const ranges = [
  { value: '1', label: 'Last 24 hours' },
  { value: '7', label: 'Last 7 days' },
  { value: '28', label: 'Last 28 days' },
] as const;

const dayMs = 86_400_000;

/** From when to look: on whole minutes, so that what was read stays good for a while. */
const fromOf = (days: string): string => new Date(Math.floor(Date.now() / 60_000) * 60_000 - Number(days) * dayMs).toISOString();

/** How far back figures go. */
export const useRange = (): { readonly days: string; readonly from: () => string; readonly choice: ReactNode } => {
  const [days, setDays] = useState<string>('7');
  return {
    days,
    from: () => fromOf(days),
    choice: <Choice size="xs" aria-label="Time" value={days} options={ranges} onChange={setDays} w="fit-content" />,
  };
};

type OrdersOf = { readonly in_range: number; readonly is_estimate: boolean; readonly read: number; readonly is_sample: boolean };

/** How many orders figures rest on. */
export const ordersText = ({ in_range: count, is_estimate: estimated, read, is_sample: sampled }: OrdersOf): string =>
  `Of ${estimated ? 'about ' : ''}${count.toLocaleString()} ${count === 1 ? 'order' : 'orders'} placed in this time${sampled ? `, measured on ${read.toLocaleString()} of them, in which each had the same chance` : ''}.`;
