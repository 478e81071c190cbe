// `npm run conformance -- <corpus folder>`: runs the adapters over payloads that others have published.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { conformAddresses } from './addresses.ts';
import { conformChannel } from './channel.ts';
import { conformHmac } from './hmac.ts';
import type { Outcome } from './outcome.ts';
import { conformShopify } from './shopify.ts';

type Run = (folder: string) => Promise<readonly Outcome[]>;

const modules: { readonly folder: string; readonly run: Run }[] = [
  { folder: 'shopify', run: conformShopify },
  { folder: 'woocommerce', run: conformChannel('woocommerce') },
  { folder: 'amazon_spapi', run: conformChannel('amazon') },
  { folder: 'walmart', run: conformChannel('walmart') },
  { folder: 'hmac', run: conformHmac },
  { folder: 'data/geo', run: conformAddresses },
];

const aslModule = new URL('./asl.ts', import.meta.url);
if (existsSync(aslModule)) {
  const { conformAsl } = (await import(aslModule.href)) as { readonly conformAsl: Run };
  modules.push({ folder: 'asl', run: conformAsl });
}

const [corpus] = process.argv.slice(2);
if (corpus === undefined || !existsSync(corpus)) {
  console.error(`Name the folder of the corpus: npm run conformance -- <folder>${corpus === undefined ? '' : ` (there is no ${corpus})`}`);
  process.exit(2);
}

const outcomes: Outcome[] = [];
for (const { folder, run } of modules) {
  const found = await run(path.join(corpus, folder));
  for (const { line } of found) console.log(line);
  // An empty folder would pass by having nothing to say.
  if (found.length === 0) console.log(`none ${folder}: the corpus has no such files`);
  outcomes.push(...found);
}

const failures = outcomes.filter(({ ok }) => !ok).length;
console.log(`conformance: ${outcomes.length - failures} passed, ${failures} failed`);
process.exitCode = failures > 0 || outcomes.length === 0 ? 1 : 0;
