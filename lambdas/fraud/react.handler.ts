import { BusEnvelope } from '../../lib/contracts/events/envelope.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fraudReactionsOf } from '../composed/fraud.ts';
import { fraudOutcomesOf } from './outcome-parts.ts';

export const create = (platform: Platform) => {
  const react = fraudReactionsOf(platform);
  const learn = fraudOutcomesOf(platform);
  return queueHandler(platform, BusEnvelope, async ({ body }) => {
    await react(body.detail);
    await learn(body.detail);
  });
};
