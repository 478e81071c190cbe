import { Button, Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { bulkActions, type BulkActionName, ordersMax } from './bulk-action.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import type { HoldType } from './order-choices.ts';

type BulkBarProps = {
  /** Ids of the orders. */
  readonly selected: ReadonlySet<string>;
  /** The selection has served its turn. */
  readonly onDone: () => void;
  /** What people call the orders, as far as the page knows. */
  readonly names?: ReadonlyMap<string, string>;
  /** The type of hold that is meant, where the page knows. */
  readonly holdType?: HoldType | undefined;
};

const number = new Intl.NumberFormat();

/** What can be done with several orders at once; shown while some are chosen. */
export const BulkBar = ({ selected, onDone, names, holdType }: BulkBarProps) => {
  const { may } = useSession();
  // The orders are those of the moment in which the dialog was opened: rows that are renewed below must not change what is asked.
  const [asked, setAsked] = useState<{ readonly action: BulkActionName; readonly orderIds: readonly string[] }>();
  const actions = bulkActions.filter(({ scope }) => may(scope));
  const close = (): void => setAsked(undefined);
  if (actions.length === 0 || (selected.size === 0 && !asked)) return null;
  return (
    <>
      {selected.size > 0 && (
        <Paper withBorder p="xs" mb="xs" component="section" aria-label="Chosen orders" style={{ position: 'sticky', top: 60, zIndex: 3 }}>
          <Group gap="xs">
            <Text size="sm" fw={600} role="status">
              {number.format(selected.size)} selected
            </Text>
            {selected.size > ordersMax ? (
              <Text size="sm">At most {number.format(ordersMax)} at once.</Text>
            ) : (
              actions.map(({ name, label, color }) => (
                <Button
                  key={name}
                  size="compact-sm"
                  variant="default"
                  {...(color ? { c: `var(--mantine-color-${color}-text)` } : {})}
                  onClick={() => setAsked({ action: name, orderIds: [...selected] })}
                >
                  {label}…
                </Button>
              ))
            )}
            <Button size="compact-sm" variant="subtle" onClick={onDone}>
              Clear
            </Button>
          </Group>
        </Paper>
      )}
      {asked && (
        <BulkDialog
          action={asked.action}
          orderIds={asked.orderIds}
          names={names ?? new Map()}
          holdType={holdType}
          onClose={close}
          onBegun={onDone}
        />
      )}
    </>
  );
};
