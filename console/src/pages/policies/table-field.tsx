import { ActionIcon, Button, Group, Input, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { DialogButton } from '../../shared/dialog-button.tsx';
import type { MessageOf } from '../../shared/field-message.ts';
import { fieldsOfCell, newRow, type TableField, type TableRow } from './form.ts';
import { rowsOfCsv } from './pasted.ts';

type RowsProps = {
  readonly field: TableField;
  readonly rows: readonly TableRow[];
  readonly onChange: (rows: readonly TableRow[]) => void;
  readonly messageOf: MessageOf;
};

const Paste = ({ field, onPasted }: { readonly field: TableField; readonly onPasted: (rows: readonly TableRow[]) => void }) => {
  const [text, setText] = useState('');
  const names = field.columns.map(({ key }) => key);
  const read = rowsOfCsv(text, names);
  return (
    <Stack>
      <Textarea
        label="Rows"
        description={`From a spreadsheet or a CSV file, with the columns ${names.join(', ')}; in this order, or named in the first row`}
        classNames={{ input: 'mono' }}
        autosize
        minRows={6}
        maxRows={16}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="space-between">
        <Text size="sm" role="status">
          {read.length} {read.length === 1 ? field.rowName : `${field.rowName}s`}
        </Text>
        <Button disabled={read.length === 0} onClick={() => onPasted(read.map((cells) => newRow(cells)))}>
          Replace the table
        </Button>
      </Group>
    </Stack>
  );
};

const Row = ({ field, rows, index, onChange, messageOf }: RowsProps & { readonly index: number }) => {
  const row = rows[index];
  if (!row) return null;
  const setCell = (key: string, text: string): void =>
    onChange(rows.map((one) => (one.id === row.id ? { ...one, cells: { ...one.cells, [key]: text } } : one)));
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap" role="group" aria-label={`${field.label}: ${field.rowName} ${index + 1}`}>
      <Group gap="xs" align="flex-start" style={{ flex: '1 1 auto' }}>
        {field.columns.map(({ key, label, kind, optional }) => (
          <TextInput
            key={key}
            size="xs"
            label={index === 0 ? label : undefined}
            aria-label={`${label}, ${field.rowName} ${index + 1}`}
            placeholder={index === 0 && optional ? 'may be empty' : label}
            inputMode={kind === 'number' ? 'decimal' : 'text'}
            style={{ flex: '1 1 5rem' }}
            value={row.cells[key] ?? ''}
            error={messageOf(...fieldsOfCell(field, rows, index, key))}
            onChange={(event) => setCell(key, event.currentTarget.value)}
          />
        ))}
      </Group>
      <ActionIcon
        variant="default"
        size={30}
        mt={index === 0 ? 20 : 0}
        style={{ flex: 'none' }}
        aria-label={`Remove ${field.rowName} ${index + 1}`}
        onClick={() => onChange(rows.filter((one) => one.id !== row.id))}
      >
        ×
      </ActionIcon>
    </Group>
  );
};

/** Rows that are typed one by one, or pasted. */
export const TableFieldView = (props: RowsProps) => {
  const { field, rows, onChange, messageOf } = props;
  const said = messageOf(field.path);
  return (
    <Stack gap="xs" role="group" aria-label={field.label}>
      <div>
        <Input.Label component="div">{field.label}</Input.Label>
        {field.description !== undefined && <Input.Description>{field.description}</Input.Description>}
        {said !== undefined && <Input.Error role="alert">{said}</Input.Error>}
      </div>
      {rows.length === 0 && (
        <Text size="sm" className="muted">
          {field.empty}
        </Text>
      )}
      {rows.map(({ id }, index) => (
        <Row key={id} {...props} index={index} />
      ))}
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => onChange([...rows, newRow(rows.at(-1)?.cells)])}>
          Add a {field.rowName}
        </Button>
        <DialogButton label="Paste CSV" about={field.label} size="compact-sm">
          {(close) => (
            <Paste
              field={field}
              onPasted={(pasted) => {
                onChange(pasted);
                close();
              }}
            />
          )}
        </DialogButton>
      </Group>
    </Stack>
  );
};
