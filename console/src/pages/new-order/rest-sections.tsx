import { SimpleGrid, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { Section } from '../../shared/section.tsx';
import type { Draft } from './draft.ts';
import { type PartProps, typed } from './form-parts.ts';

/** What the customer pays for the parcel. */
export const ShippingSection = ({ draft, change, messageOf }: PartProps) => {
  const field = (name: keyof Draft['shipping']) => ({
    value: draft.shipping[name],
    error: messageOf(`shipping_lines.0.${name}`),
    autoComplete: 'off',
    onChange: typed((value) => change((before) => ({ ...before, shipping: { ...before.shipping, [name]: value } }))),
  });
  return (
    <Section title="Shipping">
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs">
        <TextInput label="Name" description="Such as Standard" {...field('title')} />
        <TextInput label="Price" description="Left empty: free" inputMode="decimal" {...field('price')} />
        <TextInput label="Tax on it" description={'\u00A0'} inputMode="decimal" {...field('tax')} />
      </SimpleGrid>
    </Section>
  );
};

/** What people call the order, and what they should know of it. */
export const NoteSection = ({ draft, change, messageOf }: PartProps) => (
  <Section title="Name and note">
    <Stack gap="xs">
      <TextInput
        label="Name of the order"
        description={`How people call it, such as the number on a form. Left empty: ${draft.key}`}
        autoComplete="off"
        maxLength={200}
        value={draft.reference}
        error={messageOf('channel_order_name')}
        onChange={typed((reference) => change((before) => ({ ...before, reference })))}
      />
      <Textarea
        label="Note"
        description="For colleagues; it is kept with the personal data of the order"
        autosize
        minRows={2}
        maxLength={2_000}
        value={draft.note}
        error={messageOf('note')}
        onChange={typed((note) => change((before) => ({ ...before, note })))}
      />
      <Switch
        label="A test: nothing is really sold"
        checked={draft.isTest}
        onChange={(event) => {
          const isTest = event.currentTarget.checked;
          change((before) => ({ ...before, isTest }));
        }}
      />
    </Stack>
  </Section>
);
