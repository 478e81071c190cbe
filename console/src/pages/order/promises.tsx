import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { Section } from '../../shared/section.tsx';
import { dayText } from '../../shared/time.tsx';
import type { Order } from '../../shared/types.ts';

type LinePromise = Order['promises'][number];

const kinds: Readonly<Record<LinePromise['kind'], string>> = {
  allocated: 'given to a location',
  backorder: 'waits for stock',
  preorder: 'waits for the day from which it is sold',
};

const dayOf = ({ promised_for: day, basis }: LinePromise): string => {
  if (day === null) return 'nobody knows when';
  return basis === 'unknown' ? `not before ${dayText(day)}` : `promised for ${dayText(day)}`;
};

/** What was said of an order that waits, or has waited: which units are to be there when, and what brings them. */
export const Promises = ({ order: { promises, line_items: lines } }: { readonly order: Order }) => {
  const { may } = useSession();
  if (promises.length === 0) return null;
  return (
    <Section title="When it is to be there">
      {promises.map((promise) => {
        const line = lines.find((one) => one.line_id === promise.line_id);
        return (
          <Text key={`${promise.line_id} ${promise.kind} ${promise.reference}`} size="sm" className="break">
            {promise.quantity} × {line?.title ?? line?.sku ?? promise.line_id}: {dayOf(promise)}; {kinds[promise.kind]}
            {promise.reference !== null && (
              <>
                {' · brought by '}
                {line?.sku && may('inventory:read') ? (
                  <Anchor component={Link} underline="always" inherit to={`/stock?sku=${encodeURIComponent(line.sku)}`}>
                    {promise.reference}
                  </Anchor>
                ) : (
                  promise.reference
                )}
              </>
            )}
          </Text>
        );
      })}
    </Section>
  );
};
