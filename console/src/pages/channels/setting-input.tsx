import { Checkbox, Group, SimpleGrid, Switch, Textarea, TextInput } from '@mantine/core';
import { Choice } from '../../shared/choices.tsx';
import type { MessageOf } from '../../shared/field-message.ts';
import { noneChosen, textOf, ticked, type Typed } from './account-draft.ts';
import type { SettingField } from './channel-kinds.ts';

type SettingInputProps = {
  readonly field: SettingField;
  readonly value: Typed;
  readonly onChange: (value: Typed) => void;
  readonly messageOf: MessageOf;
};

const choicesOf = (field: Extract<SettingField, { readonly kind: 'choice' }>, value: string) => {
  const known = field.options.map((option) => ({ value: option.value ?? noneChosen, label: option.label }));
  // One that was given on the command line stays one that can be kept.
  return known.some((option) => option.value === value) ? known : [...known, { value, label: value }];
};

/** The field for one setting of a channel. */
export const SettingInput = ({ field, value, onChange, messageOf }: SettingInputProps) => {
  const { name, label, help } = field;
  const error = messageOf(`settings.${name}`, name);
  const about = { label, error, ...(help === '' ? {} : { description: help }) };
  const text = {
    ...about,
    value: textOf(value),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => onChange(event.currentTarget.value),
  };
  switch (field.kind) {
    case 'text':
      return (
        <TextInput {...text} required={field.isRequired ?? false} placeholder={field.placeholder} autoComplete="off" spellCheck={false} />
      );
    case 'number':
      return <TextInput {...text} placeholder={field.placeholder} inputMode="decimal" autoComplete="off" />;
    case 'choice':
      return <Choice {...about} value={textOf(value)} options={choicesOf(field, textOf(value))} onChange={onChange} />;
    case 'switch':
      return <Switch {...about} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
    case 'checks':
      return (
        <Checkbox.Group {...about} value={ticked(value)} onChange={onChange}>
          <Group mt={4}>
            {field.options.map((option) => (
              <Checkbox key={option} value={option} label={option} />
            ))}
          </Group>
        </Checkbox.Group>
      );
    case 'list':
      return (
        <Textarea {...text} required={field.isRequired ?? false} placeholder={field.placeholder} autosize minRows={1} spellCheck={false} />
      );
    case 'pairs':
      return <Textarea {...text} placeholder={field.placeholder} autosize minRows={1} spellCheck={false} />;
    case 'part': {
      const parts = value as Readonly<Record<string, string>>;
      return (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" role="group" aria-label={label}>
          {field.parts.map((part, index) => (
            <TextInput
              key={part.name}
              label={`${label}: ${part.label}`}
              description={index === 0 ? help : '\u00A0'}
              value={parts[part.name] ?? ''}
              error={messageOf(`settings.${name}.${part.name}`, `${name}.${part.name}`, `settings.${name}`)}
              autoComplete="off"
              onChange={(event) => onChange({ ...parts, [part.name]: event.currentTarget.value })}
            />
          ))}
        </SimpleGrid>
      );
    }
  }
};
