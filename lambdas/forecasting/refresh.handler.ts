import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { forecastsOf } from './forecasting-parts.ts';

export const create = (platform: Platform) => {
  const { renewAll } = forecastsOf(platform);
  return stack(platform, () => renewAll());
};
