import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { learnChoicesOf } from './delivery-option-parts.ts';

export const create = (platform: Platform) => {
  const { runAll } = learnChoicesOf(platform);
  return stack(platform, () => runAll());
};
