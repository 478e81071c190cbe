import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Installation, openInstallation, stockUp } from './installation.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
  await stockUp(installation.api, { east: { MUG: 20 }, west: { MUG: 5 } });
});
afterAll(() => installation.close());

const looks = async (): Promise<number> => {
  const { waiting, inFlight } = await installation.runtime.platform.queue('location-standings').depth();
  return waiting + inFlight;
};
const keep = (units: number, version: number) =>
  installation.api('PUT', '/policies/safety_stock', {
    value: { default_units: units, overrides: [] },
    note: 'for the test',
    expected_version: version,
  });

it('has each open location looked at again once other units are kept, and once they are kept as before', async () => {
  // Locations that have just been made are looked at as well.
  const before = await looks();
  expect(await keep(9, 0)).toMatchObject({ status: 200, body: { policy: { version: 1 } } });
  expect((await looks()) - before).toBeGreaterThanOrEqual(2);
  expect(await keep(0, 1)).toMatchObject({ status: 200, body: { policy: { version: 2 } } });
  expect((await looks()) - before).toBeGreaterThanOrEqual(4);
  const restored = await installation.api('POST', '/policies/safety_stock/restore', { version: 1, note: 'as before' });
  expect(restored).toMatchObject({ status: 200, body: { policy: { version: 3 } } });
  expect((await looks()) - before).toBeGreaterThanOrEqual(6);
});
