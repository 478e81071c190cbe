import { Box, Button, CopyButton, Group } from '@mantine/core';

/** A line to be taken elsewhere: a command, an address, a secret. */
export const Copyable = ({ value, label }: { readonly value: string; readonly label: string }) => (
  <Group gap="xs" wrap="nowrap" align="flex-start" role="group" aria-label={label}>
    {/* Breaks rather than scrolls: what is copied should be seen whole. */}
    <Box component="code" className="mono break copyable" style={{ flex: '1 1 auto', minWidth: 0 }}>
      {value}
    </Box>
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button
          size="compact-sm"
          variant="default"
          onClick={copy}
          aria-label={`${copied ? 'Copied' : 'Copy'}: ${label}`}
          style={{ flex: 'none' }}
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
      )}
    </CopyButton>
  </Group>
);
