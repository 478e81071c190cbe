import { Group, Kbd, Modal, Stack, Text, Title } from '@mantine/core';
import type { NavigationGroup } from './navigation.ts';

const Keys = ({ keys, children }: { readonly keys: readonly string[]; readonly children: string }) => (
  <Group justify="space-between" wrap="nowrap">
    <Text size="sm">{children}</Text>
    <Group gap={4} wrap="nowrap">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </Group>
  </Group>
);

type ShortcutsDialogProps = { readonly opened: boolean; readonly onClose: () => void; readonly groups: readonly NavigationGroup[] };

/** What the keyboard can do. */
export const ShortcutsDialog = ({ opened, onClose, groups }: ShortcutsDialogProps) => (
  <Modal opened={opened} onClose={onClose} title="Keyboard" closeButtonProps={{ 'aria-label': 'Close' }}>
    <Stack gap="xs">
      <Keys keys={['/']}>Search</Keys>
      <Keys keys={['?']}>This list</Keys>
      <Keys keys={['↓', '↑']}>Next and previous row</Keys>
      <Keys keys={['Enter']}>Open the row</Keys>
      <Keys keys={['Space']}>Select the row</Keys>
      <Keys keys={['Esc']}>Close what is open</Keys>
      {groups.map((group) => (
        <Stack gap="xs" key={group.label}>
          <Title order={3} size="h6" mt="sm">
            {group.label}
          </Title>
          {group.entries.map(
            ({ key, label, path }) =>
              key !== undefined && (
                <Keys key={path} keys={['g', key]}>
                  {label}
                </Keys>
              ),
          )}
        </Stack>
      ))}
    </Stack>
  </Modal>
);
