// The key of a state of the reservation model. Left out is what no later step depends on: the numbers of versions (only
// whether a look is still the newest), the order of an item's memory, and the names of buyers who are alike. Buyers refer to
// nobody but themselves, so their descriptions, sorted, are the same for every way of naming them.
import { expiredReservations, findOpen, type InventoryItemState } from '../../../lib/inventory/domain/inventory-item.state.ts';
import type { BuyerSpec } from './scope.ts';
import { type Call, cartExpiresAt, decideOn, idsOf, type Look, type Member, type Setting, specOf, streamAt, type World } from './world.ts';

const standings = new WeakMap<InventoryItemState, Map<string, string>>();

/** How a reservation stands in a stream: unknown, over, or held, with its place among the carts that may be reclaimed. */
const describeStanding = (state: InventoryItemState, id: string): string => {
  const open = findOpen(state, id);
  if (open) {
    const place = expiredReservations(state, cartExpiresAt).findIndex((entry) => entry.id === id);
    return `${open.quantity}${open.kind[0]}${open.shipped ?? 0}${place < 0 ? '' : `@${place}`}`;
  }
  const release = decideOn(state, { type: 'ReleaseReservation', reservationId: id });
  return release.ok && release.value.length === 0 ? 'x' : '-';
};

const standing = (state: InventoryItemState, id: string): string => {
  let known = standings.get(state);
  if (!known) standings.set(state, (known = new Map()));
  let text = known.get(id);
  if (text === undefined) known.set(id, (text = describeStanding(state, id)));
  return text;
};

const units = ({ balance }: InventoryItemState): string => `${balance.onHand}/${balance.allocated}`;

const isNewest = (world: World, { stream, version }: Look): boolean => version === streamAt(world, stream).version;

/** A look that is out of date is told by what its reader can have seen of it. */
const lookText = (world: World, look: Look, ids: readonly string[]): string =>
  isNewest(world, look) ? `${look.stream}=` : `${look.stream}:${units(look.state)}:${ids.map((id) => standing(look.state, id)).join()}`;

const looksText = (world: World, looks: readonly Look[], ids: readonly string[]): string =>
  looks.map((look) => lookText(world, look, ids)).join(' ');

const memberText = ({ kind, attached, late, sawShort }: Member): string =>
  `${kind[0]}${attached ? 'a' : ''}${late ? 'l' : ''}${sawShort ? 's' : ''}`;

/** A buyer's part in a call. The call of one buyer stands here whole; a batch is named by its process. */
const membership = (world: World, call: Call, place: number): string => {
  const member = call.members[place];
  if (!member) return '';
  const own = memberText(member) + member.reservationId.slice(2);
  const ids = [member.reservationId];
  if (call.process === undefined)
    return `${own}[${looksText(world, call.looks, ids)}|${looksText(world, call.again, ids)}|${call.inHand ? `${call.inHand.to}x${call.inHand.quantity}` : ''}]`;
  const stale = call.looks.filter((look) => !isNewest(world, look));
  return `${own}p${call.process}${call.begun ? 'b' : 'g'}${place}[${stale.map((look) => standing(look.state, member.reservationId)).join()}]`;
};

const specTexts = new WeakMap<BuyerSpec, string>();

const specText = (spec: BuyerSpec): string => {
  const known = specTexts.get(spec);
  if (known !== undefined) return known;
  const text = JSON.stringify(spec);
  specTexts.set(spec, text);
  return text;
};

const buyerText = (setting: Setting, world: World, index: number): string => {
  const buyer = world.buyers[index];
  if (!buyer) return '';
  let held = '';
  for (const { state } of world.streams) for (const id of idsOf(index, buyer)) held += `${standing(state, id)};`;
  const parts = world.calls.flatMap((call) =>
    call.members.flatMap((member, place) => (member.buyer === index ? [membership(world, call, place)] : [])),
  );
  const memory = world.memory.map((looks) =>
    looks.flatMap((look) => (isNewest(world, look) ? [] : [standing(look.state, idsOf(index, buyer).at(-1) ?? '')])).join(),
  );
  return `${specText(specOf(setting, index))}${buyer.stage}${buyer.firm ? 'f' : ''}${buyer.doubted ? 'd' : ''}${buyer.ids}${buyer.settled} ${held} ${parts.toSorted().join('&')} ${memory.join()}`;
};

export const keyOf =
  (setting: Setting) =>
  (world: World): string => {
    const { calls, streams, memory, soldOut, received, late, crashesLeft, timeoutsLeft } = world;
    const batches = calls.flatMap((call) =>
      call.process === undefined
        ? []
        : [`p${call.process}${call.begun ? 'b' : 'g'}${call.fromMemory ? 'm' : ''}${looksText(world, call.looks, [])}`],
    );
    const common = [
      streams.map(({ state }) => units(state)).join(' '),
      batches.toSorted().join('&'),
      memory.map((looks) => looksText(world, looks, [])).join(';'),
      soldOut.join(),
      received.map(Number).join(''),
      `${late ? 'l' : ''}${crashesLeft}.${timeoutsLeft}`,
    ];
    const buyers = world.buyers.map((_buyer, index) => buyerText(setting, world, index));
    return [...common, ...buyers.toSorted()].join('\n');
  };
