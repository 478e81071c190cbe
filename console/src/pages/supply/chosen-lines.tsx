import { Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import type { MessageOf } from '../../shared/field-message.ts';
import { Sku } from '../../shared/sku.tsx';

/** An article of a document that is being made; what is typed is text until it is sent. */
export type ChosenLine = { readonly sku: string; readonly quantity: string; readonly day: string };

type ChosenLinesProps = {
  readonly lines: readonly ChosenLine[];
  readonly onChange: (lines: readonly ChosenLine[]) => void;
  readonly messageOf: MessageOf;
  /** Whether each line has a day of its own. */
  readonly hasDays?: boolean;
};

/** The articles of a document, each with its units. */
export const ChosenLines = ({ lines, onChange, messageOf, hasDays = false }: ChosenLinesProps) => {
  const set = (sku: string, change: Partial<ChosenLine>): void =>
    onChange(lines.map((line) => (line.sku === sku ? { ...line, ...change } : line)));
  if (lines.length === 0)
    return (
      <Text size="sm" {...(messageOf('lines', 'body.lines') === undefined ? { className: 'muted' } : { c: 'red', role: 'alert' })}>
        No articles yet. Find them above, by SKU or barcode.
      </Text>
    );
  return (
    <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }} aria-label="Articles">
      {lines.map(({ sku, quantity, day }, index) => (
        <Paper key={sku} withBorder p="sm" component="li">
          <Group gap="sm" align="flex-end">
            <div style={{ flex: '1 1 8rem', minWidth: 0 }}>
              <Sku of={sku} />
            </div>
            <TextInput
              w={110}
              label="Units"
              aria-label={`Units: ${sku}`}
              inputMode="numeric"
              autoComplete="off"
              value={quantity}
              error={messageOf(`lines.${index}.quantity`, `body.lines.${index}.quantity`, `body.lines.${index}.sku`)}
              onChange={(event) => set(sku, { quantity: event.currentTarget.value })}
            />
            {hasDays && (
              <TextInput
                type="date"
                label="Expected"
                aria-label={`Expected: ${sku}`}
                value={day}
                error={messageOf(`body.lines.${index}.expected_at`)}
                onChange={(event) => set(sku, { day: event.currentTarget.value })}
              />
            )}
            <Button variant="subtle" aria-label={`Remove ${sku}`} onClick={() => onChange(lines.filter((line) => line.sku !== sku))}>
              Remove
            </Button>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
};
