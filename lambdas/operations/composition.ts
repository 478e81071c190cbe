import { createDeadLetters, createStatus } from '../../lib/operations/index.ts';
import { publications } from '../../lib/contracts/events/publications.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createProjector } from '../../lib/platform/projection/projector.ts';
import { createPublisher } from '../../lib/platform/publisher/publisher.ts';
import { wirings } from '../../lib/wirings.ts';
import { ordersOf } from '../composition.ts';
import { projections } from '../projections.ts';

/** Use cases of operators, over everything that is wired. */
export const composeOperations = (platform: Platform) => {
  const orders = ordersOf(platform);
  const readers = { publisher: createPublisher(platform, publications), projector: createProjector(platform, projections) };
  const deadLetters = createDeadLetters(platform, wirings, readers);
  return { deadLetters, status: createStatus({ platform, orders, deadLetters, wirings }) };
};
