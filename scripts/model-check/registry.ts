// Every model by name, with the scopes in which it is explored.
import { type Exploration, explore } from './explore.ts';
import { orderModel } from './order/model.ts';
import { leaseModel, largeLeaseScopes, smallLeaseScopes } from './leases/model.ts';
import { largeOrderScopes, smallOrderScopes } from './order/scopes.ts';
import { reservationModel } from './reservation/model.ts';
import { largeScopes, smallScopes } from './reservation/scopes.ts';

export type ScopeSize = 'small' | 'large';

export type NamedModel = {
  readonly name: string;
  readonly kind: 'reservation' | 'order';
  readonly about: string;
  readonly explore: () => Exploration;
};

/** Models of a size; the large ones include the small ones. */
export const modelsOf = (size: ScopeSize): readonly NamedModel[] => [
  ...(size === 'small' ? smallScopes : largeScopes).map(
    ({ name, about, scope }): NamedModel => ({
      name,
      kind: 'reservation',
      about,
      explore: () => explore(reservationModel(scope)),
    }),
  ),
  ...(size === 'small' ? smallLeaseScopes : largeLeaseScopes).map(
    ({ name, about, scope }): NamedModel => ({
      name,
      kind: 'reservation',
      about,
      explore: () => explore(leaseModel(scope)),
    }),
  ),
  ...(size === 'small' ? smallOrderScopes : largeOrderScopes).map(
    ({ name, about, scope }): NamedModel => ({
      name,
      kind: 'order',
      about,
      explore: () => explore(orderModel(scope)),
    }),
  ),
];
