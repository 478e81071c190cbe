import { ActionIcon, Button, Group, Input, NativeSelect, Paper, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { DialogButton } from '../../shared/dialog-button.tsx';
import type { MessageOf } from '../../shared/field-message.ts';
import { fieldsOfCell, newRow, type TableColumn, type TableField, type TableRow } from './form.ts';
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

/** What stands in the first row of a table: of each choice the first option, as it is shown. */
const firstCells = ({ columns }: TableField): TableRow['cells'] =>
  Object.fromEntries(columns.flatMap(({ key, options }) => (options?.[0] ? [[key, options[0].value]] : [])));

/** Columns that stand beside each other; a row with more takes several lines, and each cell says what it is. */
const columnsOfLine = 6;

type CellProps = {
  readonly column: TableColumn;
  readonly isLabelled: boolean;
  readonly name: string;
  readonly width: string;
  readonly text: string;
  readonly error: ReturnType<MessageOf>;
  readonly onChange: (text: string) => void;
};

const Cell = ({ column: { label, kind, options, optional }, isLabelled, name, width, text, error, onChange }: CellProps) => {
  const shared = { size: 'xs', label: isLabelled ? label : undefined, 'aria-label': name, style: { flex: `1 1 ${width}` }, error } as const;
  return kind === 'choice' ? (
    <NativeSelect {...shared} value={text} data={[...(options ?? [])]} onChange={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <TextInput
      {...shared}
      placeholder={isLabelled && optional ? 'may be empty' : label}
      inputMode={kind === 'number' ? 'decimal' : 'text'}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
};

const Row = ({ field, rows, index, onChange, messageOf }: RowsProps & { readonly index: number }) => {
  const row = rows[index];
  if (!row) return null;
  const setCell = (key: string, text: string): void =>
    onChange(rows.map((one) => (one.id === row.id ? { ...one, cells: { ...one.cells, [key]: text } } : one)));
  const isLong = field.columns.length > columnsOfLine;
  const isLabelled = index === 0 || isLong;
  const cells = (
    <Group gap="xs" align="flex-start" wrap="nowrap" role="group" aria-label={`${field.label}: ${field.rowName} ${index + 1}`}>
      <Group gap="xs" align="flex-end" style={{ flex: '1 1 auto' }}>
        {field.columns.map((column) => (
          <Cell
            key={column.key}
            column={column}
            isLabelled={isLabelled}
            name={`${column.label}, ${field.rowName} ${index + 1}`}
            width={isLong ? '9rem' : '5rem'}
            text={row.cells[column.key] ?? ''}
            error={messageOf(...fieldsOfCell(field, rows, index, column.key))}
            onChange={(text) => setCell(column.key, text)}
          />
        ))}
      </Group>
      <ActionIcon
        variant="default"
        size={30}
        mt={isLabelled ? 20 : 0}
        style={{ flex: 'none' }}
        aria-label={`Remove ${field.rowName} ${index + 1}`}
        onClick={() => onChange(rows.filter((one) => one.id !== row.id))}
      >
        ×
      </ActionIcon>
    </Group>
  );
  // Rows that take several lines would run into each other.
  return isLong ? (
    <Paper withBorder p="xs">
      {cells}
    </Paper>
  ) : (
    cells
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
        <Button size="compact-sm" variant="default" onClick={() => onChange([...rows, newRow(rows.at(-1)?.cells ?? firstCells(field))])}>
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
