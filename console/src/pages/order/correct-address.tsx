import { Alert, Checkbox, List, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import type { Api } from '../../shared/api.ts';
import { Choice, CountryChoice } from '../../shared/choices.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import type { Order } from '../../shared/types.ts';
import { optionsOf } from '../decisions/decision-words.ts';

type Body = Parameters<Api['correctShippingAddress']>[0]['body'];
type Reason = NonNullable<Body['reason_code']>;
type Field = Exclude<keyof Body['shipping_address'], 'country'>;

const reasons: Readonly<Record<Reason, string>> = {
  'customer-asked': 'The customer said so',
  'typing-error': 'It was mistyped',
  'carrier-asked': 'The carrier asked',
  'parcel-returned': 'A parcel came back',
  other: 'Something else',
};

const fields: readonly { readonly field: Field; readonly label: string }[] = [
  { field: 'name', label: 'Recipient' },
  { field: 'line1', label: 'Street and number' },
  { field: 'line2', label: 'Further line' },
  { field: 'postal_code', label: 'Postal code' },
  { field: 'city', label: 'City' },
  { field: 'region', label: 'State or province' },
  { field: 'phone', label: 'Phone' },
];

type Draft = Readonly<Record<Field, string>>;

const draftOf = (order: Order): Draft => {
  const given = order.shipping_address;
  const text = (field: Field): string => given?.[field] ?? '';
  return {
    name: text('name'),
    line1: text('line1'),
    line2: text('line2'),
    postal_code: text('postal_code'),
    city: text('city'),
    region: text('region'),
    phone: text('phone'),
  };
};

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

const Consequences = () => (
  <Alert color="blue" variant="light" title="What happens">
    <List size="sm">
      <List.Item>The hold for the old address is released, and the order goes on unless another hold stops it.</List.Item>
      <List.Item>Work that nobody has begun is sourced anew where the order goes elsewhere.</List.Item>
      <List.Item>The channel is not told. As long as it has the old address, yours stays.</List.Item>
    </List>
  </Alert>
);

const AddressForm = ({ order, onClose }: { readonly order: Order; readonly onClose: () => void }) => {
  const { api } = useSession();
  const [draft, setDraft] = useState(() => draftOf(order));
  const [country, setCountry] = useState(order.shipping_address?.country ?? '');
  const [reason, setReason] = useState<Reason>('customer-asked');
  const [confirmed, setConfirmed] = useState(false);
  const run = () => {
    const address = Object.fromEntries(fields.map(({ field }) => [field, orNull(draft[field])])) as Record<Field, string | null>;
    return api.correctShippingAddress({
      path: { id: order.order_id },
      body: { shipping_address: { ...address, country }, confirmed, reason_code: reason },
    });
  };
  return (
    <EditForm submitLabel="Correct the address" run={run} done="The address is corrected" onDone={onClose} onCancel={onClose}>
      {(messageOf) => (
        <>
          {order.address_check && !order.address_check.confirmed && (
            <Text size="sm">{order.address_check.findings.map(({ allowed }) => `Needed is ${allowed}.`).join(' ')}</Text>
          )}
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
            {fields.map(({ field, label }) => (
              <TextInput
                key={field}
                label={label}
                value={draft[field]}
                autoComplete="off"
                error={messageOf(`shipping_address.${field}`)}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  setDraft((before) => ({ ...before, [field]: value }));
                }}
              />
            ))}
            <CountryChoice
              label="Country"
              required
              value={country}
              error={messageOf('shipping_address.country')}
              autoComplete="off"
              onChange={setCountry}
            />
          </SimpleGrid>
          <Choice
            label="Because"
            value={reason}
            options={optionsOf(reasons)}
            error={messageOf('reason_code')}
            onChange={(value) => setReason((Object.keys(reasons) as readonly Reason[]).find((one) => one === value) ?? reason)}
          />
          <Checkbox
            label="It is right, although the check doubts it"
            checked={confirmed}
            onChange={(event) => setConfirmed(event.currentTarget.checked)}
          />
          <Consequences />
        </>
      )}
    </EditForm>
  );
};

const over: ReadonlySet<string> = new Set(['cancelled', 'completed', 'returned', 'shipped', 'delivered']);

/** Sends an order to another address, for those who may manage orders and see whom they are for. */
export const CorrectAddress = ({ order }: { readonly order: Order }) => {
  const { may } = useSession();
  const isTooLate = over.has(order.status) || order.fulfillment_orders.some(({ status }) => status === 'packed');
  if (!may('orders:manage') || !may('orders:personal') || !order.shipping_address || order.delivery || isTooLate) return null;
  return (
    <DialogButton label="Correct the address" size="compact-sm">
      {(close) => <AddressForm order={order} onClose={close} />}
    </DialogButton>
  );
};
