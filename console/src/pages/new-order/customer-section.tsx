import { SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { CountryChoice } from '../../shared/choices.tsx';
import { Section } from '../../shared/section.tsx';
import type { Draft } from './draft.ts';
import { type PartProps, typed } from './form-parts.ts';
import { isShipped } from './order-of-draft.ts';

/** Who orders. */
export const CustomerSection = ({ draft, change, messageOf }: PartProps) => {
  const customer = (field: keyof Draft['customer']) => ({
    value: draft.customer[field],
    error: messageOf(`customer.${field}`),
    // A browser that offered the addresses of earlier customers would show them to whoever sits there next.
    autoComplete: 'off',
    onChange: typed((value) => change((before) => ({ ...before, customer: { ...before.customer, [field]: value } }))),
  });
  return (
    <Section title="Customer">
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs">
        <TextInput label="Name" {...customer('name')} />
        <TextInput label="E-mail" type="email" inputMode="email" {...customer('email')} />
        <TextInput label="Phone" type="tel" inputMode="tel" {...customer('phone')} />
      </SimpleGrid>
    </Section>
  );
};

/** Where a carrier brings it. */
export const AddressSection = ({ draft, change, messageOf }: PartProps) => {
  const needed = isShipped(draft);
  const address = (field: keyof Draft['address'], wireField: string) => ({
    value: draft.address[field],
    error: messageOf(`shipping_address.${wireField}`),
    autoComplete: 'off',
    onChange: typed((value) => change((before) => ({ ...before, address: { ...before.address, [field]: value } }))),
  });
  return (
    <Section title="Where it goes">
      <Stack gap="xs">
        {!needed && (
          <Text size="sm" className="muted">
            Nothing of the order is shipped, so an address is not needed.
          </Text>
        )}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
          <TextInput label="Recipient" description="Left empty: the customer's name" {...address('name', 'name')} />
          <CountryChoice
            label="Country"
            description={'\u00A0'}
            required={needed}
            value={draft.address.country}
            error={messageOf('shipping_address.country')}
            autoComplete="off"
            onChange={(country) => change((before) => ({ ...before, address: { ...before.address, country } }))}
          />
          <TextInput label="Street and number" required={needed} {...address('line1', 'line1')} />
          <TextInput label="Further line" {...address('line2', 'line2')} />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs">
          <TextInput label="Postal code" {...address('postalCode', 'postal_code')} />
          <TextInput label="City" required={needed} {...address('city', 'city')} />
          <TextInput label="State or province" {...address('region', 'region')} />
        </SimpleGrid>
      </Stack>
    </Section>
  );
};
