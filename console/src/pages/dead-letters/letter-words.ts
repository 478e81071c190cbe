// What a letter is about, as far as its body says in one of the forms that our queues carry.
import { words } from '../../shared/status-badge.tsx';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export type LetterSubject = {
  /** In a few words. */
  readonly about: string;
  readonly orderId: string | undefined;
  /** Why it was turned away, where the letter says. */
  readonly refused: string | undefined;
};

/** A key of the ledger begins with tenant, kind and id of the stream. */
const streamOf = (key: unknown): { readonly kind: string; readonly id: string } | undefined => {
  const [, kind, id] = (textOf(fieldsOf(key)['PK']) ?? '').split('#');
  return kind !== undefined && id !== undefined ? { kind, id } : undefined;
};

const isOrderId = (text: string | undefined): text is string => text !== undefined && /^[a-z2-7]{26}$/.test(text);

const refusedOf = (refused: unknown): string | undefined => {
  const reasons = (Array.isArray(refused) ? refused : refused === undefined || refused === null ? [] : [refused]).map((one: unknown) => {
    const { field, code, message } = fieldsOf(one);
    return [textOf(field), textOf(message) ?? textOf(code)].filter(Boolean).join(': ');
  });
  return reasons.length === 0 ? undefined : reasons.join('; ');
};

const eventAbout = (body: Fields, detail: Fields): string | undefined => {
  const type = textOf(detail['type']) ?? textOf(body['detail-type']) ?? textOf(body['type']);
  return type === undefined ? undefined : `event ${type}`;
};

const messageAbout = (body: Fields): string | undefined => {
  const kind = textOf(body['kind']) ?? textOf(body['of']);
  const channel = textOf(body['channel']);
  const account = textOf(body['channel_account']);
  const where = channel === undefined ? undefined : `of ${channel}${account === undefined ? '' : ` ${account}`}`;
  const order = textOf(body['channel_order_id']);
  const what = [kind === undefined ? undefined : words(kind), order === undefined ? undefined : `order ${order}`]
    .filter(Boolean)
    .join(', ');
  return what === '' && where === undefined ? undefined : [what === '' ? 'message' : what, where].filter(Boolean).join(' ');
};

export const letterSubject = (value: unknown): LetterSubject => {
  const body = fieldsOf(value);
  const detail = fieldsOf(body['detail']);
  const stream = streamOf(fieldsOf(body['record'])['key']);
  const streamId = textOf(detail['stream_id']) ?? textOf(body['stream_id']);
  const candidates = [textOf(body['order_id']), textOf(detail['order_id']), stream?.kind === 'ORDER' ? stream.id : undefined];
  const type = textOf(detail['type']) ?? textOf(body['type']) ?? '';
  const orderId = [...candidates, type.startsWith('order.') ? streamId : undefined].find(isOrderId);
  const about =
    (stream && `record of ${stream.kind.toLowerCase()} ${stream.id}`) ??
    eventAbout(body, detail) ??
    messageAbout(body) ??
    (typeof value === 'string' ? 'text that is no JSON' : 'message');
  return { about, orderId, refused: refusedOf(body['refused']) };
};
