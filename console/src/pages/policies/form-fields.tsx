import { Checkbox, Group, Input, Slider, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { Choice } from '../../shared/choices.tsx';
import type { MessageOf } from '../../shared/field-message.ts';
import { DurationField } from './duration-field.tsx';
import {
  durationTyped,
  type FormField,
  type FormTyped,
  isOn,
  type NumberField,
  rowsTyped,
  severalTyped,
  switched,
  textTyped,
} from './form.ts';
import { TableFieldView } from './table-field.tsx';

type FormFieldsProps = {
  readonly fields: readonly FormField[];
  readonly typed: FormTyped;
  readonly onChange: (typed: FormTyped) => void;
  /** Of fields by their path in the policy. */
  readonly messageOf: MessageOf;
};
type OneProps<Kind extends FormField['kind']> = Omit<FormFieldsProps, 'fields'> & {
  readonly field: Extract<FormField, { readonly kind: Kind }>;
};

const sliderValue = (text: string): number => Number(text.trim().replace(',', '.')) || 0;

const NumberInputField = ({ field, typed, onChange, messageOf }: OneProps<'number'>) => {
  const { path, label, description, unit, slider, optional }: NumberField = field;
  const text = textTyped(typed, path);
  const set = (value: string): void => onChange({ ...typed, [path]: value });
  return (
    <Group gap="md" align="flex-end" wrap="nowrap">
      <TextInput
        label={label}
        {...(description === undefined || slider ? {} : { description })}
        inputMode="decimal"
        required={!optional}
        w={slider ? 150 : undefined}
        style={{ flex: slider ? 'none' : '1 1 auto' }}
        value={text}
        error={messageOf(path)}
        onChange={(event) => set(event.currentTarget.value)}
        rightSection={unit && <span className="muted">{unit}</span>}
        rightSectionWidth={unit ? 16 + unit.length * 8 : 0}
        rightSectionPointerEvents="none"
      />
      {slider && (
        <Slider
          aria-hidden
          thumbProps={{ tabIndex: -1, 'aria-label': `${label}, as a slider` }}
          min={0}
          max={slider.max}
          step={slider.step}
          label={null}
          mb={14}
          style={{ flex: '1 1 auto' }}
          value={Math.min(sliderValue(text), slider.max)}
          onChange={(value) => set(String(value))}
        />
      )}
    </Group>
  );
};

const SeveralField = ({ field: { path, label, description, options }, typed, onChange, messageOf }: OneProps<'several'>) => (
  <Checkbox.Group
    label={label}
    {...(description === undefined ? {} : { description })}
    value={[...severalTyped(typed, path)]}
    error={messageOf(path)}
    onChange={(chosen) => onChange({ ...typed, [path]: chosen })}
  >
    <Group mt={6}>
      {options.map((option) => (
        <Checkbox key={option.value} value={option.value} label={option.label} />
      ))}
    </Group>
  </Checkbox.Group>
);

const OptionalFields = ({ field, ...props }: OneProps<'optional'>) => {
  const { typed, onChange, messageOf } = props;
  const on = isOn(typed, field.path);
  const said = messageOf(field.path);
  return (
    <Stack gap="xs" role="group" aria-label={field.label}>
      <Switch
        label={field.label}
        {...(field.description === undefined ? {} : { description: field.description })}
        checked={on}
        onChange={(event) => onChange(switched(typed, field.path, event.currentTarget.checked))}
      />
      {said !== undefined && <Input.Error role="alert">{said}</Input.Error>}
      {on && (
        <Stack gap="xs" pl="md">
          <FormFields {...props} fields={field.fields} />
        </Stack>
      )}
    </Stack>
  );
};

const GroupFields = ({ field, ...props }: OneProps<'group'>) => (
  <Stack gap="xs" role="group" aria-label={field.label}>
    <div>
      <Title order={3} size="h6">
        {field.label}
      </Title>
      {field.description !== undefined && (
        <Text size="sm" className="muted">
          {field.description}
        </Text>
      )}
      {field.path !== undefined && props.messageOf(field.path) !== undefined && (
        <Input.Error role="alert">{props.messageOf(field.path)}</Input.Error>
      )}
    </div>
    <FormFields {...props} fields={field.fields} />
  </Stack>
);

const One = ({ field, ...props }: Omit<FormFieldsProps, 'fields'> & { readonly field: FormField }) => {
  const { typed, onChange, messageOf } = props;
  switch (field.kind) {
    case 'number':
      return <NumberInputField field={field} {...props} />;
    case 'several':
      return <SeveralField field={field} {...props} />;
    case 'optional':
      return <OptionalFields field={field} {...props} />;
    case 'group':
      return <GroupFields field={field} {...props} />;
    case 'table':
      return (
        <TableFieldView
          field={field}
          rows={rowsTyped(typed, field.path)}
          messageOf={messageOf}
          onChange={(rows) => onChange({ ...typed, [field.path]: rows })}
        />
      );
    case 'duration': {
      const { path, label, description } = field;
      return (
        <DurationField
          label={label}
          {...(description === undefined ? {} : { description })}
          value={durationTyped(typed, path)}
          error={messageOf(path)}
          onChange={(value) => onChange({ ...typed, [path]: value })}
        />
      );
    }
    case 'switch':
      return (
        <Switch
          label={field.label}
          {...(field.description === undefined ? {} : { description: field.description })}
          error={messageOf(field.path)}
          checked={typed[field.path] === true}
          onChange={(event) => onChange({ ...typed, [field.path]: event.currentTarget.checked })}
        />
      );
    default:
      return <TextOrChoice field={field} {...props} />;
  }
};

const TextOrChoice = ({ field, typed, onChange, messageOf }: OneProps<'choice' | 'list' | 'text'>) => {
  const { path, label, description } = field;
  const common = { label, ...(description === undefined ? {} : { description }), value: textTyped(typed, path), error: messageOf(path) };
  return field.kind === 'choice' ? (
    <Choice {...common} options={field.options} onChange={(value) => onChange({ ...typed, [path]: value })} />
  ) : (
    <TextInput {...common} onChange={(event) => onChange({ ...typed, [path]: event.currentTarget.value })} />
  );
};

/** Fields of a policy as they are described. */
export const FormFields = ({ fields, ...props }: FormFieldsProps) => (
  <>
    {fields.map((field) => (
      <One key={field.kind === 'group' ? `group ${field.label}` : field.path} field={field} {...props} />
    ))}
  </>
);
