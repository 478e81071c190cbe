import { between, type Chance, chanceOf, pick, weighted } from './chance.ts';
import type { HistoryPlace } from './history.rows.ts';
import { channels, giftShare, returningShare, states } from './history.setting.ts';

/** A household that buys: no name, no address, only what tells households apart. */
export type Person = {
  readonly id: string;
  readonly emailDomain: string;
  readonly home: HistoryPlace;
  readonly channel: string;
  readonly devices: readonly string[];
  readonly ip: string;
  readonly paymentKind: string;
  readonly size: number;
};

export type Visit = {
  readonly person: Person;
  readonly device: string | null;
  readonly ip: string;
  readonly shipping: HistoryPlace;
};

const domains: readonly (readonly [string, number])[] = [
  ['gmail.com', 46],
  ['yahoo.com', 14],
  ['outlook.com', 13],
  ['icloud.com', 12],
  ['example.com', 8],
  ['example.org', 7],
];
const domainAt = weighted(domains.map(([, weight]) => weight));
const stateAt = weighted(states.map(([, weight]) => weight));
const channelAt = weighted(channels.map(([, weight]) => weight));
const payments: readonly (readonly [string, number])[] = [
  ['card', 66],
  ['wallet', 26],
  ['invoice', 8],
];
const paymentAt = weighted(payments.map(([, weight]) => weight));

/** A place in a state: two more digits of the postcode's beginning and two of no meaning. */
export const placeIn = (chance: Chance, index: number): HistoryPlace => {
  const state = states[index] ?? states[0];
  const [region = 'CA', , , , postal = '93'] = state ?? [];
  return { country: 'US', region, postal_code: `${postal}${String(between(chance, 0, 999)).padStart(3, '0')}` };
};

export const anyPlace = (chance: Chance): HistoryPlace => placeIn(chance, stateAt(chance));

/** An address in the part of IPv6 that is kept for documentation (RFC 3849), with a network of its own for most households. */
export const addressOf = (chance: Chance): string =>
  `2001:db8:${between(chance, 1, 0xffff).toString(16)}::${between(chance, 1, 0xffff).toString(16)}`;

const deviceOf = (chance: Chance): string =>
  Array.from({ length: 20 }, () => 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'[between(chance, 0, 61)]).join('');

export const newDevices = (chance: Chance, count: number): readonly string[] => Array.from({ length: count }, () => deviceOf(chance));

const newPerson = (chance: Chance, id: string): Person => ({
  id,
  emailDomain: domains[domainAt(chance)]?.[0] ?? 'example.com',
  home: anyPlace(chance),
  channel: channels[channelAt(chance)]?.[0] ?? 'storefront',
  devices: newDevices(chance, chanceOf(chance, 0.35) ? 2 : 1),
  ip: addressOf(chance),
  paymentKind: payments[paymentAt(chance)]?.[0] ?? 'card',
  size: between(chance, 0, 6),
});

/**
 * The people who buy. Those who bought lately come back more often than others.
 * @param back share of orders for which somebody comes back
 */
export const createPeople = (chance: Chance, back = returningShare) => {
  const known: Person[] = [];
  const grow = (): Person => {
    const person = newPerson(chance, `c${String(known.length + 1).padStart(6, '0')}`);
    known.push(person);
    return person;
  };
  const someone = (): Person => {
    if (known.length === 0 || !chanceOf(chance, back)) return grow();
    // The square root of a chance leans towards the newest.
    return known[Math.floor(Math.sqrt(chance.next()) * known.length)] ?? grow();
  };
  return {
    /** The next one to buy, with what they buy by. */
    visit: (): Visit => {
      const person = someone();
      // Marketplaces say nothing of devices.
      const tellsDevice = person.channel === 'storefront' || person.channel === 'shopify';
      const travels = chanceOf(chance, 0.06);
      return {
        person,
        device: tellsDevice ? pick(chance, person.devices) : null,
        ip: travels ? addressOf(chance) : person.ip,
        shipping: chanceOf(chance, giftShare) ? anyPlace(chance) : person.home,
      };
    },
    /** Somebody who has bought before; undefined while there is nobody. */
    victim: (): Person | undefined => known[Math.floor(chance.next() * known.length)],
  };
};

export type People = ReturnType<typeof createPeople>;
