import { Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import type { MessageOf } from '../../shared/field-message.ts';

type ReasonActionProps = {
  readonly label: string;
  /** What the button is about, where others of the page bear the same label. */
  readonly about?: string;
  /** What will happen. */
  readonly confirm: ReactNode;
  readonly run: (reason: string) => Promise<unknown>;
  readonly done: string;
  readonly variant?: 'default' | 'filled';
  readonly color?: string;
  /** More fields; what a refusal says of one stands beside it. */
  readonly children?: (messageOf: MessageOf) => ReactNode;
};

const ReasonForm = ({ close, ...props }: ReasonActionProps & { readonly close: () => void }) => {
  const { label, confirm, run, done, color, children } = props;
  const [reason, setReason] = useState('');
  return (
    <EditForm
      submitLabel={label}
      run={() => run(reason)}
      done={done}
      onDone={close}
      onCancel={close}
      {...(color === undefined ? {} : { color })}
    >
      {(messageOf) => (
        <>
          <Text size="sm" component="div">
            {confirm}
          </Text>
          {children?.(messageOf)}
          <Textarea
            label="Reason"
            description="Stands in the history."
            required
            autosize
            minRows={2}
            value={reason}
            error={messageOf('reason')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
    </EditForm>
  );
};

/** A button that says what it will do, and does it for a reason. */
export const ReasonAction = (props: ReasonActionProps) => (
  <DialogButton
    label={props.label}
    {...(props.about === undefined ? {} : { about: props.about })}
    {...(props.variant === undefined ? {} : { variant: props.variant })}
    dialogSize="md"
  >
    {(close) => <ReasonForm {...props} close={close} />}
  </DialogButton>
);
