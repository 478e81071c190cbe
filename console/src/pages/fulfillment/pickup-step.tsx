import { Alert, Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { inputError } from '../../shared/field-message.ts';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Time, zoneName } from '../../shared/time.tsx';
import type { FulfillmentOrder } from '../../shared/types.ts';
import type { Collection, WorkActions } from './actions.ts';

const dayMs = 86_400_000;
/** Goods may lie at the counter for so long, extensions included. */
const longestMs = 28 * dayMs;

/** What collectors show, in words. */
export const proofs = {
  'order-confirmation': 'Confirmation of the order',
  'identity-document': 'Identity document',
  'payment-card': 'The card that paid',
  other: 'Something else',
} as const satisfies Readonly<Record<NonNullable<Collection['proof']>, string>>;
/** Who comes, by kind alone: a name would be personal data. */
export const collectors = {
  customer: 'Customer',
  representative: 'Somebody else',
} as const satisfies Readonly<Record<NonNullable<Collection['collected_by']>, string>>;

const optionsOf = <Value extends string>(words: Readonly<Record<Value, string>>) =>
  (Object.keys(words) as Value[]).map((value) => ({ value, label: words[value] }));

type StepParts = { readonly work: FulfillmentOrder; readonly actions: WorkActions };
type Waiting = NonNullable<FulfillmentOrder['pickup']>;

/** The field's form of an instant, in the zone of whoever looks. */
const localInput = (at: number): string => {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** Lays the goods to the counter. Boxes are of no use to somebody who carries them away. */
export const LayReady = ({ actions }: Pick<StepParts, 'actions'>) => (
  <Stack gap="xs">
    <Text>Put the goods to the counter under the name of the order. The customer can then be told that they may come.</Text>
    <ProblemAlert error={actions.error} />
    <Button size="xl" fullWidth loading={actions.isActing} onClick={actions.ready}>
      Ready for pickup
    </Button>
  </Stack>
);

const ExtendForm = ({ work, pickup, close }: Pick<StepParts, 'work'> & { readonly pickup: Waiting; readonly close: () => void }) => {
  const { api } = useSession();
  const latest = new Date(pickup.ready_at).getTime() + longestMs;
  const [until, setUntil] = useState(() => localInput(Math.min(Math.max(Date.now(), Date.parse(pickup.expires_at)) + 3 * dayMs, latest)));
  const send = async (): Promise<void> => {
    if (Number.isNaN(Date.parse(until))) throw inputError([{ field: 'expires_at', message: 'must be a day and a time' }]);
    const body = { expires_at: new Date(until).toISOString() };
    await api.extendPickupOfFulfillmentOrder({ path: { id: work.fulfillment_order_id }, body });
  };
  return (
    <div className="touch">
      <EditForm submitLabel="Keep for longer" run={send} done="The goods are kept for longer" onDone={close} onCancel={close}>
        {(messageOf) => (
          <>
            <TextInput
              size="md"
              type="datetime-local"
              label="Keep until"
              description={`In your time, ${zoneName}`}
              max={localInput(latest)}
              value={until}
              error={messageOf('expires_at')}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
            <Text size="sm" component="div">
              At the latest until <Time at={new Date(latest).toISOString()} full />, 28 days after they lay ready.
            </Text>
          </>
        )}
      </EditForm>
    </div>
  );
};

/** The goods lie at the counter: handed over to whoever shows that they are theirs, or kept for longer. */
export const HandOver = ({ work, actions, pickup, isBlocked }: StepParts & { readonly pickup: Waiting; readonly isBlocked: boolean }) => {
  const [collectedBy, setCollectedBy] = useState<keyof typeof collectors>('customer');
  const [proof, setProof] = useState<keyof typeof proofs>('order-confirmation');
  return (
    <Stack gap="xs">
      {pickup.overdue_since !== null && (
        <Alert color="orange" variant="light" p="xs">
          Nobody has come in time. Keep the goods for longer, hand them over, or have the order cancelled.
        </Alert>
      )}
      <SegmentedControl
        fullWidth
        size="md"
        aria-label="Who collects"
        value={collectedBy}
        data={optionsOf(collectors)}
        onChange={(value) => setCollectedBy(value)}
      />
      <Choice
        size="md"
        label="What was shown"
        value={proof}
        options={optionsOf(proofs)}
        onChange={(value) => setProof(optionsOf(proofs).find((one) => one.value === value)?.value ?? 'other')}
      />
      <ProblemAlert error={actions.error} />
      <Button
        size="xl"
        fullWidth
        disabled={isBlocked}
        loading={actions.isActing}
        onClick={() => actions.collect({ collected_by: collectedBy, proof })}
      >
        Handed over
      </Button>
      <Group gap="xs">
        <DialogButton label="Keep for longer" size="md" dialogSize="md">
          {(close) => <ExtendForm work={work} pickup={pickup} close={close} />}
        </DialogButton>
      </Group>
    </Stack>
  );
};
