import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { planningOf } from './planning-parts.ts';

export const create = (platform: Platform) => {
  const { runAll } = planningOf(platform);
  return stack(platform, () => runAll());
};
