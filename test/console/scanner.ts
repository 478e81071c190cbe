import type { Page } from 'playwright-core';
import { settled } from './browser.ts';
import type { Visit } from './support.ts';

/** Between two keys of a scanner, in seconds. */
const gapSeconds = 0.005;

/**
 * A scanner that types into whatever has the focus, and presses Enter. Its keys carry the times at which a scanner sends them,
 * so that a busy machine does not make it look like a person.
 */
export const openScanner = async (page: Page): Promise<(code: string) => Promise<void>> => {
  const keyboard = await page.context().newCDPSession(page);
  return async (code) => {
    let timestamp = Date.now() / 1_000;
    const press = async (key: string, text: string, windowsVirtualKeyCode?: number): Promise<void> => {
      timestamp += gapSeconds;
      const virtual = windowsVirtualKeyCode === undefined ? {} : { windowsVirtualKeyCode };
      await keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text, timestamp, ...virtual });
      await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp, ...virtual });
    };
    for (const key of code) await press(key, key);
    await press('Enter', '\r', 13);
  };
};

/** Opens pages for somebody who scans at once: what is scanned before a page listens is lost, and a person would do it again. */
export const openToScan =
  ({ page, open }: Visit): Visit['open'] =>
  async (path) => {
    await open(path);
    await settled(page);
  };
