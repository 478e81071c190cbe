import { SimulationWork } from '../../lib/contracts/events/policy-replay.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { simulationTriesMax } from '../../lib/sourcing/index.ts';
import { openSimulations } from './composition.ts';

export const create = (platform: Platform) => {
  const { work } = openSimulations(platform);
  return queueHandler(platform, SimulationWork, ({ body, receiveCount }) => work(body, receiveCount >= simulationTriesMax));
};
