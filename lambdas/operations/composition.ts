import { createDeadLetters, createStatus, type DeadLetters } from '../../lib/operations/index.ts';
import { publications } from '../../lib/contracts/events/publications.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createProjector } from '../../lib/platform/projection/projector.ts';
import { createPublisher } from '../../lib/platform/publisher/publisher.ts';
import { wirings } from '../../lib/wirings.ts';
import { orderListOf } from '../composition.ts';
import { pipelineOf } from '../order-views.ts';
import { projections } from '../projections.ts';

/** Dead letters of everything that is wired, to look at. */
export const openDeadLetters = (platform: Platform): Omit<DeadLetters, 'redrive'> => createDeadLetters(platform, wirings, {});

/** Dead letters of everything that is wired, to look at and to send back. */
export const openRedrive = (platform: Platform): DeadLetters =>
  createDeadLetters(platform, wirings, {
    publisher: createPublisher(platform, publications),
    projector: createProjector(platform, projections),
  });

export const openStatus = (platform: Platform) =>
  createStatus({ platform, list: orderListOf(platform), pipeline: pipelineOf(platform), deadLetters: openDeadLetters(platform), wirings });
