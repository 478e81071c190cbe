import { createCountReturns } from '../../lib/customers/index.ts';
import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { countReturnsParts } from './return-facts.ts';

export const create = (platform: Platform) => {
  const { runAll } = createCountReturns(countReturnsParts(platform));
  return stack(platform, () => runAll());
};
