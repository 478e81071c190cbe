import { publications } from '../../lib/contracts/events/publications.ts';
import { streamHandler } from '../../lib/platform/handlers/stream.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createPublisher } from '../../lib/platform/publisher/publisher.ts';

export const create = (platform: Platform) => streamHandler(platform, createPublisher(platform, publications));
