import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';

/** One of several things that may be meant. */
export type Choosable = { readonly id: string; readonly title: string; readonly about: string };

type ChooseOneProps = {
  readonly title: string;
  readonly of: readonly Choosable[];
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
  /** Where Enter must not choose by itself. */
  readonly isGrave?: boolean;
};

const shownMax = 12;

/** What somebody scanned or typed may mean several things: which one. */
export const ChooseOne = ({ title, of, onChoose, onClose, isGrave = false }: ChooseOneProps) => {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isGrave) first.current?.focus();
  }, [isGrave]);
  return (
    <Paper withBorder p="sm" component="section" aria-label={title}>
      <Title order={2} size="h4" mb="xs">
        {isGrave ? title : `${title}: which one?`}
      </Title>
      <Stack gap="xs">
        {of.slice(0, shownMax).map((work, index) => (
          <Button
            key={work.id}
            ref={index === 0 ? first : undefined}
            size="lg"
            h="auto"
            py="xs"
            variant="default"
            justify="flex-start"
            styles={{ label: { whiteSpace: 'normal', textAlign: 'left' } }}
            onClick={() => onChoose(work.id)}
          >
            <span>
              <strong>{work.title}</strong>
              <Text span display="block" size="sm" className="muted">
                {work.about}
              </Text>
            </span>
          </Button>
        ))}
        {of.length > shownMax && <Text size="sm">and {of.length - shownMax} more</Text>}
        <Button size="md" variant="subtle" onClick={onClose}>
          None of them
        </Button>
      </Stack>
    </Paper>
  );
};
