import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { words } from '../../shared/status-badge.tsx';
import type { ReviewItem } from '../../shared/types.ts';
import { readingOn, useRows } from '../../shared/use-rows.ts';
import { BulkBar } from '../orders/bulk-bar.tsx';
import { holdTypes } from '../orders/order-choices.ts';
import { nameOf } from '../orders/order-columns.tsx';
import { reviewColumns } from './review-columns.tsx';

const pageSize = 25;

/** An order may wait for several decisions at once. */
const keyOf = ({ order, hold }: ReviewItem): string => `${order.order_id} ${hold.hold_id}`;

/** The type of hold that all chosen rows are of, if they are of one. */
const commonType = (chosen: readonly ReviewItem[]) => {
  const [first] = chosen;
  return first && chosen.every(({ hold }) => hold.type === first.hold.type) ? first.hold.type : undefined;
};

/** Holds that wait for a decision, oldest first. */
export const ReviewPage = () => {
  const { api, may } = useSession();
  const navigate = useNavigate();
  const [query, setQuery] = useSearchParams();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const type = holdTypes.find((one) => one === query.get('type'));
  const rows = useRows(
    ['review', type],
    readingOn((cursor) =>
      api.getReviewQueue({ query: { limit: pageSize, ...(type ? { type } : {}), ...(cursor === undefined ? {} : { cursor }) } }),
    ),
    { liveMs: live.near },
  );
  const mayCancel = may('orders:manage');
  const mayDecide = may('holds:write');
  const columns = useMemo(() => reviewColumns(mayCancel, mayDecide), [mayCancel, mayDecide]);
  const chosen = (rows.items ?? []).filter((item) => selected.has(keyOf(item)));
  const clear = (): void => setSelected(new Set());
  return (
    <>
      <PageHeader
        title="Review"
        about="Orders on hold that wait for a decision, those first that have waited longest. Enter opens an order, the arrow keys move."
      />
      <BulkBar
        selected={new Set(chosen.map(({ order }) => order.order_id))}
        names={new Map(chosen.map(({ order }) => [order.order_id, nameOf(order)]))}
        {...(commonType(chosen) === undefined ? {} : { holdType: commonType(chosen) })}
        onDone={clear}
      />
      <DataTable
        label="Review queue"
        columns={columns}
        rows={rows}
        keyOf={keyOf}
        nameOf={({ order, hold }) => `${nameOf(order)}, ${words(hold.type)}`}
        onOpen={({ order }) => void navigate(`/orders/${order.order_id}`)}
        {...(mayDecide || mayCancel ? { selection: { keys: selected, onChange: setSelected } } : {})}
        tools={
          <Choice
            size="xs"
            aria-label="Type of hold"
            value={type ?? ''}
            options={[{ value: '', label: 'Every hold' }, ...holdTypes.map((value) => ({ value, label: words(value) }))]}
            onChange={(value) => {
              clear();
              setQuery(value === '' ? {} : { type: value });
            }}
          />
        }
        empty={
          type
            ? `No order waits for a decision on a hold of this type (${words(type)}).`
            : 'Nothing waits for a decision. Orders come here when a rule or a person puts them on hold.'
        }
      />
    </>
  );
};
