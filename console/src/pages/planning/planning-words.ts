// What forecasts propose, in words.
import type { Proposal } from '../../shared/types.ts';

export const kindWords: Readonly<Record<Proposal['kind'], string>> = { transfer: 'Transfer', purchase: 'Purchase' };
export const proposalKinds = Object.keys(kindWords) as readonly Proposal['kind'][];

export const statusWords: Readonly<Record<Proposal['status'], string>> = {
  open: 'open',
  accepted: 'accepted',
  declined: 'declined',
  lapsed: 'no longer so, or nobody decided in time',
};

/** A proposal as one phrase: what, how many, from where to where. */
export const proposalName = ({ kind, quantity, sku, from_location_id: from, supplier, to_location_id: to }: Proposal): string =>
  `${kindWords[kind]} of ${quantity} × ${sku} from ${from ?? supplier ?? 'a supplier'} to ${to}`;
