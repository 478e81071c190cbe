import { NoticeableEvent } from '../../lib/contracts/events/channels.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { noticeAddressingOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const addressNotices = noticeAddressingOf(platform);
  return queueHandler(platform, NoticeableEvent, ({ body }) => addressNotices(body.detail));
};
