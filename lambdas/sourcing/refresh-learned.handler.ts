import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { refreshLearnedOf } from './learning.ts';

export const create = (platform: Platform) => {
  const { refreshAll } = refreshLearnedOf(platform);
  return stack(platform, () => refreshAll());
};
