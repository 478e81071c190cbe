import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Choice } from '../../shared/choices.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { EditForm } from '../../shared/edit-form.tsx';

type DecisionFormProps<Code extends string> = {
  readonly label: string;
  /** The decision that it is about, where several of a page have the same buttons. */
  readonly about: string;
  readonly confirm: string;
  readonly choiceLabel: string;
  /** Name of the choice in the API. */
  readonly field: string;
  readonly options: readonly { readonly value: Code; readonly label: string }[];
  readonly run: (choice: Code, comment: { readonly comment?: string }) => Promise<unknown>;
  readonly done: string;
};

const Fields = <Code extends string>(props: DecisionFormProps<Code> & { readonly close: () => void }) => {
  const { label, confirm, choiceLabel, field, options, run, done, close } = props;
  const [choice, setChoice] = useState(options[0]?.value);
  const [comment, setComment] = useState('');
  const send = async (): Promise<void> => {
    if (choice !== undefined) await run(choice, comment.trim() === '' ? {} : { comment });
  };
  return (
    <EditForm submitLabel={label} run={send} done={done} onDone={close} onCancel={close}>
      {(messageOf) => (
        <>
          <Text size="sm">{confirm}</Text>
          <Choice
            label={choiceLabel}
            value={choice ?? ''}
            options={options}
            error={messageOf(field)}
            onChange={(value) => setChoice(options.find((option) => option.value === value)?.value)}
          />
          <Textarea
            label="Comment"
            description="May be left empty. It is kept with the personal data of the order, and erased with it."
            autosize
            minRows={2}
            maxLength={500}
            value={comment}
            error={messageOf('comment')}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
        </>
      )}
    </EditForm>
  );
};

/** A button that asks for a reason out of a list and, if there is more to say, for a comment. */
export const DecisionForm = <Code extends string>(props: DecisionFormProps<Code>) => (
  <DialogButton label={props.label} about={props.about} size="compact-sm" dialogSize="md">
    {(close) => <Fields {...props} close={close} />}
  </DialogButton>
);
