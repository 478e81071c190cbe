import { createHash } from 'node:crypto';
import * as z from 'zod';
import { assertNever } from '../../../kernel/result.ts';
import type { CancelNotice, NoticeOutcome } from '../../app/channel-client.ts';
import { objectAt, parseExactJson, textAt } from '../reading/json.ts';
import { allNodes, connectionAt, gidOf, nodeAt, type ShopParts } from './shopify.api.ts';
import { readGid } from './shopify.ids.ts';
import {
  metafieldsSetOperation,
  noticeNamespace,
  openLinesOperation,
  orderCancelOperation,
  orderEditBeginOperation,
  orderEditCommitOperation,
  orderEditSetQuantityOperation,
  orderStateOperation,
} from './shopify.notice-documents.ts';
import { done, known, orderUnknown, refusalOf, refused, tryAgain, userErrorsOf } from './shopify.outcomes.ts';
import { unitsAt, unitsOf } from './shopify.shipments.ts';

/** One line as it stands: units still wanted, those of them that are not shipped, and those that money can be given back for. */
type OpenLine = { readonly lineId: string; readonly current: number; readonly open: number; readonly refundable: number };

/** Lines of an order; undefined when there is no such order. */
export const readOpenLines = async ({ api }: ShopParts, orderGid: string): Promise<readonly OpenLine[] | undefined> => {
  const nodes = await allNodes(async (after) => {
    const order = nodeAt(await api.run(openLinesOperation, { id: orderGid, after }), 'order');
    return order && connectionAt(order, 'lineItems');
  });
  return nodes?.map((node) => {
    const current = unitsAt(node, 'currentQuantity');
    return {
      lineId: readGid(node['id'])?.id ?? '',
      current,
      open: Math.min(current, unitsAt(node, 'unfulfilledQuantity')),
      refundable: unitsAt(node, 'refundableQuantity'),
    };
  });
};

const keyOf = (noticeId: string): string => `cancel-${createHash('sha256').update(noticeId).digest('hex').slice(0, 32)}`;

/** Units that are to be left, by line. */
type Targets = Readonly<Record<string, number>>;

const Remembered = z.record(z.string(), z.int().min(0));

const readState = async ({ api }: ShopParts, orderGid: string, key: string) => {
  const order = nodeAt(await api.run(orderStateOperation, { id: orderGid, key }), 'order');
  if (!order) return undefined;
  const text = textAt(objectAt(order, 'metafield'), 'value');
  const kept = text === null ? undefined : parseExactJson(text);
  const targets = kept?.ok === true ? Remembered.safeParse(kept.value) : undefined;
  return { cancelled: textAt(order, 'cancelledAt') !== null, targets: targets?.success === true ? targets.data : undefined };
};

/**
 * An edit takes no key of ours, and says nothing of what it was for. So what is to be left is written at the order before the
 * edit: a repeated notice finds it there, whichever process sends it, and takes off nothing twice.
 */
const remember = async ({ api }: ShopParts, orderGid: string, key: string, targets: Targets): Promise<NoticeOutcome | undefined> => {
  const metafield = { ownerId: orderGid, namespace: noticeNamespace, key, type: 'json', value: JSON.stringify(targets) };
  const data = await api.run(metafieldsSetOperation, { metafields: [{ ...metafield, compareDigest: null }] });
  const errors = userErrorsOf(data, 'metafieldsSet');
  // Somebody has written it since we looked: what they wrote counts, so the notice begins anew.
  if (errors.some(({ code }) => code === 'STALE_OBJECT')) throw tryAgain(metafieldsSetOperation.name, 'notice-under-way');
  return refusalOf(metafieldsSetOperation.name, errors);
};

const reasonOf = (reason: CancelNotice['reason']): string => {
  switch (reason) {
    case 'customer':
      return 'CUSTOMER';
    case 'out-of-stock':
      return 'INVENTORY';
    case 'fraud':
      return 'FRAUD';
    case 'address':
    case 'other':
      return 'OTHER';
    default:
      return assertNever(reason);
  }
};

const noteOf = ({ noticeId, reason }: CancelNotice): string => `Waybill ${noticeId}: ${reason}`;

const looksMax = 5;
const betweenLooksMs = 1_000;

/**
 * Cancels the whole order. Money is a notice of its own, and stock is published as an absolute number, so neither goes back
 * here. Shopify does it in the background, so the order is looked at until it says so.
 */
