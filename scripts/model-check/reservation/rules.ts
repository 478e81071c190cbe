// What must hold in every state of the reservation model, and at the end of every path.
import type { Invariant } from '../explore.ts';
import { bucketsOf, homeOf } from './scope.ts';
import { buyerName, decideOn, heldIn, idsOf, nowOf, reservationIdOf, type Setting, type Stage, type World } from './world.ts';

type Rule = (setting: Setting) => Invariant<World>;

/** The first thing wrong among some, or undefined. */
const first = <T>(values: readonly T[], problem: (value: T, index: number) => string | undefined): string | undefined => {
  for (const [index, value] of values.entries()) {
    const found = problem(value, index);
    if (found !== undefined) return found;
  }
  return undefined;
};

const rule =
  (name: string, problem: (setting: Setting, world: World) => string | undefined): Rule =>
  (setting) => ({ name, violation: (world) => problem(setting, world) });

const noOversell = rule('allocated ≤ on hand', ({ streams }, world) =>
  first(world.streams, ({ state: { balance } }, index) =>
    balance.onHand < 0 || balance.allocated < 0 || balance.allocated > balance.onHand
      ? `${streams[index]?.name ?? ''} has ${balance.onHand} on hand and ${balance.allocated} allocated`
      : undefined,
  ),
);

const booksAddUp = rule('the movements add up to the balance', ({ streams }, world) =>
  first(world.streams, ({ state: { balance }, sums }, index) =>
    balance.onHand !== sums.onHand || balance.allocated !== sums.allocated || balance.available !== balance.onHand - balance.allocated
      ? `${streams[index]?.name ?? ''} says ${balance.onHand}/${balance.allocated}, its movements ${sums.onHand}/${sums.allocated}`
      : undefined,
  ),
);

const allocatedIsHeld = rule('allocated is what reservations hold', ({ streams }, world) => {
  const ids = world.buyers.flatMap((buyer, index) => idsOf(index, buyer));
  return first(world.streams, (stream, index) => {
    const held = ids.reduce((sum, id) => sum + heldIn(stream, id), 0);
    const { allocated } = stream.state.balance;
    return held === allocated ? undefined : `${streams[index]?.name ?? ''} has ${allocated} allocated and ${held} held`;
  });
});

/** Units of one line that the buyer's reservations hold, in whatever bucket and under whatever id. */
const heldOfLine = ({ scope, streams }: Setting, world: World, buyer: number, line: number): number => {
  const item = scope.buyers[buyer]?.lines[line]?.item ?? 0;
  const ids = idsOf(buyer, world.buyers[buyer] ?? { ids: 1 });
  return bucketsOf(streams, item).reduce((sum, index) => {
    const stream = world.streams[index];
    return sum + (stream ? ids.reduce((units, id) => units + heldIn(stream, id), 0) : 0);
  }, 0);
};

const eachBuyer = (setting: Setting, world: World, problem: (buyer: number, stage: Stage, held: readonly number[]) => string | undefined) =>
  first(world.buyers, ({ stage }, buyer) => {
    const lines = setting.scope.buyers[buyer]?.lines ?? [];
    return problem(
      buyer,
      stage,
      lines.map((_line, line) => heldOfLine(setting, world, buyer, line)),
    );
  });

const wantedOf = ({ scope }: Setting, buyer: number): readonly number[] =>
  (scope.buyers[buyer]?.lines ?? []).map(({ quantity }) => quantity);

const heldOnce = rule('a reservation is held once', (setting, world) =>
  eachBuyer(setting, world, (buyer, _stage, held) => {
    const wanted = wantedOf(setting, buyer);
    return held.some((units, line) => units > (wanted[line] ?? 0))
      ? `${buyerName(buyer)} holds ${held.join('+')} of ${wanted.join('+')}`
      : undefined;
  }),
);

const beforeSettling: ReadonlySet<Stage> = new Set(['idle', 'asking', 'unsure', 'held', 'refused', 'wronged', 'closed']);

const allOrNothing = rule('all lines are reserved or none', (setting, world) =>
  eachBuyer(setting, world, (buyer, stage, held) => {
    // A cart runs out item by item, so it may be gone in part.
    if (setting.scope.buyers[buyer]?.first === 'cart' || !beforeSettling.has(stage)) return undefined;
    return new Set(held.map((units) => units > 0)).size > 1 ? `${buyerName(buyer)} holds ${held.join('+')}` : undefined;
  }),
);

const promiseKept = rule('who was told so holds all', (setting, world) =>
  eachBuyer(setting, world, (buyer, stage, held) => {
    const wanted = wantedOf(setting, buyer);
    return stage === 'held' && held.some((units, line) => units !== wanted[line])
      ? `${buyerName(buyer)} holds ${held.join('+')} of ${wanted.join('+')}`
      : undefined;
  }),
);

const canBeShipped = rule('what was promised can be shipped', (_setting, world) =>
  first(world.buyers, ({ settled }, buyer) => (settled < 0 ? `the ledger refuses ${buyerName(buyer)}'s goods` : undefined)),
);

