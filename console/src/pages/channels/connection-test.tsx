import { Group, List, Stack, Text } from '@mantine/core';
import { Section } from '../../shared/section.tsx';
import { WordBadge } from '../../shared/status-badge.tsx';
import { spanText, Time } from '../../shared/time.tsx';
import type { ConnectionTest as Test } from '../../shared/types.ts';

type Check = Test['checks'][number];

const names: Readonly<Record<Check['name'], string>> = {
  settings: 'Settings',
  credentials: 'Secret for the API',
  api: 'The channel takes the credentials',
  clock: 'Clocks',
  scopes: 'Rights at the channel',
  webhook_secret: 'Signing secret',
  webhooks: 'Webhooks',
};

const result = ({ ok }: Check) =>
  ok === null ? { word: 'not known', colour: 'gray' } : ok ? { word: 'fine', colour: 'green' } : { word: 'wrong', colour: 'red' };

/** What a test of the connection has found, check by check. */
export const ConnectionTest = ({ test, at }: { readonly test: Test; readonly at: string }) => (
  <Section title="Test of the connection">
    <Stack gap="sm" role="status">
      <Text size="sm">
        {test.ok ? 'Nothing was found wrong.' : 'Something stands in the way.'} It took{' '}
        {test.took_ms < 1_000 ? 'less than a second' : spanText(test.took_ms / 1_000)}, <Time at={at} />.
      </Text>
      <List listStyleType="none" spacing="xs">
        {test.checks.map((check) => (
          <List.Item key={check.name}>
            <Group gap="xs">
              <Text span size="sm" fw={600}>
                {names[check.name]}
              </Text>
              <WordBadge word={result(check).word} colour={result(check).colour} />
            </Group>
            <Text size="sm" className="break">
              {check.message}
            </Text>
            {check.hint && (
              <Text size="sm" className="muted break">
                What to do: {check.hint}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    </Stack>
  </Section>
);
