import type { Normalized } from '../../lib/channels/index.ts';
import { canonicalOrderToWire } from '../../lib/contracts/canonical-order.ts';
import { PlaceOrderBody } from '../../lib/contracts/http/orders.ts';
import { safelyParse } from '../../lib/contracts/safely-parse.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import { storefrontOrder, storefrontProblems } from '../../lib/orders/index.ts';
import { fieldProblems } from '../../lib/platform/handlers/http.handler.ts';
import { readJson } from '../../lib/platform/http/json-body.ts';
import type { FieldProblem } from '../../lib/platform/http/refusal.ts';

/** Largest body that `POST /orders` takes, in bytes. */
const maxBodyBytes = 256 * 1024;

const refused = (...problems: readonly FieldProblem[]): Normalized => ({ ok: false, problems });

/** The account of the command stands where the body names none, as its own default would. */
const withAccount = (value: unknown, account: string): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { channel_account: account, ...value } : value;

/**
 * The canonical order of a body of `POST /orders`, or what that request would be refused for. There is no header here, so the
 * body must name the order itself.
 * @param now stands for the time of the order where the body has none
 */
export const normalizeStorefront = (
  rawBody: Uint8Array,
  { account, now }: { readonly account: string; readonly now: Instant },
): Normalized => {
  if (rawBody.length > maxBodyBytes) {
    const message = `The body has ${rawBody.length} bytes; at most ${maxBodyBytes} are allowed.`;
    return refused({ field: 'body', code: 'body-too-large', message });
  }
  const json = readJson(rawBody);
  if ('problem' in json) return refused(json.problem);
  const parsed = safelyParse(PlaceOrderBody, withAccount(json.value, account));
  if (!parsed.success) return refused(...fieldProblems(parsed.error));
  const problems = [...storefrontProblems(parsed.data)];
  const { channel_order_id: channelOrderId } = parsed.data;
  if (channelOrderId === undefined) {
    const message = 'must be given, or the header Idempotency-Key in its place';
    problems.push({ field: 'channel_order_id', code: 'required', message });
  }
  if (channelOrderId === undefined || problems.length > 0) return refused(...problems);
  return { ok: true, orders: [canonicalOrderToWire(storefrontOrder(parsed.data, { channelOrderId, placedAt: now }))] };
};
