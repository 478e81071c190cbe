import { Alert, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { Choice } from '../../shared/choices.tsx';
import { Section } from '../../shared/section.tsx';
import { type Draft, type PaymentKind, paymentKinds, type PaymentStatus, paymentStatuses } from './draft.ts';
import { type PartProps, typed } from './form-parts.ts';

const optionsOf = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }));

const Terms = ({ draft, change, messageOf }: PartProps) => {
  const field = (name: keyof Draft['purchase'], wireField: string) => ({
    value: draft.purchase[name],
    error: messageOf(`purchase.${wireField}`),
    autoComplete: 'off',
    onChange: typed((value) => change((before) => ({ ...before, purchase: { ...before.purchase, [name]: value } }))),
  });
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs">
      <TextInput label="Company" {...field('company', 'company')} />
      <TextInput label="Buyer's order number" {...field('orderNumber', 'order_number')} />
      <TextInput
        label="Due, days after the invoice"
        description="With it, terms are agreed on and credit is checked: the order goes on"
        inputMode="numeric"
        {...field('netDays', 'net_days')}
      />
    </SimpleGrid>
  );
};

/** How it is paid. Money is taken elsewhere; here stands what became of it. */
export const PaymentSection = ({ draft, change, messageOf }: PartProps) => {
  const { payment } = draft;
  const set = (part: Partial<Draft['payment']>): void => change((before) => ({ ...before, payment: { ...before.payment, ...part } }));
  return (
    <Section title="Payment">
      <Stack gap="xs">
        <Alert color="orange" variant="light" title="No card numbers">
          Take the money at your payment provider, and enter the reference that it gives you. A card number is refused in every field of
          this page.
        </Alert>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
          <Choice
            label="Way to pay"
            value={payment.kind}
            error={messageOf('payment_method.kind')}
            options={optionsOf(paymentKinds)}
            onChange={(kind) => set({ kind: kind as PaymentKind, ...(kind === 'invoice' ? { status: 'pending' } : {}) })}
          />
          <Choice
            label="State of the payment"
            value={payment.status}
            error={messageOf('payment_method.status')}
            options={optionsOf(paymentStatuses)}
            onChange={(status) => set({ status: status as PaymentStatus })}
          />
          <TextInput
            label="Provider"
            description="Such as the name of the payment service"
            autoComplete="off"
            value={payment.provider}
            error={messageOf('payment_method.provider')}
            onChange={typed((provider) => set({ provider }))}
          />
          <TextInput
            label="The provider's reference"
            description="Of this payment; never a card number"
            autoComplete="off"
            value={payment.reference}
            error={messageOf('payment_method.reference')}
            onChange={typed((reference) => set({ reference }))}
          />
        </SimpleGrid>
        {payment.kind === 'invoice' && <Terms draft={draft} change={change} messageOf={messageOf} />}
      </Stack>
    </Section>
  );
};
