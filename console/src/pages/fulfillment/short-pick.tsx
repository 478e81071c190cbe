import { Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { inputError } from '../../shared/field-message.ts';
import type { FulfillmentOrder } from '../../shared/types.ts';
import { type Counts, nameOf, wantedOf, type WorkLine } from './counts.ts';

const reasons = [
  { value: 'not-found', label: 'Not found on the shelf' },
  { value: 'damaged', label: 'Damaged' },
  { value: 'miscounted', label: 'The stock was counted wrong' },
  { value: 'other', label: 'Another reason' },
] as const;
type Reason = (typeof reasons)[number]['value'];

type ShortPickProps = { readonly work: FulfillmentOrder; readonly lines: readonly WorkLine[]; readonly counts: Counts };

const wholeNumber = (text: string): number | undefined => (/^\s*\d{1,7}\s*$/.test(text) ? Number(text) : undefined);

/** What follows from the goods not being there. */
const consequence = ({ delivery_method: method }: FulfillmentOrder, nothing: boolean): string => {
  if (method === 'pickup')
    return nothing
      ? 'Nothing at all was found. The customer was to collect it here, so a person decides what becomes of the order.'
      : 'What is missing leaves this work, and the customer waits for it until it comes here; the rest is laid ready.';
  return nothing
    ? 'Nothing at all was found, so the work leaves this location and another one is looked for.'
    : 'What is missing leaves this work. Another location is looked for, or the customer waits; the rest is packed here.';
};

const ShortPickForm = ({ work, lines, counts, close }: ShortPickProps & { readonly close: () => void }) => {
  const { api } = useSession();
  const [reason, setReason] = useState<Reason>('not-found');
  const [found, setFound] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(lines.map((line) => [line.line_id, String(counts.countOf(line))])),
  );
  const countIn = (line: WorkLine): number | undefined => wholeNumber(found[line.line_id] ?? '');
  const nothing = work.lines.every((line) => wantedOf(line) === 0 || (lines.includes(line) && countIn(line) === 0));
  const send = async (): Promise<void> => {
    const picked = lines.map((line) => ({ line, count: countIn(line) }));
    const problems = picked.flatMap(({ line, count }) =>
      count === undefined || count > wantedOf(line)
        ? [{ field: line.line_id, message: `must be a whole number from 0 to ${wantedOf(line)}` }]
        : [],
    );
    if (problems.length > 0) throw inputError(problems);
    await api.shortPickFulfillmentOrder({
      path: { id: work.fulfillment_order_id },
      body: { reason, lines: picked.map(({ line, count }) => ({ line_id: line.line_id, picked_quantity: count ?? 0 })) },
    });
    for (const { line, count } of picked) counts.set(line, count ?? 0);
  };
  return (
    <div className="touch">
      <EditForm
        submitLabel={nothing ? 'Give the work back' : 'Record as missing'}
        run={send}
        done={nothing ? 'The work is given back' : 'Recorded. The rest goes on'}
        onDone={close}
        onCancel={close}
        {...(nothing ? { color: 'red' } : {})}
      >
        {(messageOf) => (
          <Stack>
            {lines.map((line) => (
              <TextInput
                key={line.line_id}
                size="md"
                label={`${nameOf(line)}: how many of ${wantedOf(line)} are there?`}
                inputMode="numeric"
                value={found[line.line_id] ?? ''}
                error={messageOf(line.line_id)}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  setFound((before) => ({ ...before, [line.line_id]: value }));
                }}
              />
            ))}
            <Choice
              size="md"
              label="Why"
              value={reason}
              options={reasons}
              onChange={(value) => setReason(reasons.find((one) => one.value === value)?.value ?? 'other')}
            />
            <Text size="sm">{consequence(work, nothing)}</Text>
          </Stack>
        )}
      </EditForm>
    </div>
  );
};

/** Says that units are not there. */
export const ShortPickButton = ({ label, ...parts }: ShortPickProps & { readonly label: string }) => (
  <DialogButton label={label} title="What is missing" size="md" dialogSize="md">
    {(close) => <ShortPickForm {...parts} close={close} />}
  </DialogButton>
);
