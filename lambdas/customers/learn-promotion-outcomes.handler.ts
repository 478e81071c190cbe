import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { learnOutcomesOf } from './promotion-parts.ts';

export const create = (platform: Platform) => {
  const { runAll } = learnOutcomesOf(platform);
  return stack(platform, () => runAll());
};
