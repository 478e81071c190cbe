import { toEpochMs } from '../../kernel/instant.ts';
import type { Clock } from '../../platform/ports.ts';
import { chooseStrategy, type StrategyName } from '../domain/reservation-strategy.choice.ts';

/** Tells the strategy of each item from how many reservations are asked of it. */
export type StrategyMeter = {
  /** One more reservation of the item is asked for. */
  readonly note: (name: string) => void;
  /** As of the last reservation that was noted. */
  readonly strategyOf: (name: string) => StrategyName;
};

type Measured = { startedAtMs: number; count: number; countBefore: number; strategy: StrategyName };

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

/** Measures in this process only, which is where buyers wait for one another. */
export const createStrategyMeter = (clock: Clock): StrategyMeter => {
  let recent = new Map<string, Measured>();
  let earlier: ReadonlyMap<string, Measured> = new Map();

  const measuredOf = (name: string, nowMs: number): Measured => {
    const known = recent.get(name);
    if (known) return known;
    if (recent.size >= generationMax) [recent, earlier] = [new Map(), recent];
    const measured = earlier.get(name) ?? { startedAtMs: nowMs, count: 0, countBefore: 0, strategy: 'plain' };
    recent.set(name, measured);
    return measured;
  };

  return {
    note: (name) => {
      const nowMs = toEpochMs(clock.now());
      const measured = measuredOf(name, nowMs);
      moveOn(measured, nowMs);
      measured.count += 1;
      measured.strategy = chooseStrategy(measured.strategy, rateOf(measured, nowMs));
    },
    strategyOf: (name) => (recent.get(name) ?? earlier.get(name))?.strategy ?? 'plain',
  };
};
