import { spanText } from '../../shared/time.tsx';

const percent = new Intl.NumberFormat(undefined, { minimumFractionDigits: 0, maximumFractionDigits: 3 });
const tenths = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** @param value 0 to 100; null where nothing was measured */
export const percentText = (value: number | null): string => (value === null ? 'none yet' : `${percent.format(value)} %`);

/** A latency as people say it. @param ms null where nothing was measured */
export const latencyText = (ms: number | null): string => {
  if (ms === null) return '–';
  if (ms < 1_000) return `${ms} ms`;
  return ms < 60_000 ? `${tenths.format(ms / 1_000)} s` : spanText(ms / 1_000);
};
