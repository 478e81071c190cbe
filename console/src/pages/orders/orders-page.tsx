import { Anchor, Button, Group, Select, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { useAddressQuery } from '../../shared/address-query.ts';
import { DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { words } from '../../shared/status-badge.tsx';
import { useSearchText } from '../../shared/search-address.ts';
import { useRows } from '../../shared/use-rows.ts';
import { BulkBar } from './bulk-bar.tsx';
import { nameOf, orderColumns } from './order-columns.tsx';
import { orderStatuses } from './order-statuses.ts';
import { SearchResults } from './search-results.tsx';

const pageSize = 50;

/** Seconds from the address, if they are a whole number. */
const secondsIn = (text: string | null): number | undefined => (text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined);

const NoOrders = ({ status, stuck }: { readonly status: string | undefined; readonly stuck: boolean }) =>
  status ? (
    `No order is ${words(status)}${stuck ? ' and stuck' : ''} at the moment.`
  ) : (
    <>
      No order has come yet.{' '}
      <Anchor component={Link} to="/channels" underline="always">
        Connect a channel
      </Anchor>
      , or{' '}
      <Anchor component={Link} to="/orders/new" underline="always">
        enter one by hand
      </Anchor>
      .
    </>
  );

const OrderList = () => {
  const { api, may } = useSession();
  const navigate = useNavigate();
  const [query, changeQuery] = useAddressQuery();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const status = orderStatuses.find((one) => one === query.get('status'));
  const stuck = status !== undefined && query.get('stuck') === 'true';
  const olderThan = status === undefined ? undefined : secondsIn(query.get('older_than_seconds'));
  const rows = useRows(
    ['orders', status, stuck, olderThan],
    (cursor) =>
      api.listOrders({
        query: {
          limit: pageSize,
          ...(status ? { status } : {}),
          ...(stuck ? { stuck: 'true' as const } : {}),
          ...(olderThan === undefined ? {} : { older_than_seconds: olderThan }),
          ...(cursor === undefined ? {} : { cursor }),
        },
      }),
    { liveMs: live.near },
  );
  const change = (changes: Readonly<Record<string, string | null>>): void => {
    setSelected(new Set());
    changeQuery(changes, { replace: false });
  };
  return (
    <>
      <BulkBar
        selected={selected}
        names={new Map(rows.items?.map((order) => [order.order_id, nameOf(order)]))}
        onDone={() => setSelected(new Set())}
      />
      <DataTable
        label="Orders"
        columns={orderColumns}
        rows={rows}
        keyOf={(order) => order.order_id}
        nameOf={nameOf}
        onOpen={(order) => void navigate(`/orders/${order.order_id}`)}
        {...(may('orders:manage') || may('holds:write') ? { selection: { keys: selected, onChange: setSelected } } : {})}
        tools={
          <>
            <Select
              size="xs"
              aria-label="Status"
              placeholder="Any status"
              clearable
              data={orderStatuses.map((value) => ({ value, label: words(value) }))}
              value={status ?? null}
              onChange={(value) => change({ status: value, stuck: null, older_than_seconds: null })}
              w={170}
            />
            {status && (
              <Switch
                size="xs"
                label="Stuck only"
                checked={stuck}
                onChange={(event) => change({ stuck: event.currentTarget.checked ? 'true' : null })}
              />
            )}
            {olderThan !== undefined && (
              <Button size="compact-xs" variant="light" onClick={() => change({ older_than_seconds: null })}>
                longer than {Math.round(olderThan / 60)} min ×
              </Button>
            )}
          </>
        }
        empty={<NoOrders status={status} stuck={stuck} />}
      />
    </>
  );
};

/** Every order there is, newest first, or what a search has found. */
export const OrdersPage = () => {
  const { may } = useSession();
  const text = useSearchText();
  return (
    <>
      <PageHeader
        title={text === '' ? 'Orders' : `Search: ${text}`}
        about={text === '' ? 'Newest first. Choose rows to act on several at once.' : undefined}
        actions={
          <Group gap="xs">
            {text !== '' && (
              <Button component={Link} to="/orders" variant="default">
                All orders
              </Button>
            )}
            {may('orders:write') && (
              <Button component={Link} to="/orders/new">
                New order
              </Button>
            )}
          </Group>
        }
      />
      {text === '' ? <OrderList /> : <SearchResults text={text} />}
      {text !== '' && (
        <Text size="xs" className="muted" mt="xs">
          Ids, order names, e-mail addresses, phone numbers, SKUs and tracking numbers must be whole, with capitals as they are. A status is
          chosen above the list of all orders.
        </Text>
      )}
    </>
  );
};
