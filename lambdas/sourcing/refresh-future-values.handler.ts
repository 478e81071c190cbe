import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { futureValueRefreshOf } from '../forecasting/forecasting-parts.ts';

export const create = (platform: Platform) => {
  const { refreshAll } = futureValueRefreshOf(platform);
  return stack(platform, () => refreshAll());
};
