import { Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import { ActionButton } from '../../shared/action-button.tsx';
import { Choice } from '../../shared/choices.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { type FieldProblem, inputError } from '../../shared/field-message.ts';
import { Sku } from '../../shared/sku.tsx';
import type { Transfer } from '../../shared/types.ts';
import { unitsText } from '../stock/units.tsx';
import { ArrivalForm } from './arrival-form.tsx';
import { ReasonForm } from './reason-form.tsx';
import { dayOf, endOfDay, takeUnits } from './typed-units.ts';

type FormProps = { readonly transfer: Transfer; readonly onClose: () => void };

const ShipForm = ({ transfer, onClose }: FormProps) => {
  const api = useApi();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(transfer.lines.map(({ sku, quantity }) => [sku, String(quantity)])),
  );
  const [day, setDay] = useState(() => dayOf(transfer.expected_at));
  const run = async (): Promise<void> => {
    const problems: FieldProblem[] = [];
    const read = transfer.lines.map(({ sku }) => ({ sku, quantity: takeUnits(typed[sku] ?? '', 0, sku, problems) }));
    const lines = read.filter(({ quantity }) => quantity > 0);
    const isSameDay = day === dayOf(transfer.expected_at);
    const expected = isSameDay ? undefined : endOfDay(day);
    if (day === '') problems.push({ field: 'expected_at', message: 'must be given: the units are promised to orders for then' });
    if (problems.length === 0 && lines.length === 0)
      problems.push({ field: transfer.lines[0]?.sku ?? '', message: 'must be 1 or more, of one article at least' });
    if (problems.length > 0) throw inputError(problems);
    const body = { lines, ...(expected === undefined ? {} : { expected_at: expected }) };
    await api.shipTransfer({ path: { id: transfer.transfer_id }, body });
  };
  return (
    <EditForm submitLabel="Ship" run={run} done="Asked for; the stock ledger answers within moments" onDone={onClose} onCancel={onClose}>
      {(messageOf) => (
        <>
          <Text size="sm">
            The units leave the shelf of {transfer.from_location_id} and are expected at {transfer.to_location_id}. Units that orders have
            been promised are refused. What is not sent now is not sent with this transfer.
          </Text>
          <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {transfer.lines.map(({ sku, quantity }) => (
              <Paper key={sku} withBorder p="sm" component="li">
                <Text size="sm">
                  <Sku of={sku} /> · {unitsText(quantity)} asked for
                </Text>
                <TextInput
                  w={130}
                  label="Sent"
                  aria-label={`Sent: ${sku}`}
                  inputMode="numeric"
                  autoComplete="off"
                  value={typed[sku] ?? ''}
                  error={messageOf(sku)}
                  onChange={(event) => {
                    const { value } = event.currentTarget;
                    setTyped((before) => ({ ...before, [sku]: value }));
                  }}
                />
              </Paper>
            ))}
          </Stack>
          <TextInput
            type="date"
            label="Expected to arrive"
            description="Counts from the end of that day"
            required
            value={day}
            error={messageOf('expected_at', 'body.expected_at')}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
        </>
      )}
    </EditForm>
  );
};

const CloseForm = ({ transfer, onClose }: FormProps) => {
  const api = useApi();
  const [missing, setMissing] = useState<'write_off' | 'return'>('write_off');
  const units = transfer.lines.reduce((sum, line) => sum + line.in_transit, 0);
  return (
    <ReasonForm
      submitLabel="Close short"
      about={`Nothing more will arrive of this transfer. ${unitsText(units)} units are still under way on the book.`}
      done="The transfer is closed"
      onClose={onClose}
      run={(reason) => api.closeTransfer({ path: { id: transfer.transfer_id }, body: { missing, reason } })}
    >
      <Choice
        label="The missing units"
        value={missing}
        options={[
          { value: 'write_off', label: 'are lost: written off' },
          { value: 'return', label: `stand at ${transfer.from_location_id} again` },
        ]}
        onChange={(value) => setMissing(value === 'return' ? 'return' : 'write_off')}
      />
    </ReasonForm>
  );
};

const ReceiveForm = ({ transfer, onClose }: FormProps) => {
  const api = useApi();
  return (
    <ArrivalForm
      lines={transfer.lines
        .filter((line) => line.in_transit > 0)
        .map((line) => ({ id: line.sku, sku: line.sku, expected: line.in_transit }))}
      about="What has not come stays under way; if it never comes, close the transfer short."
      onClose={onClose}
      send={(receiptId, lines, reason) =>
        api.receiveTransfer({
          path: { id: transfer.transfer_id },
          body: {
            receipt_id: receiptId,
            lines: lines.map(({ id: sku, received, damaged }) => ({ sku, received, damaged })),
            ...(reason === '' ? {} : { reason }),
          },
        })
      }
    />
  );
};

/** What can be done with a transfer as it stands. */
export const TransferActions = ({ transfer }: { readonly transfer: Transfer }) => {
  const api = useApi();
  const { status, transfer_id: id } = transfer;
  const isUnderWay = status === 'in_transit' || status === 'partially_received';
  const isBefore = status === 'draft' || status === 'approved';
  return (
    <Group gap="xs">
      {status === 'draft' && (
        <ActionButton
          label="Approve"
          confirm={`${transfer.from_location_id} may then send the goods. Nothing moves yet.`}
          done="The transfer is approved"
          variant="filled"
          run={() => api.approveTransfer({ path: { id } })}
        />
      )}
      {status === 'approved' && (
        <DialogButton label="Ship" variant="filled">
          {(close) => <ShipForm transfer={transfer} onClose={close} />}
        </DialogButton>
      )}
      {isUnderWay && (
        <>
          <DialogButton label="Receive" variant="filled">
            {(close) => <ReceiveForm transfer={transfer} onClose={close} />}
          </DialogButton>
          <DialogButton label="Close short">{(close) => <CloseForm transfer={transfer} onClose={close} />}</DialogButton>
        </>
      )}
      {isBefore && (
        <DialogButton label="Cancel transfer">
          {(close) => (
            <ReasonForm
              submitLabel="Cancel transfer"
              about="The transfer is called off. Nothing of it has left its origin."
              done="The transfer is cancelled"
              onClose={close}
              run={(reason) => api.cancelTransfer({ path: { id }, body: { reason } })}
            />
          )}
        </DialogButton>
      )}
    </Group>
  );
};