const cancelOrder = async (parts: ShopParts, orderGid: string, key: string, notice: CancelNotice): Promise<NoticeOutcome> => {
  const data = await parts.api.run(orderCancelOperation, {
    orderId: orderGid,
    reason: reasonOf(notice.reason),
    refundMethod: { originalPaymentMethodsRefund: false },
    staffNote: noteOf(notice),
  });
  const problem = refusalOf(orderCancelOperation.name, userErrorsOf(data, 'orderCancel', 'orderCancelUserErrors'));
  const job = readGid(objectAt(objectAt(data, 'orderCancel'), 'job')['id'])?.id ?? null;
  for (let look = 1; look <= looksMax; look += 1) {
    const state = await readState(parts, orderGid, key);
    if (state?.cancelled === true) return problem ? known() : done(job);
    if (problem) return problem;
    await parts.pause(betweenLooksMs);
  }
  throw tryAgain(orderCancelOperation.name, 'cancellation-under-way');
};

/** Brings the lines down to what is to be left of them, all in one edit. */
const editLines = async (parts: ShopParts, orderGid: string, changes: Targets, notice: CancelNotice): Promise<NoticeOutcome> => {
  const { api } = parts;
  const begun = await api.run(orderEditBeginOperation, { id: orderGid });
  const notBegun = refusalOf(orderEditBeginOperation.name, userErrorsOf(begun, 'orderEditBegin'));
  if (notBegun) return notBegun;
  const id = textAt(objectAt(objectAt(begun, 'orderEditBegin'), 'calculatedOrder'), 'id');
  if (id === null) throw tryAgain(orderEditBeginOperation.name, 'answer-unreadable');
  for (const [lineId, quantity] of Object.entries(changes)) {
    const data = await api.run(orderEditSetQuantityOperation, { id, lineItemId: gidOf('CalculatedLineItem', lineId), quantity });
    const problem = refusalOf(orderEditSetQuantityOperation.name, userErrorsOf(data, 'orderEditSetQuantity'));
    if (problem) return problem;
    const line = objectAt(objectAt(data, 'orderEditSetQuantity'), 'calculatedLineItem');
    // Until it is committed the edit has changed nothing, so this is the moment to make sure that it does what is meant.
    if (readGid(line['id'])?.id !== lineId || line['quantity'] !== quantity)
      return refused('edit-differs', `Shopify would leave another number of units of line ${lineId} than was asked for`);
  }
  const committed = await api.run(orderEditCommitOperation, { id, staffNote: noteOf(notice) });
  return refusalOf(orderEditCommitOperation.name, userErrorsOf(committed, 'orderEditCommit')) ?? done(readGid(id)?.id ?? null);
};

const targetsOf = (lines: readonly OpenLine[], notice: CancelNotice): Targets | NoticeOutcome => {
  const targets: Record<string, number> = {};
  for (const [lineId, quantity] of unitsOf(notice.lines)) {
    const line = lines.find((one) => one.lineId === lineId);
    if (!line) return refused('line-unknown', `The order has no line ${lineId}`);
    if (quantity > line.open)
      return refused('units-not-open', `Line ${lineId} has ${line.open} units open, and ${quantity} were to be cancelled`);
    targets[lineId] = line.current - quantity;
  }
  return targets;
};

const isOutcome = (value: Targets | NoticeOutcome): value is NoticeOutcome => typeof value['kind' as keyof typeof value] === 'string';

const fulfilledOf = ({ current, open }: OpenLine): number => current - open;

/** Cancels an order, or takes units off its lines by an edit. */
export const cancelUnits = async (parts: ShopParts, notice: CancelNotice): Promise<NoticeOutcome> => {
  const orderGid = gidOf('Order', notice.channelOrderId);
  const key = keyOf(notice.noticeId);
  const state = await readState(parts, orderGid, key);
  const lines = state && (await readOpenLines(parts, orderGid));
  if (!state || !lines) return orderUnknown();
  if (state.cancelled) return known();

  const whole: Targets = Object.fromEntries(lines.map((line) => [line.lineId, fulfilledOf(line)]));
  const targets = notice.whole ? whole : (state.targets ?? targetsOf(lines, notice));
  if (isOutcome(targets)) return targets;
  const changes = Object.fromEntries(
    lines.flatMap(({ lineId, current }) => {
      const target = targets[lineId];
      return target !== undefined && target < current ? [[lineId, target] as const] : [];
    }),
  );
  if (Object.keys(changes).length === 0) return known();
  const left = lines.reduce((sum, { lineId, current }) => sum + (changes[lineId] ?? current), 0);
  if (left === 0) return cancelOrder(parts, orderGid, key, notice);
  const notRemembered = notice.whole || state.targets ? undefined : await remember(parts, orderGid, key, targets);
  return notRemembered ?? editLines(parts, orderGid, changes, notice);
};
