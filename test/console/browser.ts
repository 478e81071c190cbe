import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export { chromiumRequirement, openBrowser } from '../../scripts/support/chromium.ts';

export const sizes = { desktop: { width: 1360, height: 900 }, phone: { width: 375, height: 812 } } as const;
export type Size = keyof typeof sizes;

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
};

/** What axe finds against WCAG 2.2 AA and its own best practices, one line for each element. */
export const accessibilityProblems = async (page: Page): Promise<readonly string[]> => {
  // What is evaluated is not held back by the content security policy, so the page is tested with the one it has.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      readonly axe: { readonly run: (options: object) => Promise<{ readonly violations: readonly Violation[] }> };
    };
    // Every rule is run; what is right is not described, and style sheets are not fetched a second time.
    return (await axe.run({ resultTypes: ['violations'], preload: false })).violations;
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
};

type Requests = { open: number; lastAt: number };
const requestsOf = new WeakMap<Page, Requests>();

/** Begins to count what the page asks for. */
export const countRequests = (page: Page): void => {
  const requests: Requests = { open: 0, lastAt: performance.now() };
  const note = (change: number) => (): void => {
    requests.open = Math.max(0, requests.open + change);
    requests.lastAt = performance.now();
  };
  page.on('request', note(1));
  page.on('requestfinished', note(-1));
  page.on('requestfailed', note(-1));
  requestsOf.set(page, requests);
};

const settledMs = 120;
/** How long a computer that is busy with other suites may take for what a person would see at once. */
export const patienceMs = 30_000;

const withoutEnd = (path: string): string => path.replace(/\/$/, '');

/**
 * Whether what is drawn belongs to the address. The page before stays until the next one can be drawn, and may have buttons of
 * the same name.
 */
const isOfItsAddress = async (page: Page): Promise<boolean> => {
  try {
    const drawn = await page.evaluate<string | undefined>(`document.getElementById('main')?.dataset.page`);
    return drawn === undefined || withoutEnd(new URL(page.url()).pathname) === withoutEnd(`/console${drawn}`);
  } catch {
    // It is being loaded anew, so that there is nothing to ask yet.
    return false;
  }
};

/** Waits until the page has had all it asked for, and has drawn it without asking for more. */
export const settled = async (page: Page): Promise<void> => {
  const requests = requestsOf.get(page);
  if (!requests) throw new Error('Nobody counts what this page asks for');
  const until = performance.now() + patienceMs;
  while (requests.open > 0 || performance.now() - requests.lastAt < settledMs || !(await isOfItsAddress(page))) {
    if (performance.now() > until) throw new Error(`${page.url()} is not drawn, with ${requests.open} answers outstanding`);
    await page.waitForTimeout(20);
  }
};

/** How many pixels the page is wider than the screen; a person would have to push it sideways. */
export const sidewaysOverflow = (page: Page): Promise<number> =>
  page.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);

/** Saves what the page looks like, where `WAYBILL_SCREENSHOTS` names a folder. */
export const keepScreenshot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['WAYBILL_SCREENSHOTS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
};
