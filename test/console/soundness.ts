import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { accessibilityProblems, settled, sidewaysOverflow } from './browser.ts';
import type { Visit } from './support.ts';

/** A dialog that fades in is half transparent meanwhile, and would be found too pale. */
const dialogsAreThere = async (page: Page): Promise<void> => {
  const areOpaque = () =>
    page
      .getByRole('dialog')
      .evaluateAll((dialogs) => dialogs.every((dialog) => dialog.ownerDocument.defaultView?.getComputedStyle(dialog).opacity === '1'));
  await expect.poll(areOpaque, { timeout: 10_000 }).toBe(true);
};

/** What nobody should have to put up with, of the page as it stands now, an open dialog included. */
export const soundness = async ({ page, complaints }: Visit) => {
  await settled(page);
  await dialogsAreThere(page);
  return { accessibility: await accessibilityProblems(page), pixelsTooWide: await sidewaysOverflow(page), complaints };
};

export const sound = { accessibility: [], pixelsTooWide: 0, complaints: [] } as const;
