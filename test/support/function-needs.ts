import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { functionNeeds } from '../../lib/function-needs.ts';
import type { FunctionPlatform } from '../../lib/platform/embedded/runtime/functions.ts';
import { type Need, restrictPlatform } from '../../lib/platform/needs.ts';

// Set by `npm test`, which compares in the end what was declared with what was used.
const folder = process.env['WAYBILL_NEEDS_USED'];
// Set by `npm run build:needs`, which declares whatever is used.
const allowAll = process.env['WAYBILL_NEEDS_ALLOW'] === 'all';

const reported = new Set<string>();

const report = (handler: string, need: Need): void => {
  const line = `${handler} ${need}\n`;
  if (folder === undefined || reported.has(line)) return;
  reported.add(line);
  appendFileSync(join(folder, `${process.pid}.txt`), line);
};

const everything: ReadonlySet<Need> = Object.freeze({ has: () => true }) as unknown as ReadonlySet<Need>;

/** Each function sees the platform through its declared needs, as its role will let it in AWS. */
export const restrictedPlatform: FunctionPlatform = (platform, handler) =>
  restrictPlatform(platform, handler, allowAll ? everything : new Set(functionNeeds[handler]), (need) => report(handler, need));
