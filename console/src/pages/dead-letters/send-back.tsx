import { Alert, type ButtonProps, Text } from '@mantine/core';
import { useSession } from '../../session/session.tsx';
import { ActionButton } from '../../shared/action-button.tsx';
import { Time } from '../../shared/time.tsx';
import { type Redriven, refuseNothingSent } from './redriven.ts';

/** What was sent back, and when. */
export type Outcome = Redriven & { readonly at: string };

type SendBackProps = {
  readonly queue: string;
  readonly isStream: boolean;
  /** Letters to send back; every one of the tenant without it. */
  readonly messageIds?: readonly string[];
  readonly label: string;
  readonly size?: ButtonProps['size'];
  readonly variant?: ButtonProps['variant'];
  readonly disabled?: boolean;
  readonly onOutcome: (outcome: Outcome) => void;
};

/** As many as the API sends back at once. */
const redriveMax = 1_000;

/** Has letters handled again, for those who may. */
export const SendBack = ({ queue, isStream, messageIds, label, size = 'compact-sm', variant, disabled, onOutcome }: SendBackProps) => {
  const { api, may } = useSession();
  if (!may('operations:write')) return null;
  const run = async (): Promise<void> => {
    const body = messageIds === undefined ? { limit: redriveMax } : { message_ids: [...messageIds] };
    const answer = refuseNothingSent(await api.redriveDeadLetters({ path: { queue }, body }));
    onOutcome({ ...answer, at: new Date().toISOString() });
  };
  return (
    <ActionButton
      label={label}
      size={size}
      {...(variant === undefined ? {} : { variant })}
      {...(disabled === undefined ? {} : { disabled })}
      confirm={
        isStream
          ? 'The reader goes over what it set aside once more, at once. Nothing is done twice: what it has done already it leaves alone.'
          : 'It is handled again within seconds. Nothing is done twice: what was done already is recognised. What fails again comes back here.'
      }
      run={run}
      done="Sent back"
    />
  );
};

/** What came of it. */
export const OutcomeAlert = ({ outcome, isStream }: { readonly outcome: Outcome; readonly isStream: boolean }) => {
  const { redriven, failed, at } = outcome;
  const letters = (count: number): string => `${count.toLocaleString()} ${count === 1 ? 'letter' : 'letters'}`;
  return (
    <Alert color={failed > 0 ? 'orange' : 'green'} variant="light" role="status" title={`${letters(redriven)} sent back`}>
      <Text size="sm" component="div">
        <Time at={at} />:{' '}
        {isStream
          ? `${redriven === 1 ? 'it was' : 'they were'} handled at once.`
          : `${redriven === 1 ? 'it is' : 'they are'} handled again now. What fails again comes back to the list below within some minutes.`}
        {failed > 0 && ` ${letters(failed)} failed again and ${failed === 1 ? 'stays' : 'stay'}: mend the cause first.`}
      </Text>
    </Alert>
  );
};
