import { Anchor, Group, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { live } from '../../shared/live.ts';
import { Money, moneyText } from '../../shared/money.tsx';
import { WordBadge } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { FraudReview } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';
import { bandActions, probabilityText, recommendedWords, verificationWords } from './fraud-words.ts';
import { ReviewDialog } from './review-dialog.tsx';

const pageSize = 25;
const reasonsShown = 3;

const Due = ({ review }: { readonly review: FraudReview }) => (
  <>
    {review.overdue && <WordBadge word="overdue" colour="red" />}
    <Text size="sm" {...(review.overdue ? { c: 'red', fw: 600 } : {})}>
      <Time at={review.due_at} relative />
    </Text>
  </>
);

const reasonsOf = ({ reason, reasons }: FraudReview): readonly string[] => (reasons.length > 0 ? reasons : [reason]);

const costText = ({ costs_minor: costs, currency }: FraudReview): string =>
  costs === null ? '' : bandActions.map((action) => `${action} ${moneyText(costs[action], currency)}`).join(', ');

const Advice = ({ review }: { readonly review: FraudReview }) => (
  <>
    {review.recommended && (
      <Text size="sm" fw={600}>
        {recommendedWords[review.recommended.action]}
      </Text>
    )}
    <Text size="xs" className="muted">
      {review.costs_minor === null ? 'Nothing was worked out: no model answered.' : `In expectation: ${costText(review)}`}
    </Text>
  </>
);

const columns: readonly Column<FraudReview>[] = [
  {
    header: 'Order',
    cell: ({ order_id: id, channel }) => (
      <>
        <Anchor component={Link} to={`/orders/${id}?tab=fraud`} underline="always" inherit className="mono">
          {id.slice(0, 10)}…
        </Anchor>
        <Text size="xs" className="muted">
          {channel}
        </Text>
      </>
    ),
    csv: ({ order_id: id }) => id,
  },
  { header: 'Due', cell: (review) => <Due review={review} />, csv: ({ due_at: at }) => at },
  { header: 'Overdue', csv: ({ overdue }) => overdue },
  {
    header: 'Total',
    align: 'right',
    cell: ({ total_minor: total, currency }) => <Money amount={total} currency={currency} />,
    csv: ({ total_minor: total }) => total,
  },
  { header: 'Currency', csv: ({ currency }) => currency },
  {
    header: 'Risk',
    align: 'right',
    cell: ({ probability }) => <span className="nowrap">{probability === null ? '–' : probabilityText(probability)}</span>,
    csv: ({ probability }) => probability,
  },
  {
    header: 'Why',
    prose: true,
    cell: (review) => (
      <List size="sm" miw={220}>
        {reasonsOf(review)
          .slice(0, reasonsShown)
          .map((reason) => (
            <List.Item key={reason}>{reason}</List.Item>
          ))}
      </List>
    ),
    csv: (review) => reasonsOf(review).join(' '),
  },
  {
    header: 'Best advised',
    prose: true,
    cell: (review) => <Advice review={review} />,
    csv: ({ recommended }) => recommended?.action ?? 'review',
  },
  { header: 'Expected costs', csv: costText },
  {
    header: 'Code',
    cell: ({ verification }) => <WordBadge word={verificationWords[verification].word} colour={verificationWords[verification].colour} />,
    csv: ({ verification }) => verification,
  },
  {
    header: 'Decide',
    cell: (review) => (
      <DialogButton label="Look" about={review.order_id} title="Is this order honest?" size="compact-sm">
        {() => <ReviewDialog review={review} />}
      </DialogButton>
    ),
    csv: ({ hold_id: id }) => id,
  },
];

/** How far the reviewers have come today. */
const Capacity = () => {
  const { api } = useSession();
  const asked = useQuery({
    queryKey: ['fraud-capacity'],
    queryFn: () => api.listFraudReviews({ query: { limit: 1 } }),
    refetchInterval: live.far,
  });
  if (!asked.data) return null;
  const { per_day: perDay, decided_today: decided, waiting, overdue } = asked.data.capacity;
  return (
    <Group gap="lg">
      <Text size="sm">
        Waiting: <strong>{waiting}</strong>
      </Text>
      <Text size="sm" {...(overdue > 0 ? { c: 'red' } : {})}>
        Overdue: <strong>{overdue}</strong>
      </Text>
      <Text size="sm">
        Decided today: <strong>{decided}</strong> of {perDay} that a day has room for
      </Text>
    </Group>
  );
};

/** Orders that wait for a reviewer, those first that are due first. */
export const QueueTab = () => {
  const { api } = useSession();
  const navigate = useNavigate();
  const rows = useRows(
    ['fraud-reviews'],
    (cursor) => api.listFraudReviews({ query: { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) } }),
    { liveMs: live.near },
  );
  return (
    <DataTable
      label="Orders in fraud review"
      columns={columns}
      rows={rows}
      keyOf={({ order_id: id, hold_id: hold }) => `${id} ${hold}`}
      onOpen={({ order_id: id }) => void navigate(`/orders/${id}?tab=fraud`)}
      tools={<Capacity />}
      empty="No order waits for a reviewer. The policies “fraud review” and “fraud bands” say which ones do."
    />
  );
};