const noUndersell = rule('refused only when units are short', (_setting, world) =>
  first(world.buyers, ({ stage }, buyer) =>
    stage === 'wronged' ? `${buyerName(buyer)} was refused though the units were free all the time` : undefined,
  ),
);

const closedOnlyAfterExpiry = rule('only a cart can be over', (setting, world) =>
  first(world.buyers, ({ stage }, buyer) =>
    stage === 'closed' && setting.scope.buyers[buyer]?.first !== 'cart'
      ? `${buyerName(buyer)} was told that its reservation is over`
      : undefined,
  ),
);

const nothingIsLost = rule('no unit is lost', (setting, world) => {
  const { scope, streams } = setting;
  return first(scope.items, (buckets, item) => {
    const received = (scope.receipts ?? []).reduce(
      (sum, entry, index) => (entry.item === item && world.received[index] ? sum + entry.quantity : sum),
      0,
    );
    const shipped = world.buyers.reduce((sum, { stage, settled }, buyer) => {
      const lines = stage === 'shipping' || stage === 'shipped' ? (scope.buyers[buyer]?.lines.slice(0, settled) ?? []) : [];
      return sum + lines.reduce((units, line) => (line.item === item ? units + line.quantity : units), 0);
    }, 0);
    const carried = world.calls.reduce((sum, { inHand }) => (inHand && streams[inHand.to]?.item === item ? sum + inHand.quantity : sum), 0);
    const expected = buckets.reduce((sum, units) => sum + units, 0) + received - shipped - carried;
    const there = bucketsOf(streams, item).reduce((sum, index) => sum + (world.streams[index]?.state.balance.onHand ?? 0), 0);
    return there === expected ? undefined : `${expected} units should be there, and ${there} are`;
  });
});

/** The command again, on the state as it stands: accepted, and nothing new. */
const changesNothing = (world: World, stream: number, command: Parameters<typeof decideOn>[1]): boolean => {
  const found = world.streams[stream];
  const decision = found && decideOn(found.state, command);
  return decision?.ok === true && decision.value.length === 0;
};

const repeatsAreHarmless = rule('a repetition changes nothing', (setting, world) =>
  first(world.buyers, ({ stage, settled, ids }, buyer) => {
    const spec = setting.scope.buyers[buyer];
    const roams = setting.scope.mistake === 'reserve-where-found';
    if (!spec || roams || settled < 0) return undefined;
    const reservationId = reservationIdOf(buyer, ids);
    return first(spec.lines, ({ item, quantity }, line) => {
      const stream = homeOf(setting.streams, spec, item);
      const isSettled = line < settled;
      if (
        stage === 'held' &&
        !changesNothing(world, stream, { type: 'ReserveStock', reservationId, quantity, kind: 'order', now: nowOf(world) })
      )
        return `${buyerName(buyer)} could reserve again`;
      if (!isSettled) return undefined;
      const again =
        stage === 'shipping' || stage === 'shipped'
          ? ({ type: 'ShipStock', movementId: `ship-${buyerName(buyer)}`, reservationId, quantity } as const)
          : ({ type: 'ReleaseReservation', reservationId } as const);
      return setting.scope.mistake === 'release-forgets' || changesNothing(world, stream, again)
        ? undefined
        : `${buyerName(buyer)}'s ${again.type} would count twice`;
    });
  }),
);

const nothingWithoutOwner = rule('nothing is held without an owner', (setting, world) =>
  eachBuyer(setting, world, (buyer, stage, held) => {
    const keeps = stage === 'held' || (stage === 'cart' && setting.scope.expiry !== true);
    const wanted = wantedOf(setting, buyer);
    const units = held.reduce((sum, each) => sum + each, 0);
    const owned = keeps ? wanted.reduce((sum, each) => sum + each, 0) : 0;
    return units > owned ? `${units} units stay reserved for ${buyerName(buyer)}, who knows of ${owned}` : undefined;
  }),
);

const ended: ReadonlySet<Stage> = new Set(['cart', 'held', 'refused', 'closed', 'gone', 'shipped']);

const everyoneIsAnswered = rule('everyone is answered', (_setting, world) =>
  world.calls.length > 0
    ? 'a call is left'
    : first(world.buyers, ({ stage }, buyer) => (ended.has(stage) ? undefined : `${buyerName(buyer)} is left ${stage}`)),
);

export const invariantsOf = (setting: Setting): readonly Invariant<World>[] =>
  [
    noOversell,
    booksAddUp,
    allocatedIsHeld,
    heldOnce,
    allOrNothing,
    promiseKept,
    canBeShipped,
    noUndersell,
    closedOnlyAfterExpiry,
    nothingIsLost,
    repeatsAreHarmless,
  ].map((make) => make(setting));

export const finalChecksOf = (setting: Setting): readonly Invariant<World>[] =>
  [nothingWithoutOwner, everyoneIsAnswered].map((make) => make(setting));
