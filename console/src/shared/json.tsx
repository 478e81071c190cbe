import { CopyButton, Button, Group } from '@mantine/core';

/** Something as it went over the wire. */
export const Json = ({ value, label }: { readonly value: unknown; readonly label: string }) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <div>
      <Group justify="flex-end" mb={4}>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </Group>
      {/* Reached by the keyboard, because it scrolls. */}
      <pre className="json mono" tabIndex={0} aria-label={label}>
        {text}
      </pre>
    </div>
  );
};
