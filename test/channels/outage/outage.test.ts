// Four channels on virtual time: what is lost, doubled or late when one of them goes down, and when everything goes wrong.
import { describe, expect, it } from 'vitest';
import { channelNames } from '../../../lib/channels/domain/channel-names.ts';
import { faultKinds } from '../../../lib/platform/simulation/faults.ts';
import { outageText } from '../../../scripts/channel-outage/report.ts';
import { type OutageOptions, runOutage } from '../../../scripts/channel-outage/scenario.ts';

const day: OutageOptions = {
  seed: 3,
  hours: 26,
  ordersPerHour: 2,
  down: null,
  downAfterHours: 1,
  downHours: 24,
  faults: new Set(),
};
const timeout = { timeout: 240_000 };

let calmDay: ReturnType<typeof runOutage> | undefined;

describe('a channel that is down for 24 hours', () => {
  it.each(channelNames)('loses no order of %s, doubles none, and holds up no other', timeout, async (down) => {
    calmDay ??= runOutage(day);
    const calm = await calmDay;
    const outage = await runOutage({ ...day, down });
    expect(outageText(day, calm, outage).problems).toEqual([]);
    for (const [index, { channel, placed, recorded, maxSeconds, missed, recoveryMinutes }] of outage.channels.entries()) {
      expect(recorded).toBe(placed);
      if (channel === down) {
        expect(missed).toBeGreaterThan(20);
        expect(recoveryMinutes).toBeLessThan(10);
        continue;
      }
      // The same customers come, and none of them waits longer than a minute, as on the calm day.
      expect(placed).toBe(calm.channels[index]?.placed);
      expect(maxSeconds).toBeLessThan(60);
    }
  });
});

describe('with everything going wrong at once', () => {
  it.each([1, 2, 3, 4])('every order of every channel is recorded once, seed %i', timeout, async (seed) => {
    const down = channelNames[seed % channelNames.length] ?? null;
    const report = await runOutage({ ...day, seed, hours: 3, ordersPerHour: 8, down, downHours: 1.5, faults: new Set(faultKinds) });
    expect(report.lost).toEqual([]);
    expect(report.wrongStock).toEqual([]);
    expect(report.deadLetters).toEqual([]);
    for (const { placed, recorded, twice } of report.channels) expect({ recorded, twice }).toEqual({ recorded: placed, twice: 0 });
  });

  it('goes the same way again under the same seed', timeout, async () => {
    const options: OutageOptions = { ...day, seed: 9, hours: 1, ordersPerHour: 6, down: 'amazon', downAfterHours: 0.2, downHours: 0.3 };
    const faulty = { ...options, faults: new Set(faultKinds) };
    expect(await runOutage(faulty)).toEqual(await runOutage(faulty));
  });
});
