import { Badge } from '@mantine/core';
import { useNavigate, useSearchParams } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { live } from '../../shared/live.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { StatusBadge, words } from '../../shared/status-badge.tsx';
import { Age, instantText } from '../../shared/time.tsx';
import type { OrderException } from '../../shared/types.ts';
import { readingOn, useRows } from '../../shared/use-rows.ts';
import { nameOf } from '../orders/order-columns.tsx';
import { OrderCell, ReasonAndAdvice } from '../review/review-columns.tsx';
import { exceptionKinds, exceptionWords } from './exception-words.ts';
import { Remedy } from './remedy.tsx';

const pageSize = 25;

/** The API's sentence; where it holds an instant, in the viewer's zone. */
const sentenceOf = ({ kind, order, since, sentence }: OrderException): string =>
  kind === 'stuck' ? `In the stage ${words(order.status)} since ${instantText(since)}.` : sentence;

const columns: readonly Column<OrderException>[] = [
  { header: 'Order', cell: ({ order }) => <OrderCell order={order} />, csv: ({ order }) => nameOf(order) },
  {
    header: 'Trouble',
    cell: ({ kind }) => (
      <Badge color="orange" variant="light" tt="none" miw="max-content">
        {exceptionWords[kind]}
      </Badge>
    ),
    csv: ({ kind }) => kind,
  },
  {
    header: 'What to do',
    prose: true,
    cell: (exception) => <ReasonAndAdvice reason={sentenceOf(exception)} advice={exception.recommended_action.sentence} />,
    csv: ({ recommended_action }) => recommended_action.sentence,
  },
  { header: 'What happened', csv: ({ sentence }) => sentence },
  { header: 'Status', cell: ({ order }) => <StatusBadge status={order.status} />, csv: ({ order }) => order.status },
  { header: 'For', cell: ({ since }) => <Age since={since} late />, csv: ({ since }) => since },
  {
    header: 'Do',
    align: 'right',
    cell: (exception) => <Remedy exception={exception} />,
    csv: ({ recommended_action }) => recommended_action.code,
  },
  { header: 'Order id', csv: ({ order }) => order.order_id },
];

/** Orders that need somebody or are late, those first whose trouble began first. */
export const ExceptionsPage = () => {
  const { api } = useSession();
  const navigate = useNavigate();
  const [query, setQuery] = useSearchParams();
  const kind = exceptionKinds.find((one) => one === query.get('kind'));
  const rows = useRows(
    ['exceptions', kind],
    readingOn((cursor) =>
      api.listExceptions({ query: { limit: pageSize, ...(kind ? { kind } : {}), ...(cursor === undefined ? {} : { cursor }) } }),
    ),
    { liveMs: live.near },
  );
  return (
    <>
      <PageHeader
        title="Exceptions"
        about="Orders that are late or in trouble, and what to do about each; those first whose trouble began first."
      />
      <DataTable
        label="Exceptions"
        columns={columns}
        rows={rows}
        keyOf={({ kind: one, reference, order }) => `${one} ${order.order_id} ${reference ?? ''}`}
        onOpen={({ order }) => void navigate(`/orders/${order.order_id}`)}
        tools={
          <Choice
            size="xs"
            aria-label="Kind of trouble"
            value={kind ?? ''}
            options={[{ value: '', label: 'Every kind' }, ...exceptionKinds.map((value) => ({ value, label: exceptionWords[value] }))]}
            onChange={(value) => setQuery(value === '' ? {} : { kind: value })}
          />
        }
        empty={
          kind
            ? `No order is in this kind of trouble (${exceptionWords[kind]}).`
            : 'No order is late or in trouble. Holds that only wait for a decision are under Review.'
        }
      />
    </>
  );
};
