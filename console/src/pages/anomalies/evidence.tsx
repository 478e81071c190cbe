import { List, Stack, Text } from '@mantine/core';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { words } from '../../shared/status-badge.tsx';

type EvidenceProps = {
  readonly about: string;
  readonly sentence: string;
  readonly figures: readonly { readonly name: string; readonly value: number }[];
  readonly events: readonly string[];
};

const numbers = new Intl.NumberFormat();

/** What a finding rests on: its figures, and the events that show it. */
export const Evidence = ({ about, sentence, figures, events }: EvidenceProps) => (
  <DialogButton label="Evidence" about={about} size="compact-sm">
    {() => (
      <Stack gap="sm">
        <Text size="sm">{sentence}</Text>
        {figures.length > 0 && (
          <List size="sm" listStyleType="none">
            {figures.map(({ name, value }) => (
              <List.Item key={name}>
                {words(name)}: <strong>{numbers.format(value)}</strong>
              </List.Item>
            ))}
          </List>
        )}
        <Text size="sm" fw={600}>
          Events
        </Text>
        {events.length === 0 ? (
          <Text size="sm" className="muted">
            None: it shows by nothing having happened.
          </Text>
        ) : (
          <List size="sm">
            {events.map((id) => (
              <List.Item key={id}>
                <span className="mono break">{id}</span>
              </List.Item>
            ))}
          </List>
        )}
      </Stack>
    )}
  </DialogButton>
);
