import { Button, Paper, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { Actor } from '../../shared/actor.tsx';
import { holdsCardNumber } from '../../shared/card-number.ts';
import { readDraft, wipeDraft, writeDraft } from '../../shared/drafts.ts';
import { fieldMessage, inputError, summaryOf } from '../../shared/field-message.ts';
import { live } from '../../shared/live.ts';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Time } from '../../shared/time.tsx';
import type { OrderNote } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';

const textMax = 2_000;
const absent = { hidden: 'Your role does not see the text.', erased: 'The text was erased with the personal data of the order.' } as const;

/** What is being written, which outlives a look at another page and a reload. */
const useNoteDraft = (orderId: string) => {
  const { me } = useSession();
  const name = `note.${orderId}`;
  const owner = `${me.tenant_id} ${me.id}`;
  const [text, setText] = useState(() => {
    const draft = readDraft(name, owner);
    return typeof draft === 'string' ? draft : '';
  });
  useEffect(() => {
    // A card number is kept nowhere, not even in the tab.
    if (text === '' || holdsCardNumber(text)) wipeDraft(name);
    else writeDraft(name, owner, text);
  }, [name, owner, text]);
  return [text, setText] as const;
};

const NoteForm = ({ orderId }: { readonly orderId: string }) => {
  const { api } = useSession();
  const queries = useQueryClient();
  const [text, setText] = useNoteDraft(orderId);
  // The same note, however often it is sent.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const write = useMutation({
    mutationFn: async () => {
      if (holdsCardNumber(text)) throw inputError([{ field: 'text', message: 'holds a card number, which is kept nowhere; leave it out' }]);
      return api.addOrderNote({ path: { id: orderId }, body: { text }, idempotencyKey: key });
    },
    onSuccess: async () => {
      setText('');
      setKey(crypto.randomUUID());
      await queries.invalidateQueries();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    write.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Textarea
          label="New note"
          description="For your colleagues. It is kept with the customer's data, and erased with it."
          autosize
          minRows={2}
          maxLength={textMax}
          value={text}
          error={fieldMessage(write.error, 'text')}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <ProblemAlert error={summaryOf(write.error)} />
        <Button type="submit" disabled={text.trim() === ''} loading={write.isPending} style={{ alignSelf: 'flex-start' }}>
          Write
        </Button>
      </Stack>
    </form>
  );
};

const Note = ({ note }: { readonly note: OrderNote }) => (
  <Paper withBorder p="sm">
    {note.text_state === 'shown' ? (
      <Text size="sm" className="break" style={{ whiteSpace: 'pre-wrap' }}>
        {note.text}
      </Text>
    ) : (
      <Text size="sm" className="muted">
        {absent[note.text_state]}
      </Text>
    )}
    <Text size="xs" className="muted" component="div">
      <Time at={note.at} full /> · <Actor actor={note.actor} />
    </Text>
  </Paper>
);

/** What the team has to say about the order. */
export const NotesTab = ({ orderId }: { readonly orderId: string }) => {
  const { api, may } = useSession();
  const notes = useRows(
    ['order-notes', orderId],
    (cursor) => api.listOrderNotes({ path: { id: orderId }, query: cursor === undefined ? {} : { cursor } }),
    { liveMs: live.near },
  );
  return (
    <Stack maw={720}>
      {may('orders:manage') && <NoteForm orderId={orderId} />}
      <ProblemAlert error={notes.error} onRetry={notes.retry} />
      {notes.items?.length === 0 && <Text className="muted">Nobody has written a note yet.</Text>}
      {notes.items?.map((note) => (
        <Note key={note.note_id} note={note} />
      ))}
      {notes.hasMore && (
        <Button variant="subtle" onClick={notes.loadMore}>
          Show more
        </Button>
      )}
    </Stack>
  );
};
