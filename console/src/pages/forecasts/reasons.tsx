import { Badge, Group, List, Text } from '@mantine/core';
import { Section } from '../../shared/section.tsx';
import { words } from '../../shared/status-badge.tsx';
import type { Forecast } from '../../shared/types.ts';

/** What drove a forecast, in the order in which it matters. */
export const Reasons = ({ reasons }: { readonly reasons: Forecast['reasons'] }) => (
  <Section title="What drives it">
    {reasons.length === 0 ? (
      <Text size="sm" className="muted">
        The forecast was made before reasons were kept.
      </Text>
    ) : (
      <List size="sm" listStyleType="none" spacing={6}>
        {reasons.map(({ kind, text }) => (
          <List.Item key={`${kind} ${text}`}>
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <Badge variant="light" tt="none" miw="max-content">
                {words(kind)}
              </Badge>
              <span>{text}</span>
            </Group>
          </List.Item>
        ))}
      </List>
    )}
  </Section>
);
