import { Box, Button, Center, Checkbox, Group, Paper, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react';
import { type Column, exportTable } from './table-export.ts';
import { ProblemAlert } from './problem.tsx';

export type { Column } from './table-export.ts';

/** Rows that come page by page, as `useRows` gives them, or all at once. */
export type Rows<Row> = {
  readonly items: readonly Row[] | undefined;
  readonly error?: unknown;
  readonly isLoading?: boolean;
  readonly isLoadingMore?: boolean;
  readonly hasMore?: boolean;
  readonly loadMore?: () => void;
  readonly retry?: () => void;
  /** Every row there is, for a file; without it what is shown is all. */
  readonly all?: (onCount: (rows: number) => void) => Promise<readonly Row[]>;
};

type Selection = { readonly keys: ReadonlySet<string>; readonly onChange: (keys: ReadonlySet<string>) => void };

export type DataTableProps<Row> = {
  /** Names the table to screen readers, and its file. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: Rows<Row>;
  readonly keyOf: (row: Row) => string;
  /** What people call a row, for its checkbox; its key otherwise. */
  readonly nameOf?: (row: Row) => string;
  /** What stands there when nothing does: why that is, and what to do. */
  readonly empty: ReactNode;
  readonly onOpen?: (row: Row) => void;
  readonly selection?: Selection;
  /** Beside the button that makes a file. */
  readonly tools?: ReactNode;
};

/** Moves to the row before or after, so that a list can be gone through by the arrow keys. */
const moveFocus = (from: EventTarget & HTMLElement, by: 1 | -1): void => {
  const rows = [...(from.closest('[data-rows]')?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  rows[rows.indexOf(from) + by]?.focus();
};

/** Whether a click belongs to a control of the row, or to a dialog that one has opened: React hands both on to the row. */
const isOnControl = ({ target, currentTarget }: MouseEvent<HTMLElement>): boolean =>
  !(target instanceof Element) || !currentTarget.contains(target) || target.closest('a, button, input, label') !== null;

const onRowKey = (event: KeyboardEvent<HTMLElement>, open: (() => void) | undefined, toggle: (() => void) | undefined): void => {
  if (event.target !== event.currentTarget) return;
  const act: Readonly<Record<string, (() => void) | undefined>> = {
    ArrowDown: () => moveFocus(event.currentTarget, 1),
    ArrowUp: () => moveFocus(event.currentTarget, -1),
    Enter: open,
    ' ': toggle,
  };
  const chosen = act[event.key];
  if (!chosen) return;
  event.preventDefault();
  chosen();
};

/** Makes a file of every row. */
const ExportButton = <Row,>({ label, columns, rows }: Pick<DataTableProps<Row>, 'label' | 'columns' | 'rows'>) => {
  const [count, setCount] = useState<number>();
  const [error, setError] = useState<unknown>();
  const save = async (): Promise<void> => {
    setError(undefined);
    setCount(0);
    try {
      exportTable(label, columns, rows.all ? await rows.all(setCount) : (rows.items ?? []));
    } catch (failure) {
      setError(failure);
    } finally {
      setCount(undefined);
    }
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => void save()} loading={count !== undefined} disabled={!rows.items?.length}>
        CSV
      </Button>
      {count !== undefined && (
        <Text size="xs" className="muted" role="status">
          {count} rows
        </Text>
      )}
      <ProblemAlert error={error} />
    </>
  );
};

const Waiting = () => (
  <Stack gap={6} p="sm" aria-busy="true" role="status" aria-label="Loading">
    {[1, 2, 3, 4, 5].map((line) => (
      <Skeleton key={line} height={26} />
    ))}
  </Stack>
);

type BodyProps<Row> = DataTableProps<Row> & { readonly items: readonly Row[]; readonly toggle: (key: string) => void };

const WideRows = <Row,>({ label, columns, items, keyOf, nameOf, onOpen, selection, toggle }: BodyProps<Row>) => (
  // Reached by the keyboard, because it may scroll: by its rows, or where they are not for choosing by itself.
  <Table.ScrollContainer
    minWidth={0}
    type="native"
    {...(onOpen || selection ? {} : { tabIndex: 0, role: 'region', 'aria-label': `${label}, scrolls sideways` })}
  >
    <Table highlightOnHover={onOpen !== undefined} aria-label={label} stickyHeader>
      <Table.Thead>
        <Table.Tr>
          {selection && (
            <Table.Th w={36}>
              <Checkbox
                size="xs"
                aria-label="Select all shown"
                checked={items.length > 0 && items.every((row) => selection.keys.has(keyOf(row)))}
                indeterminate={selection.keys.size > 0 && !items.every((row) => selection.keys.has(keyOf(row)))}
                onChange={(event) => selection.onChange(new Set(event.currentTarget.checked ? items.map(keyOf) : []))}
              />
            </Table.Th>
          )}
          {columns.map((column) => (
            <Table.Th key={column.header} ta={column.align ?? 'left'} className="nowrap">
              {column.header}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody data-rows>
        {items.map((row) => {
          const key = keyOf(row);
          const open = onOpen && (() => onOpen(row));
          return (
            <Table.Tr
              key={key}
              data-row
              tabIndex={open || selection ? 0 : undefined}
              className={open ? 'row' : undefined}
              bg={selection?.keys.has(key) ? 'var(--mantine-primary-color-light)' : undefined}
              onClick={open && ((event) => isOnControl(event) || open())}
              onKeyDown={(event) => onRowKey(event, open, selection && (() => toggle(key)))}
            >
              {selection && (
                <Table.Td onClick={(event) => event.stopPropagation()}>
                  <Checkbox
                    size="xs"
                    aria-label={`Select ${nameOf?.(row) ?? key}`}
                    checked={selection.keys.has(key)}
                    onChange={() => toggle(key)}
                  />
                </Table.Td>
              )}
              {columns.map((column) => (
                <Table.Td key={column.header} ta={column.align ?? 'left'}>
                  {column.cell?.(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

const NarrowCell = <Row,>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) =>
  column.prose ? (
    (column.csv(row) ?? '') !== '' && (
      <Box my={4}>
        <Text size="sm" className="muted">
          {column.header}
        </Text>
        <Box fz="sm" className="break">
          {column.cell?.(row)}
        </Box>
      </Box>
    )
  ) : (
    <Group justify="space-between" wrap="nowrap" gap="md" align="flex-start">
      <Text size="sm" className="muted nowrap">
        {column.header}
      </Text>
      <Box fz="sm" ta="right" className="break" style={{ minWidth: 0 }}>
        {column.cell?.(row)}
      </Box>
    </Group>
  );

/** The same rows on a phone: each a card, its first column the head. */
const NarrowRows = <Row,>({ label, columns, items, keyOf, nameOf, onOpen, selection, toggle }: BodyProps<Row>) => {
  const [head, ...others] = columns;
  return (
    <Stack gap={0} data-rows role="list" aria-label={label}>
      {items.map((row) => {
        const key = keyOf(row);
        const open = onOpen && (() => onOpen(row));
        return (
          <Box
            key={key}
            data-row
            role="listitem"
            tabIndex={open || selection ? 0 : undefined}
            className={open ? 'row' : undefined}
            p="sm"
            style={{ borderTop: '1px solid var(--app-line)' }}
            onClick={open && ((event) => isOnControl(event) || open())}
            onKeyDown={(event) => onRowKey(event, open, selection && (() => toggle(key)))}
          >
            <Group justify="space-between" wrap="nowrap" align="flex-start" mb={4}>
              <Box fw={600} className="break" style={{ minWidth: 0 }}>
                {head?.cell?.(row)}
              </Box>
              {selection && (
                <Checkbox
                  size="sm"
                  aria-label={`Select ${nameOf?.(row) ?? key}`}
                  checked={selection.keys.has(key)}
                  onChange={() => toggle(key)}
                />
              )}
            </Group>
            {others
              .filter((column) => !column.wideOnly)
              .map((column) => (
                <NarrowCell key={column.header} column={column} row={row} />
              ))}
          </Box>
        );
      })}
    </Stack>
  );
};

/** The console's one table: by mouse, by arrow keys, on a phone, empty, failing, and as a file. */
export const DataTable = <Row,>(props: DataTableProps<Row>) => {
  const { label, columns, rows, empty, selection, tools } = props;
  const isWide = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false });
  const toggle = (key: string): void => {
    if (!selection) return;
    const keys = new Set(selection.keys);
    if (!keys.delete(key)) keys.add(key);
    selection.onChange(keys);
  };
  const shown = columns.filter((column) => column.cell !== undefined);
  const body = rows.items && { ...props, columns: shown, items: rows.items, toggle };
  return (
    <Paper withBorder style={{ overflow: 'hidden' }}>
      <Group justify="space-between" p="xs" gap="xs" className="no-print">
        <Group gap="xs">{tools}</Group>
        <Group gap="xs">
          <ExportButton label={label} columns={columns} rows={rows} />
        </Group>
      </Group>
      {rows.error ? (
        <Box p="sm">
          <ProblemAlert error={rows.error} onRetry={rows.retry} />
        </Box>
      ) : null}
      {!body && !rows.error && <Waiting />}
      {body && body.items.length === 0 && (
        <Center p="xl">
          <Text className="muted" ta="center" maw={480} component="div">
            {empty}
          </Text>
        </Center>
      )}
      {body && body.items.length > 0 && (isWide ? <WideRows {...body} /> : <NarrowRows {...body} />)}
      {rows.hasMore && (
        <Center p="sm">
          <Button variant="subtle" onClick={rows.loadMore} loading={rows.isLoadingMore ?? false}>
            Show more
          </Button>
        </Center>
      )}
    </Paper>
  );
};
