import { Badge } from '@mantine/core';

const colours: Readonly<Record<string, string>> = {
  pending: 'gray',
  confirmed: 'blue',
  backorder: 'orange',
  processing: 'indigo',
  allocated: 'cyan',
  picking: 'teal',
  packed: 'teal',
  partially_shipped: 'lime',
  shipped: 'green',
  delivered: 'green',
  ready_for_pickup: 'yellow',
  collected: 'green',
  pickup_expired: 'orange',
  completed: 'green',
  cancelled: 'gray',
  returned: 'grape',
  open: 'gray',
  released: 'blue',
  rejected: 'red',
  ok: 'green',
  done: 'green',
  waiting: 'yellow',
  behind: 'orange',
  failing: 'red',
  refused: 'red',
  failed: 'red',
  ringing: 'red',
};

export const words = (code: string): string => code.replaceAll(/[_-]/g, ' ');

/** A word of a page's own with its colour, which only repeats what the word says. */
export const WordBadge = ({ word, colour }: { readonly word: string; readonly colour: string }) => (
  <Badge variant="dot" color={colour} tt="none" fw={500} miw="max-content" style={{ overflow: 'visible' }}>
    {word}
  </Badge>
);

/** A state in words. */
export const StatusBadge = ({ status }: { readonly status: string }) => (
  <WordBadge word={words(status)} colour={colours[status] ?? 'gray'} />
);
