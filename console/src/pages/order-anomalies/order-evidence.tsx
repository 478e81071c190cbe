import { Anchor, List, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { Facts } from '../../shared/facts.tsx';
import { words } from '../../shared/status-badge.tsx';
import { aboutText, kindWords, type OrderAnomaly } from './order-anomaly-words.ts';

const numbers = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
/** A chance of one in millions would read as nothing with two digits. */
const small = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 2, notation: 'scientific' });
const smallBelow = 0.01;

const figureText = (value: number): string => (value !== 0 && Math.abs(value) < smallBelow ? small.format(value) : numbers.format(value));

/** What a finding rests on: its figures, and the orders that show it. */
export const OrderEvidence = ({ anomaly }: { readonly anomaly: OrderAnomaly }) => {
  const { about, sentence, figures, evidence } = anomaly;
  return (
    <DialogButton label="Evidence" about={`${kindWords[anomaly.kind]}, ${aboutText(anomaly)}`} size="compact-sm">
      {() => (
        <Stack gap="sm">
          <Text size="sm">{sentence}</Text>
          <Facts facts={[...figures.map(({ name, value }) => [words(name), figureText(value)] as const), ['Is about', about]]} />
          <Text size="sm" fw={600}>
            Orders
          </Text>
          {evidence.length === 0 ? (
            <Text size="sm" className="muted">
              None is named: it shows by their number alone.
            </Text>
          ) : (
            <List size="sm">
              {evidence.map((id) => (
                <List.Item key={id}>
                  <Anchor component={Link} to={`/orders/${id}`} underline="always" className="mono break" size="sm">
                    {id}
                  </Anchor>
                </List.Item>
              ))}
            </List>
          )}
        </Stack>
      )}
    </DialogButton>
  );
};
