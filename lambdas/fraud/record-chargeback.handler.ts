import { recordChargebackRoute } from '../../lib/contracts/http/fraud.ts';
import { describeChargebackRejection } from '../../lib/fraud/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { invalidInput } from '../../lib/platform/http/refusal.ts';
import { refuse } from '../../lib/platform/http/rejection.ts';
import { problemReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { chargebacksOf, fraudCaseOf } from '../composed/fraud.ts';
import { callerOf } from '../orders/order-reply.ts';
import { caseReply } from './fraud-reply.ts';

export const create = (platform: Platform) => {
  const record = chargebacksOf(platform);
  const read = fraudCaseOf(platform);
  return httpHandler(platform, recordChargebackRoute, async (call) => {
    const { params, body, principal, requestId } = call;
    const recorded = await record(callerOf(call), params.id, {
      receivedAt: body.received_at,
      reasonCode: body.reason_code,
      amountMinor: body.amount_minor,
      currency: body.currency,
      chargebackId: body.chargeback_id,
    });
    if (recorded.ok) return caseReply(await read(principal.tenantId as TenantId, params.id), principal, requestId);
    const { error } = recorded;
    if (error.code !== 'chargeback-time-invalid') return problemReply(refuse(error, describeChargebackRejection), requestId);
    const message = describeChargebackRejection(error);
    return problemReply(invalidInput([{ field: 'received_at', code: error.code, message }]), requestId);
  });
};
