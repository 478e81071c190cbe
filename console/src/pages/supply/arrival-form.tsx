import { Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { documentNumber } from '../../shared/document-number.ts';
import { EditForm } from '../../shared/edit-form.tsx';
import { type FieldProblem, inputError, type MessageOf } from '../../shared/field-message.ts';
import { Sku } from '../../shared/sku.tsx';
import { unitsText } from '../stock/units.tsx';
import { takeUnits } from './typed-units.ts';

/** A line of which goods may arrive. */
type DueLine = { readonly id: string; readonly sku: string; readonly expected: number };
type Arrived = { readonly id: string; readonly received: number; readonly damaged: number };

type Typed = { readonly received: string; readonly damaged: string };
const nothing: Typed = { received: '', damaged: '' };

type ArrivalFormProps = {
  readonly lines: readonly DueLine[];
  /** What becomes of units that have not come. */
  readonly about: string;
  /** Sends what has arrived; `lines` holds only those of which anything has. */
  readonly send: (receiptId: string, lines: readonly Arrived[], reason: string) => Promise<unknown>;
  readonly onClose: () => void;
};

type LineProps = {
  readonly line: DueLine;
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
  readonly messageOf: MessageOf;
  /** Place among the lines that were sent; absent while the line is not. */
  readonly place: number | undefined;
};

const Line = ({ line, typed, onChange, messageOf, place }: LineProps) => {
  const at = place === undefined ? [] : [`body.lines.${place}`, `lines.${place}`];
  const named = (name: string): readonly string[] => [`${line.id}.${name}`, ...at.map((field) => `${field}.${name}`)];
  return (
    <Paper withBorder p="sm" component="li">
      <Text size="sm">
        <Sku of={line.sku} /> · {unitsText(line.expected)} expected
      </Text>
      <Group gap="xs" mt={4} align="flex-start">
        {(['received', 'damaged'] as const).map((name) => (
          <TextInput
            key={name}
            w={130}
            label={name === 'received' ? 'Fit for sale' : 'Damaged'}
            aria-label={`${name === 'received' ? 'Fit for sale' : 'Damaged'}: ${line.sku}`}
            inputMode="numeric"
            autoComplete="off"
            placeholder="0"
            value={typed[name]}
            error={messageOf(...named(name))}
            onChange={(event) => onChange({ ...typed, [name]: event.currentTarget.value })}
          />
        ))}
      </Group>
    </Paper>
  );
};

/** What has arrived of a document, line by line: fit for sale, and damaged. */
export const ArrivalForm = ({ lines, about, send, onClose }: ArrivalFormProps) => {
  const [receiptId] = useState(() => documentNumber('R'));
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({});
  const [reason, setReason] = useState('');
  const isTyped = ({ received, damaged }: Typed): boolean => [received, damaged].some((text) => text.trim() !== '' && text.trim() !== '0');
  const sent = lines.filter(({ id }) => isTyped(typed[id] ?? nothing));
  const run = async (): Promise<void> => {
    const problems: FieldProblem[] = [];
    const arrived = sent.map(({ id }): Arrived => {
      const { received, damaged } = typed[id] ?? nothing;
      return {
        id,
        received: takeUnits(received, 0, `${id}.received`, problems),
        damaged: takeUnits(damaged, 0, `${id}.damaged`, problems),
      };
    });
    if (sent.length === 0) problems.push({ field: `${lines[0]?.id ?? ''}.received`, message: 'must be given, of one line at least' });
    if (problems.length > 0) throw inputError(problems);
    await send(receiptId, arrived, reason.trim());
  };
  const everything = (): void =>
    setTyped(Object.fromEntries(lines.map(({ id, expected }) => [id, { received: String(expected), damaged: '' }])));
  return (
    <EditForm submitLabel="Receive" run={run} done="The goods are on the book of the location" onDone={onClose} onCancel={onClose}>
      {(messageOf) => (
        <>
          <Text size="sm">
            What is fit for sale goes on the shelf, and orders that wait for it go on by themselves. Damaged units are kept apart. {about}
          </Text>
          <Group>
            <Button variant="default" size="compact-sm" onClick={everything}>
              Everything has arrived
            </Button>
          </Group>
          <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {lines.map((line) => (
              <Line
                key={line.id}
                line={line}
                typed={typed[line.id] ?? nothing}
                onChange={(next) => setTyped((before) => ({ ...before, [line.id]: next }))}
                messageOf={messageOf}
                place={sent.indexOf(line) < 0 ? undefined : sent.indexOf(line)}
              />
            ))}
          </Stack>
          <TextInput
            label="Reason or delivery note"
            description="Kept with the receipt, such as why units are damaged"
            maxLength={500}
            autoComplete="off"
            value={reason}
            error={messageOf('body.reason', 'reason')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Text size="xs" className="muted">
            Receipt <span className="mono">{receiptId}</span>. Sent twice, it counts once.
          </Text>
        </>
      )}
    </EditForm>
  );
};
