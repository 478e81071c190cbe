import { between, type Chance, chanceOf, logNormal, pick, poisson } from './chance.ts';
import type { HistoryOptions } from './history.setting.ts';
import type { HistoryPlace } from './history.rows.ts';
import { addressOf, anyPlace, newDevices, type People } from './people.ts';

/** A purchase with somebody else's money. */
export type Theft = {
  readonly customerId: string;
  readonly emailDomain: string;
  readonly device: string | null;
  readonly ip: string;
  readonly channel: string;
  readonly billing: HistoryPlace;
  readonly shipping: HistoryPlace;
  /** Minutes from midnight, UTC. */
  readonly minutes: number;
  /** Units of the line, mostly of one dear article. */
  readonly units: number;
};

/** Some accounts, few devices, few addresses, for some days. */
type Ring = {
  readonly from: number;
  readonly to: number;
  readonly ordersPerDay: number;
  readonly devices: readonly string[];
  readonly ips: readonly string[];
  readonly drops: readonly HistoryPlace[];
};

const ringDays = [3, 14] as const;
const takeoverShare = 0.3;
const throwawayDomains = ['mailinator.com', 'guerrillamail.com', '10minutemail.com', 'gmail.com', 'outlook.com'] as const;

const newRing = (chance: Chance, day: number, ordersPerDay: number): Ring => ({
  from: day,
  to: day + between(chance, ...ringDays),
  ordersPerDay,
  devices: newDevices(chance, between(chance, 1, 3)),
  ips: Array.from({ length: between(chance, 2, 5) }, () => addressOf(chance)),
  drops: Array.from({ length: between(chance, 1, 3) }, () => anyPlace(chance)),
});

/** Another machine of the same network. */
const neighbourOf = (chance: Chance, ip: string): string => ip.replace(/[0-9a-f]+$/, between(chance, 1, 0xffff).toString(16));

const nightMinutes = (chance: Chance): number =>
  chanceOf(chance, 0.45) ? between(chance, 0, 6 * 60 - 1) : between(chance, 6 * 60, 24 * 60 - 1);

/**
 * Thieves: rings that share devices and addresses, and takeovers of accounts that have bought before.
 * @param people whose accounts are taken over
 */
export const createThieves = (chance: Chance, options: HistoryOptions, people: Pick<People, 'victim'>) => {
  let rings: readonly Ring[] = [];
  let accounts = 0;

  const byRing = (ring: Ring): Theft => {
    accounts += 1;
    return {
      customerId: `x${String(accounts).padStart(6, '0')}`,
      emailDomain: pick(chance, throwawayDomains),
      device: chanceOf(chance, 0.85) ? pick(chance, ring.devices) : null,
      ip: neighbourOf(chance, pick(chance, ring.ips)),
      channel: chanceOf(chance, 0.7) ? 'storefront' : 'shopify',
      billing: anyPlace(chance),
      shipping: pick(chance, ring.drops),
      minutes: nightMinutes(chance),
      units: 1 + poisson(chance, 1.3),
    };
  };

  const byTakeover = (): Theft | undefined => {
    const victim = people.victim();
    if (!victim) return undefined;
    return {
      customerId: victim.id,
      emailDomain: victim.emailDomain,
      device: newDevices(chance, 1)[0] ?? null,
      ip: addressOf(chance),
      channel: victim.channel,
      billing: victim.home,
      shipping: anyPlace(chance),
      minutes: nightMinutes(chance),
      units: 1 + poisson(chance, 0.7),
    };
  };

  return {
    /** What is stolen on a day on which honest people order so often. */
    on: (day: number, honestOrders: number): readonly Theft[] => {
      const perDay = options.ordersPerDay * options.fraudShare * (1 - takeoverShare);
      // Four rings or so are at work at a time, each for a week; together they make the share.
      const lasting = (ringDays[0] + ringDays[1]) / 2 + 1;
      rings = rings.filter(({ to }) => to >= day);
      const begun = poisson(chance, 4 / lasting);
      rings = [
        ...rings,
        ...Array.from({ length: begun }, () => newRing(chance, day, logNormal(chance, perDay / 4, 0.5) * Math.exp(-0.125))),
      ];
      const growth = honestOrders / options.ordersPerDay;
      const stolen = rings.flatMap((ring) => Array.from({ length: poisson(chance, ring.ordersPerDay * growth) }, () => byRing(ring)));
      const taken = Array.from({ length: poisson(chance, honestOrders * options.fraudShare * takeoverShare) }, byTakeover);
      return [...stolen, ...taken.filter((theft) => theft !== undefined)];
    },
  };
};

/** Share of thefts whose victim complains, and in how many days: a median of five weeks, never more than four months. */
export const chargebackShare = 0.87;
export const chargebackDays = (chance: Chance): number => Math.min(118, Math.max(3, Math.round(logNormal(chance, 34, 0.55))));
