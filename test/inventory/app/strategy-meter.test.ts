import { describe, expect, it } from 'vitest';
import { createStrategyMeter, type StrategyMeter } from '../../../lib/inventory/app/strategy-meter.ts';
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
