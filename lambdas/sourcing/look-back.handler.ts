import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { openLookBack } from './hindsight.ts';

export const create = (platform: Platform) => {
  const { lookAll } = openLookBack(platform);
  return stack(platform, () => lookAll());
};
