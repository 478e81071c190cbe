import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import type { FieldProblem, MessageOf } from '../../shared/field-message.ts';

/** A line as it is typed. */
export type TypedLine = { readonly id: string; readonly sku: string; readonly quantity: string };

export const emptyLine = (): TypedLine => ({ id: crypto.randomUUID(), sku: '', quantity: '1' });

/** Lines as the API has them. @param problems gets what cannot be read, by field */
export const linesOf = (typed: readonly TypedLine[], problems: FieldProblem[]): { readonly sku: string; readonly quantity: number }[] =>
  typed.map(({ sku, quantity }, index) => {
    if (sku.trim() === '') problems.push({ field: `lines.${index}.sku`, message: 'must be given' });
    if (!/^\s*[1-9]\d{0,6}\s*$/.test(quantity))
      problems.push({ field: `lines.${index}.quantity`, message: 'must be a whole number from 1' });
    return { sku: sku.trim(), quantity: Number(quantity) };
  });

type LineFieldsProps = {
  readonly lines: readonly TypedLine[];
  readonly onChange: (lines: readonly TypedLine[]) => void;
  readonly messageOf: MessageOf;
};

const LineRow = ({ lines, onChange, messageOf, index }: LineFieldsProps & { readonly index: number }) => {
  const line = lines[index];
  if (!line) return null;
  const set = (change: Partial<TypedLine>): void => onChange(lines.map((one) => (one.id === line.id ? { ...one, ...change } : one)));
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <TextInput
        aria-label={`Line ${index + 1}: SKU`}
        placeholder="SKU"
        autoComplete="off"
        spellCheck={false}
        style={{ flex: '1 1 auto' }}
        value={line.sku}
        error={messageOf(`lines.${index}.sku`)}
        onChange={(event) => set({ sku: event.currentTarget.value })}
      />
      <TextInput
        aria-label={`Line ${index + 1}: units`}
        inputMode="numeric"
        w={80}
        style={{ flex: 'none' }}
        value={line.quantity}
        error={messageOf(`lines.${index}.quantity`)}
        onChange={(event) => set({ quantity: event.currentTarget.value })}
      />
      <ActionIcon
        variant="default"
        size={36}
        aria-label={`Remove line ${index + 1}`}
        disabled={lines.length === 1}
        onClick={() => onChange(lines.filter((one) => one.id !== line.id))}
      >
        ×
      </ActionIcon>
    </Group>
  );
};

/** Articles and how many of each, for an order that nobody has placed. */
export const LineFields = (props: LineFieldsProps) => (
  <>
    {props.lines.map(({ id }, index) => (
      <LineRow key={id} {...props} index={index} />
    ))}
    <Group>
      <Button size="compact-sm" variant="default" onClick={() => props.onChange([...props.lines, emptyLine()])}>
        Add a line
      </Button>
    </Group>
  </>
);
