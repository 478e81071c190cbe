import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../session/session.tsx';
import { CurrencyChoice } from '../../shared/choices.tsx';
import { Section } from '../../shared/section.tsx';
import { isBlank, newLine } from './draft.ts';
import type { PartProps } from './form-parts.ts';
import { LineCard } from './line-card.tsx';

const suggestedMax = 200;

/** What is ordered. */
export const LinesSection = ({ draft, change, messageOf }: PartProps) => {
  const { api, may } = useSession();
  const products = useQuery({
    queryKey: ['product-suggestions'],
    queryFn: () => api.listProducts({ query: { limit: suggestedMax } }),
    enabled: may('catalog:read'),
    staleTime: 60_000,
  });
  // Blank lines are not sent, so the API counts without them.
  const sent = draft.lines.filter((line) => !isBlank(line));
  return (
    <Section title="Articles">
      <Stack gap="sm">
        <Group align="flex-end" gap="md">
          <CurrencyChoice
            label="Currency"
            required
            none="Choose"
            w={130}
            value={draft.currency}
            error={messageOf('currency')}
            onChange={(currency) => change((before) => ({ ...before, currency }))}
          />
          <Switch
            label="Prices contain the tax"
            checked={draft.taxesIncluded}
            mb={8}
            onChange={(event) => {
              const taxesIncluded = event.currentTarget.checked;
              change((before) => ({ ...before, taxesIncluded }));
            }}
          />
        </Group>
        {draft.lines.map((line, index) => (
          <LineCard
            key={line.id}
            draft={draft}
            line={line}
            number={index + 1}
            change={change}
            messageOf={(...fields) => messageOf(...fields.map((field) => `line_items.${sent.indexOf(line)}.${field}`))}
            suggestions={products.data?.items ?? []}
          />
        ))}
        {messageOf('line_items') && (
          <Text size="sm" c="var(--mantine-color-error)">
            The order {messageOf('line_items')}.
          </Text>
        )}
        <Group justify="space-between">
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => change((before) => ({ ...before, lines: [...before.lines, newLine()] }))}
          >
            Add a line
          </Button>
          {products.data?.cursor !== undefined && (
            <Text size="xs" className="muted">
              Some of the products are suggested; every SKU of the catalog can be typed.
            </Text>
          )}
        </Group>
      </Stack>
    </Section>
  );
};
