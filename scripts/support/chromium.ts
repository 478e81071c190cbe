import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const programs = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/opt/google/chrome/chrome'];

/** The browser of this machine: what `WAYBILL_CHROMIUM` names, or where packages put it. */
const chromiumProgram = (): string | undefined =>
  [process.env['WAYBILL_CHROMIUM'] ?? '', ...programs].find((path) => path !== '' && existsSync(path));

/** What is missing to run a browser, and the command that brings it. */
export const chromiumRequirement = (): { readonly missing: string | undefined; readonly install: string } => ({
  missing: chromiumProgram() === undefined ? 'there is no Chromium or Chrome' : undefined,
  install: 'apt-get install chromium, or set WAYBILL_CHROMIUM to the program of a Chromium or Chrome',
});

/** @throws Error when there is none */
export const openBrowser = (): Promise<Browser> => {
  const executablePath = chromiumProgram();
  if (executablePath === undefined) throw new Error('there is no Chromium or Chrome');
  return chromium.launch({
    executablePath,
    // A browser that asks nobody on the network, and that runs where there is one user alone.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
};
