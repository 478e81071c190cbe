import { stableId } from '../../../kernel/hash-chain.ts';
import { NoteId, type OrderId, PersonId, type TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { Caller } from '../../../platform/event-store/caller.ts';
import type { Actor, EventRecord } from '../../../platform/event-store/event-record.ts';
import { InvalidCursorError, type Platform } from '../../../platform/ports.ts';
import { describeOrderRejection, type OrderRejection } from '../../domain/order.rejections.ts';
import { orderExists } from '../../domain/order.state.ts';
import { personalRecordPrefix } from '../order-content.ts';
import { orderAggregate, orderStream } from '../order.stream.ts';
import { executeOnOrder, type OrdersParts } from '../orders.parts.ts';

/** `hidden`: whoever asks may not see what is personal; `erased`: the person's data has been destroyed, and the text with it. */
export type NoteTextState = 'shown' | 'hidden' | 'erased';

export type OrderNote = {
  readonly noteId: NoteId;
  readonly at: Instant;
  readonly actor: Actor;
  readonly text: string | null;
  readonly textState: NoteTextState;
};

export type NotePage = { readonly notes: readonly OrderNote[]; readonly cursor?: string };

/** What the personal data of an order was erased of can keep nothing that may be personal. */
export type NoteRejection = OrderRejection | { readonly code: 'personal-data-erased' };

export const describeNoteRejection = (rejection: NoteRejection): string =>
  rejection.code === 'personal-data-erased'
    ? 'The personal data of this order has been erased. A note could bring some back, so none is kept.'
    : describeOrderRejection(rejection);

export type OrderNotes = {
  /**
   * Writes a note.
   * @param repeatKey the same one of the same author writes the same note: once
   */
  readonly add: (
    caller: Caller,
    orderId: OrderId,
    text: string,
    repeatKey?: string,
  ) => Promise<Result<{ readonly note: OrderNote; readonly isNew: boolean }, NoteRejection>>;
  /** Newest first; undefined when there is no such order. @throws InvalidCursorError */
  readonly list: (
    tenantId: TenantId,
    orderId: OrderId,
    options: { readonly personal: boolean; readonly limit: number; readonly cursor?: string | undefined },
  ) => Promise<NotePage | undefined>;
};

type NoteRecord = { readonly text: string };

// Under the order's own beginning, so that whatever is erased or exported of the order takes its notes along.
const noteRecordName = (orderId: OrderId, noteId: NoteId): string => `${personalRecordPrefix(orderId)}NOTE#${noteId}`;

/** The version behind which a page goes on. */
const versionOf = (cursor: string): number => {
  const version = Number(Buffer.from(cursor, 'base64url').toString());
  if (!Number.isSafeInteger(version) || version < 1) throw new InvalidCursorError('The cursor is not one of these notes');
  return version;
};

/** Notes of staff: the ledger says that there is one, by whom and when; the text may name people and stands in the vault. */
export const createOrderNotes = (
  parts: Pick<OrdersParts, 'store' | 'vault'> & { readonly platform: Pick<Platform, 'clock' | 'ids' | 'sha256'> },
): OrderNotes => {
  const { store, vault, platform } = parts;

  const readNote = async (tenantId: TenantId, orderId: OrderId, record: EventRecord, personal: boolean): Promise<OrderNote> => {
    const noteId = NoteId(String(record.payload['note_id']));
    const note = { noteId, at: record.occurred_at, actor: record.actor };
    if (!personal) return { ...note, text: null, textState: 'hidden' };
    const kept = await vault.get<NoteRecord>(tenantId, PersonId(String(record.payload['person_id'])), noteRecordName(orderId, noteId));
    return kept ? { ...note, text: kept.text, textState: 'shown' } : { ...note, text: null, textState: 'erased' };
  };

  const noteRecords = async (tenantId: TenantId, orderId: OrderId): Promise<readonly EventRecord[] | undefined> => {
    const records = await store.read(orderStream(tenantId, orderId));
    return records.length === 0 ? undefined : records.filter(({ type }) => type === 'order.note_added');
  };

  return {
    add: async (caller, orderId, text, repeatKey) => {
      const { tenantId } = caller;
      const { actor } = caller.context;
      const { state } = await store.load(orderAggregate, orderStream(tenantId, orderId));
      if (!orderExists(state)) return err({ code: 'order-not-found' });
      const noteId = NoteId(
        repeatKey === undefined
          ? platform.ids.next()
          : stableId(platform.sha256, 'note', tenantId, orderId, actor.kind, actor.id, repeatKey),
      );
      const personId = state.personId ?? (await vault.personFor(tenantId, { fallback: orderId }));
      const command = { type: 'AddNote', noteId, personId } as const;
      const decided = orderAggregate.decider.decide(state, command);
      if (!decided.ok) return decided;
      if (decided.value.length > 0) {
        // The text first: a note that the order knows of and nobody can read would be a lie.
        const origin = { subject: orderId, givenAt: platform.clock.now() };
        const record: NoteRecord = { text };
        if (!(await vault.putUnlessErased(tenantId, personId, noteRecordName(orderId, noteId), record, origin)))
          return err({ code: 'personal-data-erased' });
      }
      const added = await executeOnOrder(store, caller, orderId, command);
      if (!added.ok) return added;
      const known = (await noteRecords(tenantId, orderId))?.find(({ payload }) => payload['note_id'] === noteId);
      if (!known) throw new Error(`note ${noteId} of order ${orderId} was written and is not there`);
      return ok({ note: await readNote(tenantId, orderId, known, true), isNew: added.value.events.length > 0 });
    },

    list: async (tenantId, orderId, { personal, limit, cursor }) => {
      const before = cursor === undefined ? Number.POSITIVE_INFINITY : versionOf(cursor);
      const records = await noteRecords(tenantId, orderId);
      const found = records?.filter(({ version }) => version < before).toReversed();
      if (!found) return undefined;
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return {
        notes: await Promise.all(shown.map((record) => readNote(tenantId, orderId, record, personal))),
        ...(found.length > limit && last ? { cursor: Buffer.from(String(last.version)).toString('base64url') } : {}),
      };
    },
  };
};
