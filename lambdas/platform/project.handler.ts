import { streamHandler } from '../../lib/platform/handlers/stream.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createProjector } from '../../lib/platform/projection/projector.ts';
import { projections } from '../projections.ts';

export const create = (platform: Platform) => streamHandler(platform, createProjector(platform, projections));
