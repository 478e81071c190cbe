// Forecasts in words.
import { dateText } from '../../shared/time.tsx';

export const forecastLevels = [
  { value: 'total', label: 'Everything together' },
  { value: 'location', label: 'By location' },
  { value: 'channel', label: 'By channel' },
  { value: 'region', label: 'By region' },
] as const;

/** Only sums over all articles have categories. */
export const totalLevels = [...forecastLevels, { value: 'category', label: 'By category' }] as const;

export const forecastPeriods = [
  { value: 'weekly', label: 'Weeks' },
  { value: 'daily', label: 'Days' },
] as const;

export type TotalLevel = (typeof totalLevels)[number]['value'];
export type Period = (typeof forecastPeriods)[number]['value'];

const decimals = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const percents = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

/** Units that may be a part of one. */
export const meanText = (units: number): string => decimals.format(units);

/** A ratio; a dash where there was nothing to measure against. */
export const shareText = (ratio: number | null): string => (ratio === null ? '–' : percents.format(ratio));

/** A day, or the days from one to another. */
export const periodText = (from: string, to: string): string => (from === to ? dateText(from) : `${dateText(from)} – ${dateText(to)}`);

/** @param key empty for the total, and for what belongs to no part */
export const keyText = (key: string, level: TotalLevel): string => (key !== '' ? key : level === 'total' ? 'everything' : 'none of them');
