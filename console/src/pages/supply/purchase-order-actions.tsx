import { Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { inputError } from '../../shared/field-message.ts';
import { Sku } from '../../shared/sku.tsx';
import type { PurchaseOrder } from '../../shared/types.ts';
import { unitsText } from '../stock/units.tsx';
import { ArrivalForm } from './arrival-form.tsx';
import { ReasonForm } from './reason-form.tsx';
import { dayOf, endOfDay } from './typed-units.ts';

type FormProps = { readonly order: PurchaseOrder; readonly onClose: () => void };

const ReceiveForm = ({ order, onClose }: FormProps) => {
  const api = useApi();
  return (
    <ArrivalForm
      lines={order.lines.map((line) => ({ id: line.line_id, sku: line.sku, expected: line.outstanding }))}
      about="What has not come stays expected; if it never comes, close the purchase order."
      onClose={onClose}
      send={(receiptId, lines, reason) =>
        api.receivePurchaseOrder({
          path: { id: order.purchase_order_id },
          body: {
            receipt_id: receiptId,
            lines: lines.map(({ id, received, damaged }) => ({ line_id: id, received, damaged })),
            ...(reason === '' ? {} : { reason }),
          },
        })
      }
    />
  );
};

const RescheduleForm = ({ order, onClose }: FormProps) => {
  const api = useApi();
  const open = order.lines.filter((line) => line.outstanding > 0);
  const [days, setDays] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(open.map((line) => [line.line_id, dayOf(line.expected_at)])),
  );
  const [reason, setReason] = useState('');
  const changed = open.filter((line) => (days[line.line_id] ?? '') !== dayOf(line.expected_at));
  const run = async (): Promise<void> => {
    const [first] = open;
    if (changed.length === 0 && first) throw inputError([{ field: first.line_id, message: 'must be another day, of one line at least' }]);
    const lines = changed.map((line) => ({ line_id: line.line_id, expected_at: endOfDay(days[line.line_id] ?? '') ?? null }));
    const why = reason.trim() === '' ? {} : { reason: reason.trim() };
    await api.reschedulePurchaseOrder({ path: { id: order.purchase_order_id }, body: { lines, ...why } });
  };
  return (
    <EditForm submitLabel="Reschedule" run={run} done="The new days stand" onDone={onClose} onCancel={onClose}>
      {(messageOf) => (
        <>
          <Text size="sm">
            The supplier names other days. Orders that were promised these goods are promised anew. Leave a day empty when nobody says when
            any more: the goods then count for nothing.
          </Text>
          <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {open.map((line) => {
              const place = changed.indexOf(line);
              return (
                <Paper key={line.line_id} withBorder p="sm" component="li">
                  <Text size="sm">
                    <Sku of={line.sku} /> · {unitsText(line.outstanding)} still to come
                  </Text>
                  <TextInput
                    type="date"
                    label="Expected"
                    aria-label={`Expected: ${line.sku}, line ${line.line_id}`}
                    value={days[line.line_id] ?? ''}
                    error={messageOf(line.line_id, `body.lines.${place}.expected_at`, `lines.${place}.expected_at`)}
                    onChange={(event) => {
                      const { value } = event.currentTarget;
                      setDays((before) => ({ ...before, [line.line_id]: value }));
                    }}
                  />
                </Paper>
              );
            })}
          </Stack>
          <TextInput
            label="Reason"
            description="If the supplier gave one"
            maxLength={500}
            autoComplete="off"
            value={reason}
            error={messageOf('body.reason', 'reason')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
    </EditForm>
  );
};

/** What can be done with a purchase order as it stands. */
export const PurchaseOrderActions = ({ order }: { readonly order: PurchaseOrder }) => {
  const api = useApi();
  const { status, purchase_order_id: id } = order;
  if (status !== 'open' && status !== 'partially_received') return null;
  return (
    <Group gap="xs">
      <DialogButton label="Receive" variant="filled">
        {(close) => <ReceiveForm order={order} onClose={close} />}
      </DialogButton>
      <DialogButton label="Reschedule">{(close) => <RescheduleForm order={order} onClose={close} />}</DialogButton>
      {status === 'open' ? (
        <DialogButton label="Cancel purchase order">
          {(close) => (
            <ReasonForm
              submitLabel="Cancel purchase order"
              about="The purchase order is called off here; tell the supplier yourself. Orders that were promised these goods are promised anew."
              done="The purchase order is cancelled"
              onClose={close}
              run={(reason) => api.cancelPurchaseOrder({ path: { id }, body: { reason } })}
            />
          )}
        </DialogButton>
      ) : (
        <DialogButton label="Close short">
          {(close) => (
            <ReasonForm
              submitLabel="Close purchase order"
              about="Nothing more will come: what is outstanding is no longer expected. What has come stays where it is."
              done="The purchase order is closed"
              onClose={close}
              run={(reason) => api.closePurchaseOrder({ path: { id }, body: { reason } })}
            />
          )}
        </DialogButton>
      )}
    </Group>
  );
};
