import { afterEach, expect, it } from 'vitest';
import { type Pump, startPump } from '../../../lib/platform/embedded/runtime/pump.ts';

let pump: Pump | undefined;
afterEach(() => pump?.stop());

it('looks again while a step waits for somebody slow, as far as steps may run side by side', async () => {
  let begun = 0;
  let underWay = 0;
  let most = 0;
  let letGo = (): void => undefined;
  const slow = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const step = async (): Promise<boolean> => {
    begun += 1;
    underWay += 1;
    most = Math.max(most, underWay);
    await slow;
    underWay -= 1;
    return false;
  };
  pump = startPump({ step, idleMs: 5, concurrency: 2, onError: () => undefined });
  await expect.poll(() => begun).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(most).toBe(2);
  letGo();
  await expect.poll(() => begun).toBeGreaterThan(2);
});

it('begins nothing after it was stopped, and waits for what is under way', async () => {
  let begun = 0;
  pump = startPump({
    step: async () => {
      begun += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return true;
    },
    idleMs: 5,
    onError: () => undefined,
  });
  await expect.poll(() => begun).toBeGreaterThan(1);
  await pump.stop();
  const atStop = begun;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(begun).toBe(atStop);
});
