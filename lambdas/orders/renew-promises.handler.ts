import * as z from 'zod';
import { BusEnvelope } from '../../lib/contracts/events/envelope.ts';
import { PromiseWork } from '../../lib/contracts/events/own-messages.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { promiseRenewalOf } from '../composition.ts';

const Message = z.union([PromiseWork, BusEnvelope]);

export const create = (platform: Platform) => {
  const { begin, renew, release, documents } = promiseRenewalOf(platform);
  return queueHandler(platform, Message, async ({ body }) => {
    if ('kind' in body) return body.kind === 'renew' ? renew(body) : release(body);
    const { detail } = body;
    const reason = detail.type.endsWith('.received') ? 'receipt' : 'supply-changed';
    return begin(detail.tenant_id as TenantId, await documents.skusOf(detail), reason);
  });
};
