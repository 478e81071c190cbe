import { ActionIcon, Button, Card, Group, Stack, Text, TextInput } from '@mantine/core';
import { type Drafting, type DraftLine, unitsIn } from './draft.ts';

type ArticleLinesProps = {
  readonly drafting: Drafting;
  /** What the number of a line is, such as `Received`. */
  readonly quantityLabel: string;
  /** Fewest units of a line. */
  readonly least: number;
  readonly problemOf: (index: number) => string | undefined;
};

const LineCard = ({
  drafting,
  quantityLabel,
  least,
  line,
  problem,
}: ArticleLinesProps & { readonly line: DraftLine; readonly problem: string | undefined }) => {
  const units = unitsIn(line) ?? 0;
  const step = (by: 1 | -1): void => drafting.setLine(line.sku, String(Math.max(least, units + by)));
  return (
    <Card withBorder padding="sm" component="li">
      <Text fz={18} fw={650} className="break">
        {line.title}
      </Text>
      <Text className="muted mono break">{line.sku}</Text>
      <Group gap="xs" mt="xs" align="flex-end">
        <ActionIcon variant="default" size={44} fz="xl" aria-label={`− ${line.title}`} disabled={units <= least} onClick={() => step(-1)}>
          −
        </ActionIcon>
        <TextInput
          size="md"
          w={84}
          label={quantityLabel}
          aria-label={`${quantityLabel}: ${line.title}`}
          inputMode="numeric"
          autoComplete="off"
          value={line.quantity}
          error={problem !== undefined}
          onChange={(event) => drafting.setLine(line.sku, event.currentTarget.value)}
        />
        <ActionIcon variant="default" size={44} fz="xl" aria-label={`+ ${line.title}`} onClick={() => step(1)}>
          +
        </ActionIcon>
        <Button size="md" variant="subtle" aria-label={`Remove ${line.title}`} onClick={() => drafting.remove(line.sku)}>
          Remove
        </Button>
      </Group>
      {problem !== undefined && (
        <Text size="sm" c="red" role="alert" mt={4}>
          {problem}
        </Text>
      )}
    </Card>
  );
};

/** What has been collected so far, the latest first. */
export const ArticleLines = (props: ArticleLinesProps) => (
  <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }} aria-label="Articles">
    {props.drafting.draft.lines.map((line, index) => (
      <LineCard key={line.sku} {...props} line={line} problem={props.problemOf(index)} />
    ))}
  </Stack>
);
