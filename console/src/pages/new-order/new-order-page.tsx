import { Alert, Anchor, Button, Grid, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type Me, useSession } from '../../session/session.tsx';
import { ActionButton } from '../../shared/action-button.tsx';
import type { Api } from '../../shared/api.ts';
import { Facts } from '../../shared/facts.tsx';
import { fieldMessage, focusRefused, inputError, isNotSent, summaryOf } from '../../shared/field-message.ts';
import { moneyText } from '../../shared/money.tsx';
import { PageHeader } from '../../shared/page-header.tsx';
import { ProblemAlert, problemOf } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { AddressSection, CustomerSection } from './customer-section.tsx';
import { DeliverySection } from './delivery-section.tsx';
import { type Draft, newDraft, newKey, readDraft, wipeDraft, writeDraft } from './draft.ts';
import { LinesSection } from './lines-section.tsx';
import { orderOf, totalsOf } from './order-of-draft.ts';
import { PaymentSection } from './payment-section.tsx';
import { NoteSection, ShippingSection } from './rest-sections.tsx';

const ownerOf = (me: Me): string => `${me.tenant_id} ${me.id}`;

/** The API has answered, and no order was made of it. */
const isRefused = (error: unknown): boolean => {
  const { status } = problemOf(error);
  return status >= 400 && status < 500;
};

/** The number stands for an order with another content: an earlier try that seemed to fail had made it. */
const isTaken = (error: unknown): boolean => problemOf(error).code === 'idempotency-key-reused' || problemOf(error).status === 409;

const Sums = ({ draft }: { readonly draft: Draft }) => {
  const { subtotal, discount, shipping, tax, total } = totalsOf(draft);
  if (draft.currency === '')
    return (
      <Text size="sm" className="muted">
        The sums stand here once the currency is chosen. Looking up a SKU chooses it.
      </Text>
    );
  const show = (amount: number): string => moneyText(amount, draft.currency);
  return (
    <div role="status" aria-label="Sums">
      <Facts
        facts={[
          ['Articles', show(subtotal)],
          ['Discount', discount > 0 && show(-discount)],
          ['Shipping', show(shipping)],
          [draft.taxesIncluded ? 'Tax, contained' : 'Tax', show(tax)],
          ['Total', <strong key="total">{show(total)}</strong>],
        ]}
      />
    </div>
  );
};

const Taken = ({ draft, onNewKey }: { readonly draft: Draft; readonly onNewKey: () => void }) => (
  <Alert color="orange" variant="light" title="It may have been placed before" role="alert">
    <Stack gap="xs">
      <Text size="sm">
        An earlier press of the button has used the number {draft.key}, with what the fields held then. Look for the order before you enter
        it again.
      </Text>
      <Group>
        <Button size="compact-sm" component={Link} to={`/orders?q=${draft.key}`}>
          Look for it
        </Button>
        <Button size="compact-sm" variant="default" onClick={onNewKey}>
          It is not there: take a new number
        </Button>
      </Group>
    </Stack>
  </Alert>
);

/** Places the order of a draft, and writes the note on it. @returns its id, and why the note could not be written */
const place = async (api: Api, draft: Draft): Promise<{ readonly orderId: string; readonly noteError?: unknown }> => {
  const { body, problems } = orderOf(draft);
  if (problems.length > 0) throw inputError(problems);
  const order = await api.placeOrder({ body, headers: { 'idempotency-key': draft.key } });
  const orderId = order.order_id;
  if (draft.note.trim() === '') return { orderId };
  try {
    await api.addOrderNote({
      path: { id: orderId },
      body: { text: draft.note.trim() },
      headers: { 'idempotency-key': `${draft.key}-note` },
    });
    return { orderId };
  } catch (noteError) {
    return { orderId, noteError };
  }
};

const useDraft = () => {
  const { me } = useSession();
  const owner = ownerOf(me);
  const [draft, setDraft] = useState(() => readDraft(owner));
  const [isPlaced, setPlaced] = useState(false);
  useEffect(() => {
    if (isPlaced) wipeDraft();
    else writeDraft(owner, draft);
  }, [owner, draft, isPlaced]);
  return { draft, setDraft, owner, setPlaced };
};

