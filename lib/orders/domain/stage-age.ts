// How long orders have stood in their stage, and from when that is too long.
import { type Instant, plusMs, toEpochMs } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { type OrderStatus, orderStatuses } from './order.values.ts';

/** Orders are counted anew so often. */
export const pipelineRenewedSeconds = 60;

/** Stages that orders leave again. Those of the other stages only ever become more, unless they come back. */
export const openStages = [
  'pending',
  'confirmed',
  'backorder',
  'processing',
  'allocated',
  'picking',
  'packed',
  'partially_shipped',
] as const satisfies readonly OrderStatus[];
export type OpenStage = (typeof openStages)[number];

export const isOpenStage = (status: string): status is OpenStage => openStages.some((stage) => stage === status);

/** Seconds after which an order counts as stuck in its stage; absent where none ever does. */
export type StuckAfter = Readonly<Partial<Record<OpenStage, number>>>;

const hour = 3_600;
const day = 24 * hour;

/**
 * Processing takes seconds, so hours mean that something broke. The other stages wait for people: a payment, a review, goods,
 * a warehouse.
 */
export const stuckAfterDefault: StuckAfter = {
  pending: 3 * day,
  confirmed: day,
  backorder: 3 * day,
  processing: 2 * hour,
  allocated: 2 * day,
  picking: day,
  packed: 2 * day,
  partially_shipped: 7 * day,
};

/** A year. */
export const stuckAfterSecondsMax = 365 * day;
const secondsMax = stuckAfterSecondsMax;

/**
 * Reads a setting such as `processing 7200, backorder 259200, pending off`. Stages that it does not name keep their default.
 * @returns or a sentence about the first part that cannot be read
 */
export const parseStuckAfter = (text: string): Result<StuckAfter, string> => {
  const stuckAfter: Partial<Record<OpenStage, number>> = { ...stuckAfterDefault };
  for (const part of text.split(',')) {
    const [stage = '', seconds = '', ...rest] = part.trim().split(/\s+/);
    if (!isOpenStage(stage) || rest.length > 0) return err(unreadable(part));
    if (seconds === 'off') delete stuckAfter[stage];
    else if (/^\d{1,9}$/.test(seconds) && Number(seconds) >= 1 && Number(seconds) <= secondsMax) stuckAfter[stage] = Number(seconds);
    else return err(unreadable(part));
  }
  return ok(stuckAfter);
};

const unreadable = (part: string): string =>
  `${JSON.stringify(part.trim())} is not a stage (${openStages.join(', ')}) and its seconds from 1 to ${secondsMax}, or off, such as processing 7200`;

/** Whether an order that has been in the stage since then counts as stuck at the moment. */
export const isStuck = (stuckAfter: StuckAfter, status: string, since: Instant, now: Instant): boolean => {
  const seconds = isOpenStage(status) ? stuckAfter[status] : undefined;
  return seconds !== undefined && toEpochMs(now) - toEpochMs(since) >= seconds * 1_000;
};

/** The moment until which orders of the stage must have come into it to count as stuck; undefined where none ever does. */
export const stuckSince = (stuckAfter: StuckAfter, status: string, now: Instant): Instant | undefined => {
  const seconds = isOpenStage(status) ? stuckAfter[status] : undefined;
  return seconds === undefined ? undefined : plusMs(now, -seconds * 1_000);
};

/** Upper ends, in seconds, of the ages that the pipeline tells apart: a quarter of an hour to three days. The last has none. */
export const ageLimits: readonly number[] = [900, hour, 2 * hour, 8 * hour, day, 3 * day];

/** Orders of one stage. */
export type Stage = {
  readonly status: OrderStatus;
  /** At least so many; exactly so many unless there are `more`. */
  readonly orders: number;
  readonly more: boolean;
  readonly stuck: number;
  readonly stuckAfterSeconds: number | null;
  /** When the one that has been in the stage for longest came into it. */
  readonly oldestSince: Instant | null;
  readonly ageing: readonly { readonly fromSeconds: number; readonly toSeconds: number | null; readonly orders: number }[];
};

export type StuckOrder = { readonly orderId: string; readonly status: OrderStatus; readonly since: Instant };

type Tally = { orders: number; more: boolean; stuck: number; oldestSince: Instant | null; readonly ages: number[] };

const ageOf = (seconds: number): number => {
  const found = ageLimits.findIndex((limit) => seconds < limit);
  return found === -1 ? ageLimits.length : found;
};

const earlier = (left: StuckOrder, right: StuckOrder): number =>
  left.since < right.since ? -1 : left.since > right.since ? 1 : left.orderId < right.orderId ? -1 : 1;

/** Counts orders by stage and age, and remembers the `stuckKept` that have been stuck for longest. */
export const createStageCount = (stuckAfter: StuckAfter, now: Instant, stuckKept: number) => {
  const nowMs = toEpochMs(now);
  const fresh = (): Tally => ({ orders: 0, more: false, stuck: 0, oldestSince: null, ages: [...ageLimits, 0].map(() => 0) });
  const tallies = new Map<string, Tally>(orderStatuses.map((status) => [status, fresh()]));
  let stuck: StuckOrder[] = [];

  const keep = (order: StuckOrder): void => {
    stuck.push(order);
    // Sorting now and then, because sorting for each would take longer than the counting.
    if (stuck.length > stuckKept * 2) stuck = stuck.sort(earlier).slice(0, stuckKept);
  };

  return {
    /** @param since undefined where it is not known: the order counts, and its age does not */
    add: (orderId: string, status: string, since: Instant | undefined): void => {
      const tally = tallies.get(status);
      if (!tally) return;
      tally.orders += 1;
      if (since === undefined) return;
      const age = ageOf((nowMs - toEpochMs(since)) / 1_000);
      tally.ages[age] = (tally.ages[age] ?? 0) + 1;
      if (tally.oldestSince === null || since < tally.oldestSince) tally.oldestSince = since;
      if (!isStuck(stuckAfter, status, since, now)) return;
      tally.stuck += 1;
      keep({ orderId, status: status as OrderStatus, since });
    },
    /** There are more of these stages than were counted. */
    stopEarly: (statuses: readonly string[]): void => {
      for (const status of statuses) {
        const tally = tallies.get(status);
        if (tally) tally.more = true;
      }
    },
    stages: (): readonly Stage[] =>
      orderStatuses.map((status): Stage => {
        const { ages, ...tally } = tallies.get(status) ?? fresh();
        const ageing = ages.map((orders, index) => ({
          fromSeconds: ageLimits[index - 1] ?? 0,
          toSeconds: ageLimits[index] ?? null,
          orders,
        }));
        return { status, ...tally, stuckAfterSeconds: (isOpenStage(status) ? stuckAfter[status] : undefined) ?? null, ageing };
      }),
    /** Those that have been stuck for longest, first to last. */
    stuck: (): readonly StuckOrder[] => stuck.sort(earlier).slice(0, stuckKept),
  };
};
