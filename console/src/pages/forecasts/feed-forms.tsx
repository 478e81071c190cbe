import { SimpleGrid, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import type { Api } from '../../shared/api.ts';
import { Choice } from '../../shared/choices.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { type FieldProblem, inputError } from '../../shared/field-message.ts';
import type { FeedKind } from '../../shared/types.ts';
import { rowsOfCsv } from '../policies/pasted.ts';
import { type FeedCells, type FeedField, feedKinds, rowOfCells } from './feed-kinds.ts';

const rowsMax = 500;

type Body = Parameters<Api['putForecastFeed']>[0]['body'];

const rowsOf = (kind: FeedKind, cells: readonly FeedCells[], source: string): Body => {
  const problems: FieldProblem[] = [];
  if (source.trim() === '') problems.push({ field: 'source', message: 'must be given' });
  const rows = cells.map((row, index) => rowOfCells(kind, row, index, problems));
  if (problems.length > 0) throw inputError(problems);
  return { source: source.trim(), rows: rows as Body['rows'] };
};

type FormProps = { readonly kind: FeedKind; readonly onClose: () => void };

const SourceField = ({
  value,
  error,
  onChange,
}: {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}) => (
  <TextInput
    label="Source"
    description="Where it comes from, such as the name of a system"
    required
    maxLength={200}
    autoComplete="off"
    value={value}
    error={error}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

const inputTypes: Readonly<Record<string, string>> = { day: 'date', month: 'month' };

type FieldProps = {
  readonly field: FeedField;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
};

const Field = ({ field, value, error, onChange }: FieldProps) =>
  field.type === 'basis' ? (
    <Choice
      label={field.label}
      value={value === '' ? 'actual' : value}
      error={error}
      options={[
        { value: 'actual', label: 'It was so' },
        { value: 'forecast', label: 'It is foretold' },
      ]}
      onChange={onChange}
    />
  ) : (
    <TextInput
      type={inputTypes[field.type] ?? 'text'}
      {...(field.type === 'number' || field.type === 'money' ? { inputMode: 'decimal' as const } : {})}
      label={field.label}
      {...(field.about === undefined ? {} : { description: field.about })}
      required={field.optional !== true}
      autoComplete="off"
      maxLength={128}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );

/** One row of a feed. */
export const AddFeedRow = ({ kind, onClose }: FormProps) => {
  const api = useApi();
  const [cells, setCells] = useState<FeedCells>({});
  const [source, setSource] = useState('console');
  const run = async (): Promise<void> => {
    await api.putForecastFeed({ path: { kind }, body: rowsOf(kind, [cells], source) });
  };
  return (
    <EditForm
      submitLabel="Add"
      run={run}
      done="It is told; forecasts follow with the next pass of the day"
      onDone={onClose}
      onCancel={onClose}
    >
      {(messageOf) => (
        <>
          <Text size="sm">{feedKinds[kind].about} A row of the same name replaces the one before.</Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {feedKinds[kind].fields.map((field) => (
              <Field
                key={field.name}
                field={field}
                value={cells[field.name] ?? ''}
                error={messageOf(`rows.0.${field.name}`, `body.rows.0.${field.name}`)}
                onChange={(value) => setCells((before) => ({ ...before, [field.name]: value }))}
              />
            ))}
          </SimpleGrid>
          <SourceField value={source} error={messageOf('source', 'body.source')} onChange={setSource} />
        </>
      )}
    </EditForm>
  );
};

/** Many rows from a spreadsheet or a file. */
export const ImportFeed = ({ kind, onClose }: FormProps) => {
  const api = useApi();
  const [text, setText] = useState('');
  const [source, setSource] = useState('spreadsheet');
  const names = feedKinds[kind].fields.map(({ name }) => name);
  const read = rowsOfCsv(text, names);
  const problemsShown = 5;
  const run = async (): Promise<void> => {
    if (read.length === 0) throw inputError([{ field: 'rows', message: 'must have at least one row' }]);
    if (read.length > rowsMax)
      throw inputError([{ field: 'rows', message: `must have at most ${rowsMax} rows; the command line takes files of any length` }]);
    await api.putForecastFeed({ path: { kind }, body: rowsOf(kind, read, source) });
  };
  return (
    <EditForm
      submitLabel={`Add ${read.length} ${read.length === 1 ? 'row' : 'rows'}`}
      run={run}
      done="They are told; forecasts follow with the next pass of the day"
      onDone={onClose}
      onCancel={onClose}
    >
      {(messageOf) => {
        const wrong = read
          .flatMap((_, index) =>
            names.flatMap((name) => {
              const message = messageOf(`rows.${index}.${name}`, `body.rows.${index}.${name}`);
              return message === undefined ? [] : [`row ${index + 1}, ${name}: ${message}`];
            }),
          )
          .slice(0, problemsShown);
        const error = [...wrong, ...[messageOf('rows', 'body.rows')].filter((one) => one !== undefined)].join('; ');
        return (
          <>
            <Textarea
              label="Rows"
              description={`From a spreadsheet or a CSV file, with the columns ${names.join(', ')}; in this order, or named in the first row. Amounts are in major units.`}
              classNames={{ input: 'mono' }}
              autosize
              minRows={6}
              maxRows={16}
              spellCheck={false}
              value={text}
              error={error === '' ? undefined : error}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <SourceField value={source} error={messageOf('source', 'body.source')} onChange={setSource} />
          </>
        );
      }}
    </EditForm>
  );
};
