import { Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { EditForm } from '../../shared/edit-form.tsx';
import { inputError } from '../../shared/field-message.ts';

type ReasonFormProps = {
  readonly submitLabel: string;
  /** What will happen. */
  readonly about: string;
  readonly done: string;
  readonly run: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
  /** Further fields. */
  readonly children?: ReactNode;
};

/** Ends a document, with the reason that is kept with it. */
export const ReasonForm = ({ submitLabel, about, done, run, onClose, children }: ReasonFormProps) => {
  const [reason, setReason] = useState('');
  const send = (): Promise<unknown> => {
    if (reason.trim() === '') throw inputError([{ field: 'reason', message: 'must be given' }]);
    return run(reason.trim());
  };
  return (
    <EditForm submitLabel={submitLabel} run={async () => send()} done={done} onDone={onClose} onCancel={onClose} color="red">
      {(messageOf) => (
        <>
          <Text size="sm">{about}</Text>
          {children}
          <TextInput
            label="Reason"
            required
            maxLength={500}
            autoComplete="off"
            value={reason}
            error={messageOf('reason', 'body.reason')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
    </EditForm>
  );
};
