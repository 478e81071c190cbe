import { createCountCoPurchase } from '../../lib/customers/index.ts';
import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { coPurchaseParts } from './recommendation-parts.ts';

export const create = (platform: Platform) => {
  const { runAll } = createCountCoPurchase(coPurchaseParts(platform));
  return stack(platform, () => runAll());
};
