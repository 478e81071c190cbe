import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { pollScheduleOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const schedulePolls = pollScheduleOf(platform);
  return stack(platform, () => schedulePolls());
};
