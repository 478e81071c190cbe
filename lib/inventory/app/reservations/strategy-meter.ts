import { toEpochMs } from '../../../kernel/instant.ts';
import { createRecentMap } from '../../../kernel/recent-map.ts';
import type { Clock } from '../../../platform/ports.ts';
import {
  type BusyBounds,
  type BusyStrategy,
  chooseStrategy,
  type StrategyName,
  usualBounds,
} from '../../domain/reservation-strategy.choice.ts';

/** Tells the strategy of each item from how many reservations are asked of it. */
export type StrategyMeter = {
  /** One more reservation of the item is asked for. */
  readonly note: (name: string) => void;
  /**
   * A stream of the item was found at this version. From two such moments follows what all processes together write, without
   * a counter that they would have to share. @param streams streams like it that the item's writers are spread over
   */
  readonly see: (name: string, stream: number, version: number, streams: number) => void;
  /** As of the last that was noted or seen. */
  readonly strategyOf: (name: string) => StrategyName;
};

type Measured = {
  startedAtMs: number;
  count: number;
  countBefore: number;
  /** What all writers together wrote in a second when it was last seen, and when that was. */
  seenPerSecond: number;
  seenAtMs: number;
  strategy: StrategyName;
};

const windowMs = 1_000;

/** Items of one generation: those that nobody has asked for during a whole one are forgotten. Two are kept. */
const generationMax = 10_000;

/** Moves the window on to now. What lies before the last window does not count any more. */
const moveOn = (measured: Measured, nowMs: number): void => {
  const passed = Math.floor((nowMs - measured.startedAtMs) / windowMs);
  if (passed === 0) return;
  // A clock that was set back starts the measure anew.
  measured.countBefore = passed === 1 ? measured.count : 0;
  measured.count = 0;
  measured.startedAtMs = passed > 0 ? measured.startedAtMs + passed * windowMs : nowMs;
};

/** Reservations of the last second: the running window, and of the one before the part that lies within a second. */
const rateOf = ({ startedAtMs, count, countBefore }: Measured, nowMs: number): number =>
  count + countBefore * (1 - (nowMs - startedAtMs) / windowMs);

type Sighting = { readonly version: number; readonly atMs: number };

/** Sightings that lie further apart say little about now. */
const sightingMaxMs = 10_000;

/**
 * Measures what is asked in this process, where buyers wait for one another, and how fast the streams of an item grow, by
 * whoever writes them.
 */
export const createStrategyMeter = (clock: Clock, busy: BusyStrategy = 'group', bounds: BusyBounds = usualBounds): StrategyMeter => {
  const sightings = createRecentMap<string, Sighting>(generationMax);
  let recent = new Map<string, Measured>();
  let earlier: ReadonlyMap<string, Measured> = new Map();

  const measuredOf = (name: string, nowMs: number): Measured => {
    const known = recent.get(name);
    if (known) return known;
    if (recent.size >= generationMax) [recent, earlier] = [new Map(), recent];
    const measured = earlier.get(name) ?? {
      startedAtMs: nowMs,
      count: 0,
      countBefore: 0,
      seenPerSecond: 0,
      seenAtMs: nowMs,
      strategy: 'plain',
    };
    recent.set(name, measured);
    return measured;
  };

  const choose = (measured: Measured, nowMs: number): void => {
    const sinceMs = nowMs - measured.seenAtMs;
    const isRecent = sinceMs >= 0 && sinceMs <= sightingMaxMs;
    const rate = Math.max(rateOf(measured, nowMs), isRecent ? measured.seenPerSecond : 0);
    measured.strategy = chooseStrategy(measured.strategy, rate, busy, bounds);
  };

  return {
    note: (name) => {
      const nowMs = toEpochMs(clock.now());
      const measured = measuredOf(name, nowMs);
      moveOn(measured, nowMs);
      measured.count += 1;
      choose(measured, nowMs);
    },
    see: (name, stream, version, streams) => {
      const nowMs = toEpochMs(clock.now());
      const key = `${name}/${stream}`;
      const before = sightings.get(key);
      const passedMs = before ? nowMs - before.atMs : Number.NaN;
      // Within a second growth is counted on, so that a few writes in a few milliseconds are not taken for a rush.
      if (before && passedMs >= 0 && passedMs < windowMs && (version - before.version) * streams < bounds.fromPerSecond) return;
      sightings.set(key, { version, atMs: nowMs });
      if (!before || passedMs < 0 || passedMs > sightingMaxMs) return;
      const perSecond = ((version - before.version) * streams * 1_000) / Math.max(passedMs, windowMs);
      const measured = measuredOf(name, nowMs);
      measured.seenPerSecond = perSecond;
      measured.seenAtMs = nowMs;
      choose(measured, nowMs);
    },
    strategyOf: (name) => (recent.get(name) ?? earlier.get(name))?.strategy ?? 'plain',
  };
};
