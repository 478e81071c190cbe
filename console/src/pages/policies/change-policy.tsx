import { Alert, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import { Actor } from '../../shared/actor.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { inputError } from '../../shared/field-message.ts';
import { problemOf } from '../../shared/problem.tsx';
import { Time } from '../../shared/time.tsx';
import type { Policy } from '../../shared/types.ts';
import { policyWords, sentenceOf, valued } from './policy-words.ts';
import { typedOf, ValueFields, valueOf } from './value-fields.tsx';

/** What somebody else has set while this form was open. */
const Meanwhile = ({ policy }: { readonly policy: Policy }) => (
  <Alert color="orange" variant="light" title="Somebody else was faster" role="status">
    <Stack gap={4}>
      <Text size="sm">
        Version {policy.version} is in force now: {sentenceOf(valued(policy))}
      </Text>
      {policy.by && (
        <Text size="sm" component="div">
          By <Actor actor={policy.by} /> <Time at={policy.since} relative />
          {policy.note && <>, with the note “{policy.note}”</>}
        </Text>
      )}
      <Text size="sm">Saving again puts what stands below in its place.</Text>
    </Stack>
  </Alert>
);

/** Why, for the history. */
export const NoteField = ({
  value,
  onChange,
  error,
}: {
  readonly value: string;
  readonly onChange: (note: string) => void;
  readonly error: string | undefined;
}) => (
  <Textarea
    label="Why"
    description="Stands in the history for good, so nothing about a person belongs here"
    required
    autosize
    minRows={2}
    maxLength={500}
    value={value}
    error={error}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

export const requireNote = (note: string): string => {
  if (note.trim() === '') throw inputError([{ field: 'note', message: 'must be given' }]);
  return note.trim();
};

/** Gives a policy another value, as a new version. */
export const ChangePolicy = ({ policy, onClose }: { readonly policy: Policy; readonly onClose: () => void }) => {
  const api = useApi();
  // The list behind is renewed by itself; the change is decided on what stood there when the form was opened.
  const [base] = useState(policy);
  const [typed, setTyped] = useState(() => typedOf(valued(base)));
  const [note, setNote] = useState('');
  const [meanwhile, setMeanwhile] = useState<Policy>();
  const run = async (): Promise<void> => {
    const value = valueOf(typed);
    const body = { value, note: requireNote(note), expected_version: (meanwhile ?? base).version };
    try {
      const { changed, warnings } = await api.putPolicy({ path: { name: policy.name }, body });
      notifications.show({
        message: changed ? `${policyWords[policy.name].title}: changed` : 'It stood like this already, so nothing was changed',
        color: 'green',
      });
      for (const { message } of warnings)
        notifications.show({ title: 'Saved, and worth a look', message, color: 'orange', autoClose: false });
    } catch (error) {
      if (problemOf(error).status === 409) setMeanwhile((await api.listPolicies()).items.find(({ name }) => name === policy.name));
      throw error;
    }
  };
  return (
    <EditForm submitLabel="Save" run={run} onDone={onClose} onCancel={onClose}>
      {(messageOf) => (
        <>
          {meanwhile && <Meanwhile policy={meanwhile} />}
          <ValueFields typed={typed} onChange={setTyped} messageOf={messageOf} />
          <NoteField value={note} onChange={setNote} error={messageOf('note')} />
          <Text size="sm" className="muted">
            Decisions that have been made keep their version. Every part of the installation follows the new one within 30 seconds.
          </Text>
        </>
      )}
    </EditForm>
  );
};
