import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { learnRecordsOf } from './record-check-parts.ts';

export const create = (platform: Platform) => {
  const { runAll } = learnRecordsOf(platform);
  return stack(platform, () => runAll());
};
