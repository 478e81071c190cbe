// Notes of staff: the order only counts them, and knows no text.
import { err, ok } from '../../kernel/result.ts';
import type { AddNote } from './order.commands.ts';
import type { Decision } from './order.consequences.ts';
import type { Order } from './order.record.ts';

/** Every reader of an order goes through its notes, so there must be an end to them. */
export const notesMax = 500;

/** Any order can be written on, also one that has ended. Repeating a note's id changes nothing. */
export const addNote = (order: Order, { noteId, personId }: AddNote): Decision => {
  if (order.noteIds.includes(noteId)) return ok([]);
  if (order.noteIds.length >= notesMax) return err({ code: 'too-many-notes', atMost: notesMax });
  return ok([{ type: 'order.note_added', noteId, personId }]);
};