const usePlacing = ({ draft, setDraft, owner, setPlaced }: ReturnType<typeof useDraft>) => {
  const { api } = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => {
      // Kept before it is sent: a reload in the middle must not forget that an order may have been made.
      if (orderOf(draft).problems.length === 0) writeDraft(owner, { ...draft, isUnclear: true });
      return place(api, draft);
    },
    onSuccess: async ({ orderId, noteError }) => {
      setPlaced(true);
      notifications.show({ message: 'The order is placed', color: 'green' });
      if (noteError)
        notifications.show({
          message: `The note could not be written: ${problemOf(noteError).title}. It read: ${draft.note}`,
          color: 'red',
          autoClose: false,
        });
      await queries.invalidateQueries();
      void navigate(`/orders/${orderId}`);
    },
    onError: (error) => {
      focusRefused(document.getElementById('new-order'));
      if (isNotSent(error)) return;
      if (!isRefused(error)) setDraft((before) => ({ ...before, isUnclear: true }));
      // Refused for sure and never sent before, so nothing stands for the number, and what is mended may be sent under a new one.
      else if (!draft.isUnclear && !isTaken(error)) setDraft((before) => ({ ...before, isUnclear: false, key: newKey() }));
    },
  });
};

/** What it comes to, and the way to make an order of it. */
const Placing = ({
  draft,
  placing,
  onBegin,
}: {
  readonly draft: Draft;
  readonly placing: ReturnType<typeof usePlacing>;
  readonly onBegin: (draft: Draft) => void;
}) => (
  <Stack style={{ position: 'sticky', top: 72 }}>
    <Section title="Sums">
      <Sums draft={draft} />
    </Section>
    {isTaken(placing.error) ? (
      <Taken draft={draft} onNewKey={() => onBegin({ ...draft, key: newKey(), isUnclear: false })} />
    ) : (
      <ProblemAlert error={summaryOf(placing.error)} />
    )}
    {draft.isUnclear && !isTaken(placing.error) && !placing.isPending && (
      <Text size="sm" role="status">
        It has been sent, and whether it was placed is not known. Press again: it is not made twice.
      </Text>
    )}
    <Group>
      <Button onClick={() => placing.mutate()} loading={placing.isPending}>
        Place the order
      </Button>
      <ActionButton
        label="Start again"
        confirm="Everything that has been entered on this page is wiped."
        run={async () => onBegin(newDraft())}
        done="The page is empty again"
      />
    </Group>
    <Text size="xs" className="muted">
      What you enter stays in this tab through a reload, and is wiped once the order is placed, the tab is closed or you sign out. Pressing
      twice makes one order, number {draft.key}.
    </Text>
  </Stack>
);

/** Orders that come by telephone, by letter or over the counter. */
export const NewOrderPage = () => {
  const state = useDraft();
  const { draft, setDraft } = state;
  const placing = usePlacing(state);
  const parts = {
    draft,
    change: setDraft,
    messageOf: (...fields: readonly string[]) => fieldMessage(placing.error, ...fields),
  };
  const begin = (next: Draft): void => {
    setDraft(next);
    placing.reset();
  };
  return (
    <>
      <PageHeader
        title="New order"
        about={
          <>
            For orders that come by telephone, by letter or over the counter. They count as orders of the channel{' '}
            <span className="mono">manual</span>, and{' '}
            <Anchor component={Link} to="/orders" underline="always" inherit>
              stand in the list
            </Anchor>{' '}
            with all the others.
          </>
        }
      />
      {/* Without a button that submits, Enter in a field places nothing. */}
      <form id="new-order" onSubmit={(event) => event.preventDefault()} aria-label="New order">
        <Grid>
          <Grid.Col span={{ base: 12, lg: 8 }}>
            <Stack>
              <LinesSection {...parts} />
              <DeliverySection {...parts} />
              <CustomerSection {...parts} />
              {/* Somebody who comes for the goods needs neither. */}
              {draft.pickupAt === undefined && (
                <>
                  <AddressSection {...parts} />
                  <ShippingSection {...parts} />
                </>
              )}
              <PaymentSection {...parts} />
              <NoteSection {...parts} />
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 4 }}>
            <Placing draft={draft} placing={placing} onBegin={begin} />
          </Grid.Col>
        </Grid>
      </form>
    </>
  );
};
