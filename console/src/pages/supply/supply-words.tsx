import { Text } from '@mantine/core';
import { WordBadge } from '../../shared/status-badge.tsx';
import { dayText, instantText, useNow, zoneName } from '../../shared/time.tsx';
import type { PurchaseOrder, Transfer } from '../../shared/types.ts';

type Status = Transfer['status'] | PurchaseOrder['status'];

/** Each status in words; one that the API gets and that has none here stops the build. */
export const statusWords: Readonly<Record<Status, { readonly word: string; readonly colour: string }>> = {
  draft: { word: 'draft', colour: 'gray' },
  approved: { word: 'approved', colour: 'blue' },
  shipping: { word: 'being sent', colour: 'cyan' },
  in_transit: { word: 'under way', colour: 'indigo' },
  open: { word: 'ordered', colour: 'blue' },
  partially_received: { word: 'partly received', colour: 'lime' },
  received: { word: 'received', colour: 'green' },
  closed_short: { word: 'closed short', colour: 'orange' },
  cancelled: { word: 'cancelled', colour: 'gray' },
};

export const SupplyStatus = ({ status }: { readonly status: Status }) => (
  <WordBadge word={statusWords[status].word} colour={statusWords[status].colour} />
);

export const transferStatuses: readonly Transfer['status'][] = [
  'draft',
  'approved',
  'shipping',
  'in_transit',
  'partially_received',
  'received',
  'closed_short',
  'cancelled',
];
export const purchaseOrderStatuses: readonly PurchaseOrder['status'][] = [
  'open',
  'partially_received',
  'received',
  'closed_short',
  'cancelled',
];

const ended: ReadonlySet<Status> = new Set(['received', 'closed_short', 'cancelled']);
export const hasEnded = (status: Status): boolean => ended.has(status);

type ExpectedProps = { readonly at: string | null; readonly isOpen: boolean };

/** When goods are expected; says so when that has passed. */
export const Expected = ({ at, isOpen }: ExpectedProps) => {
  const now = useNow();
  if (at === null) return <span className="muted">nobody said</span>;
  return (
    <>
      <time dateTime={at} className="nowrap" title={`${instantText(at)} ${zoneName} · ${at}`}>
        {dayText(at)}
      </time>
      {isOpen && Date.parse(at) < now && (
        <Text span inherit fw={600} c="red">
          {' '}
          overdue
        </Text>
      )}
    </>
  );
};
