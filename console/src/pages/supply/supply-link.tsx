import { Anchor } from '@mantine/core';
import { Link } from 'react-router';

type SupplyKind = 'transfer' | 'purchase_order';

const folders: Readonly<Record<SupplyKind, string>> = { transfer: 'transfers', purchase_order: 'purchase-orders' };

/** Where the page of a document stands. */
export const supplyPath = (kind: SupplyKind, id: string): string => `/supply/${folders[kind]}/${encodeURIComponent(id)}`;

/** Leads to a transfer or a purchase order. */
export const SupplyLink = ({ kind, id }: { readonly kind: SupplyKind; readonly id: string }) => (
  <Anchor component={Link} to={supplyPath(kind, id)} underline="always" inherit className="mono break">
    {id}
  </Anchor>
);
