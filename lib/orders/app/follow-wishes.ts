import type { Chosen, SourceInput, Sourcing } from '../../sourcing/index.ts';
import type { Order } from '../domain/order.state.ts';

type Followed = { readonly chosen: Chosen; readonly words: readonly string[] };

/**
 * Sends units from where a person wants them, as far as that is possible: the choice is made again with every other location
 * left out for these lines. Where the location cannot send all of them, the choice stands that nobody has narrowed.
 * @param free the choice without the wishes, which knows the locations there are
 * @returns the choice, and what its receipt says of the wishes
 */
export const followWishes = async (
  choose: Sourcing['choose'],
  asked: SourceInput,
  order: Pick<Order, 'wishedLocations'>,
  free: Chosen,
): Promise<Followed> => {
  const open = new Set(asked.lines.map(({ lineId }) => lineId));
  const wishes = (order.wishedLocations ?? []).flatMap(({ lineId, locationId }) =>
    locationId !== null && open.has(lineId) ? [{ lineId, locationId }] : [],
  );
  if (wishes.length === 0) return { chosen: free, words: [] };
  const places = free.inputs.request.locations.map(({ locationId }) => locationId);
  const others = wishes.flatMap((wish) =>
    places.filter((locationId) => locationId !== wish.locationId).map((locationId) => ({ lineId: wish.lineId, locationId })),
  );
  const named = [...new Set(wishes.map(({ locationId }) => locationId))].join(', ');
  const wished = await choose({ ...asked, excluded: [...(asked.excluded ?? []), ...others] });
  const isMissing = !wished.ok || wished.value.decision.unsourced.some(({ lineId }) => wishes.some((wish) => wish.lineId === lineId));
  if (isMissing) return { chosen: free, words: [`Somebody wanted it from ${named}, which cannot send it now.`] };
  return { chosen: wished.value, words: [`Somebody wanted it from ${named}; other locations were left out for these lines.`] };
};
