import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { modelWatchOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const watch = modelWatchOf(platform);
  return stack(platform, () => watch.lookAtAll());
};
