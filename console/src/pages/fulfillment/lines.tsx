import { Button, Card, Group, Progress, Stack, Text } from '@mantine/core';
import type { FulfillmentOrder } from '../../shared/types.ts';
import { type Counts, nameOf, wantedOf, type WorkLine } from './counts.ts';
import { ShortPickButton } from './short-pick.tsx';

type LinesProps = {
  readonly work: FulfillmentOrder;
  readonly counts: Counts;
  /** Whether units are counted now, and by whom: nobody once they are packed. */
  readonly counting: boolean;
  /** Counts one unit that has no barcode to scan. */
  readonly onCount: (line: WorkLine) => void;
};

const LineButtons = ({ work, line, counts, onCount }: LinesProps & { readonly line: WorkLine }) => {
  const count = counts.countOf(line);
  const wanted = wantedOf(line);
  return (
    <Group gap="xs" mt="xs">
      {count < wanted && (
        <>
          <Button size="md" variant="default" aria-label={`+1 ${nameOf(line)}`} onClick={() => onCount(line)}>
            +1
          </Button>
          <ShortPickButton label="Missing" work={work} lines={[line]} counts={counts} />
        </>
      )}
      {count > 0 && (
        <Button size="md" variant="subtle" aria-label={`−1 ${nameOf(line)}`} onClick={() => counts.set(line, count - 1)}>
          −1
        </Button>
      )}
    </Group>
  );
};

const LineCard = (props: LinesProps & { readonly line: WorkLine }) => {
  const { line, counts, counting } = props;
  const wanted = wantedOf(line);
  const count = counts.countOf(line);
  const isDone = counting && count === wanted;
  return (
    <Card withBorder padding="sm" component="li" style={isDone ? { borderColor: 'var(--mantine-color-green-filled)' } : {}}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text fz={20} fw={650} lh={1.25} className="break">
            {nameOf(line)}
          </Text>
          <Text className="muted break" component="div">
            <span className="mono">{line.sku}</span>
            {line.barcode !== null && (
              <>
                {' · '}
                <span className="mono">{line.barcode}</span>
              </>
            )}
          </Text>
          {line.short_quantity > 0 && (
            <Text size="sm" c="red">
              {line.short_quantity} of {line.quantity} not found
            </Text>
          )}
        </div>
        <Text fz={30} fw={700} lh={1} className="nowrap" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {counting ? (
            <>
              {count}
              <Text span fz={18} className="muted">
                {' '}
                of {wanted}
              </Text>
            </>
          ) : (
            `${wanted} ×`
          )}
        </Text>
      </Group>
      {counting && wanted > 0 && (
        <>
          <Progress
            value={(count / wanted) * 100}
            color={isDone ? 'green' : 'primary'}
            mt="xs"
            aria-label={`${nameOf(line)}: ${count} of ${wanted}`}
          />
          <LineButtons {...props} />
        </>
      )}
    </Card>
  );
};

/** What goes into the parcel, in letters that can be read from a step away. */
export const Lines = (props: LinesProps) => (
  <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }} aria-label="Articles">
    {props.work.lines.map((line) => (
      <LineCard key={line.line_id} {...props} line={line} />
    ))}
  </Stack>
);
