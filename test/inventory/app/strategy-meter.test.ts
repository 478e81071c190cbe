import { describe, expect, it } from 'vitest';
import { createStrategyMeter, type StrategyMeter } from '../../../lib/inventory/app/reservations/strategy-meter.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import { startOfTests } from '../../contract/engine.ts';

const noteMany = (meter: StrategyMeter, stem: string, items: number): void => {
  for (let index = 0; index < items; index += 1) meter.note(`${stem}-${index}`);
};

describe('measuring many items', () => {
  it('forgets those that nobody asks for and keeps the one that everybody wants', () => {
    const meter = createStrategyMeter(createVirtualClock(startOfTests));
    for (let count = 0; count < 100; count += 1) for (const name of ['wanted', 'dropped']) meter.note(name);
    expect([meter.strategyOf('wanted'), meter.strategyOf('dropped')]).toEqual(['group', 'group']);
    for (const stem of ['one', 'two', 'three']) {
      noteMany(meter, stem, 9_000);
      meter.note('wanted');
    }
    expect([meter.strategyOf('wanted'), meter.strategyOf('dropped'), meter.strategyOf('unknown')]).toEqual(['group', 'plain', 'plain']);
  });
});

describe('measuring what other processes write', () => {
  const open = () => {
    const clock = createVirtualClock(startOfTests);
    const meter = createStrategyMeter(clock, 'buckets');
    const look = (version: number, stream = 0, streams = 1): string => {
      meter.note('item');
      meter.see('item', stream, version, streams);
      return meter.strategyOf('item');
    };
    return { clock, look };
  };

  it('finds a rush by how far the stream has grown between two looks, however little this process is asked', () => {
    const { clock, look } = open();
    expect(look(1_000)).toBe('plain');
    clock.advanceMs(2_000);
    expect(look(1_250)).toBe('buckets');
    clock.advanceMs(2_000);
    // Seventy a second: between the bounds it stays as it is.
    expect(look(1_390)).toBe('buckets');
    clock.advanceMs(2_000);
    expect(look(1_400)).toBe('plain');
  });

  it('finds it within a second, and takes a few writes in a few milliseconds for none', () => {
    const { clock, look } = open();
    look(1_000);
    clock.advanceMs(5);
    expect(look(1_010)).toBe('plain');
    clock.advanceMs(300);
    expect(look(1_120)).toBe('buckets');
  });

  it('takes one bucket for as many as there are', () => {
    const { clock, look } = open();
    look(10, 3, 8);
    clock.advanceMs(1_000);
    expect(look(25, 3, 8)).toBe('buckets');
  });

  it('makes nothing of two looks that lie far apart', () => {
    const { clock, look } = open();
    look(1_000);
    clock.advanceMs(60_000);
    expect(look(100_000)).toBe('plain');
  });
});
