import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { type FieldProblem, inputError } from '../../shared/field-message.ts';
import { moneyInputText, parseMoney } from '../../shared/money.tsx';
import type { Order } from '../../shared/types.ts';
import { dayOf, endOfDay } from '../supply/typed-units.ts';

/** A day as an instant that has been: of today, now. */
const instantOf = (day: string): string | undefined => {
  const end = endOfDay(day);
  const now = new Date().toISOString();
  return end === undefined || end < now ? end : now;
};

/** Says that a bank has taken the money of an order back. */
export const ChargebackForm = ({ order, onClose }: { readonly order: Order; readonly onClose: () => void }) => {
  const api = useApi();
  const { currency } = order;
  const [day, setDay] = useState(dayOf(new Date().toISOString()));
  const [reason, setReason] = useState('');
  const [amount, setAmount] = useState(moneyInputText(order.totals.total, currency));
  const [number, setNumber] = useState('');
  const run = async (): Promise<void> => {
    const problems: FieldProblem[] = [];
    const minor = parseMoney(amount, currency);
    const receivedAt = instantOf(day);
    if (minor === undefined || minor < 1)
      problems.push({ field: 'amount_minor', message: `must be an amount in ${currency}, such as 19.90` });
    if (receivedAt === undefined) problems.push({ field: 'received_at', message: 'must be a day' });
    if (reason.trim() === '') problems.push({ field: 'reason_code', message: 'must be given' });
    if (problems.length > 0 || minor === undefined || receivedAt === undefined) throw inputError(problems);
    await api.recordChargeback({
      path: { id: order.order_id },
      body: {
        received_at: receivedAt,
        reason_code: reason.trim(),
        amount_minor: minor,
        currency,
        ...(number.trim() === '' ? {} : { chargeback_id: number.trim() }),
      },
    });
  };
  return (
    <EditForm submitLabel="Record the chargeback" run={run} done="The chargeback is recorded" onDone={onClose} onCancel={onClose}>
      {(messageOf) => (
        <>
          <Text size="sm">
            The models learn from it where its code says that the owner of the card did not order. No money is moved by this.
          </Text>
          <TextInput
            label="Code of the reason"
            description="As the network names it, such as 10.4 or 4837"
            required
            maxLength={40}
            autoComplete="off"
            value={reason}
            error={messageOf('reason_code', 'body.reason_code')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <TextInput
            label={`Amount in ${currency}`}
            required
            inputMode="decimal"
            autoComplete="off"
            value={amount}
            error={messageOf('amount_minor', 'body.amount_minor')}
            onChange={(event) => setAmount(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label="Received"
            required
            value={day}
            error={messageOf('received_at', 'body.received_at')}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <TextInput
            label="The bank's number"
            description="Sent twice under one number, it counts once"
            maxLength={80}
            autoComplete="off"
            value={number}
            error={messageOf('chargeback_id', 'body.chargeback_id')}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
        </>
      )}
    </EditForm>
  );
};
