import { Alert, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useApi } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { Dialog } from '../../shared/dialog-button.tsx';
import { fieldMessage } from '../../shared/field-message.ts';
import { ProblemAlert } from '../../shared/problem.tsx';
import { words } from '../../shared/status-badge.tsx';
import { type BulkActionName, bulkActionOf, bulkBody, type BulkDryRun, type BulkFields } from './bulk-action.ts';
import { DryRunTable } from './dry-run-table.tsx';
import { cancelReasons, holdBlocks, type HoldType, holdTypes } from './order-choices.ts';

type FieldsProps = {
  readonly action: BulkActionName;
  readonly fields: BulkFields;
  readonly onChange: (fields: BulkFields) => void;
  readonly error: unknown;
};

const optionsOf = (values: readonly string[]) => values.map((value) => ({ value, label: words(value) }));
const oneOf = <Value extends string>(values: readonly Value[], text: string): Value | undefined => values.find((value) => value === text);

const HoldFields = ({ fields, onChange, error }: FieldsProps) => (
  <>
    <TextInput
      label="Reason"
      description="About the orders, never about a person: it stays in their history for good."
      required
      maxLength={500}
      value={fields.holdReason}
      error={fieldMessage(error, 'reason')}
      onChange={(event) => onChange({ ...fields, holdReason: event.currentTarget.value })}
    />
    <Checkbox.Group
      label="Blocks"
      value={[...fields.blocks]}
      error={fieldMessage(error, 'blocks')}
      onChange={(values) => onChange({ ...fields, blocks: holdBlocks.filter((block) => values.includes(block)) })}
    >
      <Group mt={4}>
        {holdBlocks.map((block) => (
          <Checkbox key={block} value={block} label={words(block)} />
        ))}
      </Group>
    </Checkbox.Group>
    <TextInput
      type="datetime-local"
      label="Until"
      description="The hold does not end by itself: the review queue says when the date is over. Empty for no date."
      required={fields.holdType === 'until-date'}
      value={fields.until}
      error={fieldMessage(error, 'until')}
      onChange={(event) => onChange({ ...fields, until: event.currentTarget.value })}
    />
  </>
);

const Fields = (props: FieldsProps) => {
  const { action, fields, onChange } = props;
  if (action === 'cancel')
    return (
      <Choice
        label="Reason"
        value={fields.cancelReason}
        options={optionsOf(cancelReasons)}
        onChange={(value) => onChange({ ...fields, cancelReason: oneOf(cancelReasons, value) ?? fields.cancelReason })}
      />
    );
  return (
    <>
      <Choice
        label="Type of hold"
        value={fields.holdType}
        options={optionsOf(holdTypes)}
        onChange={(value) => onChange({ ...fields, holdType: oneOf(holdTypes, value) ?? fields.holdType })}
      />
      {action === 'place_hold' && <HoldFields {...props} />}
    </>
  );
};

const plural = (count: number): string => `${count.toLocaleString()} ${count === 1 ? 'order' : 'orders'}`;

const Outlook = ({ counts }: Pick<BulkDryRun, 'counts'>) => {
  const parts = [
    `${plural(counts.would_change)} would change`,
    ...(counts.unchanged > 0 ? [`${counts.unchanged.toLocaleString()} have nothing to change`] : []),
    ...(counts.refused > 0 ? [`${counts.refused.toLocaleString()} cannot be changed`] : []),
  ];
  return (
    <Alert color={counts.would_change > 0 ? 'blue' : 'orange'} variant="light" role="status" title="Nothing has been changed yet">
      {parts.join(', ')}.
    </Alert>
  );
};

type Steps = { readonly back: string; readonly onBack: () => void; readonly children: ReactNode };

const Foot = ({ back, onBack, children }: Steps) => (
  <Group justify="flex-end">
    <Button variant="default" onClick={onBack}>
      {back}
    </Button>
    {children}
  </Group>
);

type BulkDialogProps = {
  readonly action: BulkActionName;
  readonly orderIds: readonly string[];
  readonly names: ReadonlyMap<string, string>;
  readonly holdType: HoldType | undefined;
  readonly onClose: () => void;
  /** A job is under way. */
  readonly onBegun: () => void;
};

/** Tries the action out, and carries it out for the orders that it would change. */
const useBulkRun = ({ action, orderIds, onBegun }: BulkDialogProps, fields: BulkFields) => {
  const api = useApi();
  const navigate = useNavigate();
  const queries = useQueryClient();
  // One job for what was tried out, however often its button is pressed.
  const [idempotencyKey, setKey] = useState('');
  const trial = useMutation({
    mutationFn: async (): Promise<BulkDryRun> => {
      const answer = await api.createBulkJob({ body: bulkBody(action, fields, orderIds, true) });
      if ('rows' in answer) return answer;
      throw new Error('The API began a job where it was asked to try one out.');
    },
    onSuccess: () => setKey(crypto.randomUUID()),
  });
  const changing = trial.data?.rows.filter(({ outcome }) => outcome === 'would_change').map(({ order_id }) => order_id) ?? [];
  const run = useMutation({
    mutationFn: () => api.createBulkJob({ body: bulkBody(action, fields, changing, false), idempotencyKey }),
    onSuccess: async (answer) => {
      onBegun();
      if ('bulk_job_id' in answer) await navigate(`/bulk-jobs/${answer.bulk_job_id}`);
      await queries.invalidateQueries();
    },
  });
  return { trial, run, changing: changing.length };
};

/** First what it would do to each order, then the job. */
export const BulkDialog = (props: BulkDialogProps) => {
  const { action, orderIds, names, holdType, onClose } = props;
  const { label, about, color } = bulkActionOf(action);
  const [fields, setFields] = useState<BulkFields>({
    cancelReason: 'customer',
    holdType: holdType ?? (action === 'place_hold' ? 'operator' : 'fraud-review'),
    holdReason: '',
    blocks: ['sourcing', 'release', 'shipping'],
    until: '',
  });
  const { trial, run, changing } = useBulkRun(props, fields);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    trial.mutate();
  };
  return (
    <Dialog title={`${label}: ${plural(orderIds.length)}`} opened onClose={onClose} size="xl">
      {trial.data ? (
        <Stack>
          <Outlook counts={trial.data.counts} />
          <DryRunTable rows={trial.data.rows} names={names} />
          <ProblemAlert error={run.error} />
          <Foot back="Back" onBack={trial.reset}>
            <Button {...(color ? { color } : {})} disabled={changing === 0} loading={run.isPending} onClick={() => run.mutate()}>
              {label}: {plural(changing)}
            </Button>
          </Foot>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <Text size="sm">{about}</Text>
            <Fields action={action} fields={fields} onChange={setFields} error={trial.error} />
            <ProblemAlert error={trial.error} />
            <Foot back="Not now" onBack={onClose}>
              <Button type="submit" loading={trial.isPending}>
                See what would happen
              </Button>
            </Foot>
          </Stack>
        </form>
      )}
    </Dialog>
  );
};
