import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compose } from '../../lambdas/composition.ts';
import { scopesOf, systemPrincipal } from '../../lib/access/index.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { builtConsole } from '../console/built-console.ts';
import type { Runtime } from '../../lib/platform/embedded/runtime/runtime.ts';
import type { StaticPages } from '../../lib/platform/embedded/runtime/static-pages.ts';
import { databaseFileName } from '../../lib/platform/embedded/store.ts';
import { lockInstance } from './instance-lock.ts';
import { CommandError } from './command-error.ts';
import { openProduct } from './open-product.ts';
import { type DemoNotes, openDemo, prepareDemo, prepareDemoFolder, readDemoNotes, runDemo } from '../demo/demo.ts';

export type StartOptions = { readonly port: number; readonly host: string; readonly dataDir: string; readonly empty: boolean };

const print = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};

/** For storefronts: it places and reads orders, and reads products and stock. */
const storefrontLine = ({ storefrontKey = '' }: DemoNotes): string =>
  storefrontKey.startsWith('wb_sandbox_') ? `Sandbox key for storefronts  ${storefrontKey}` : `Key for storefronts  ${storefrontKey}`;

const printAddress = (url: string, notes: DemoNotes | undefined): void => {
  print(`Waybill answers at ${url}`);
  if (notes) {
    print(`Console            ${url}/console/#key=${notes.apiKey}`);
    print(storefrontLine(notes));
    print(`Storefront example ${url}/examples/storefront.html`);
    print(`Operator           ${notes.operator.email}, password ${notes.operator.password} (POST /sign-in; may release holds)`);
    print(`Try                curl -s -H 'x-api-key: ${notes.apiKey}' '${url}/orders?limit=3'`);
  } else {
    print(`Console            ${url}/console/`);
  }
  print('Stop with Ctrl-C; everything is kept and goes on at the next start.');
  print();
};

/** First start of an empty installation: a tenant and a key, shown once. */
const prepareEmpty = async (runtime: Runtime): Promise<void> => {
  const { access } = compose(runtime.platform);
  const system = systemPrincipal('main', 'oms');
  const created = await access.createTenant(system, { tenantId: TenantId('main'), name: 'main' });
  if (!created.ok) return;
  const key = await access.createApiKey(system, { label: 'first key', scopes: scopesOf('admin'), locations: 'all' });
  if (!key.ok) throw new Error(`the first key was refused: ${key.error.code}`);
  print(`API key of tenant main, shown this once: ${key.value.apiKey}`);
};

/** A storefront of a few lines, to begin from. */
const examplePages: StaticPages = {
  mount: '/examples/',
  folder: () => Promise.resolve(fileURLToPath(new URL('../../clients/examples', import.meta.url))),
};

/** The console's pages. They are built beside everything else, so that the API answers at once. */
const consolePages = (): StaticPages => {
  const built = builtConsole();
  built.catch((error: unknown) => print(`The console is not there: ${(error as Error).message}`));
  return { mount: '/console/', folder: () => built, fallback: 'index.html' };
};

const listen = async (runtime: Runtime, { host, port }: StartOptions): Promise<string> => {
  try {
    return (await runtime.listen({ host, port, pages: [consolePages(), examplePages] })).url;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error;
    await runtime.stop();
    const reason = code === 'EADDRINUSE' ? 'is taken' : 'cannot be used here';
    throw new CommandError('address-unusable', `${host}:${port} ${reason}. Name another one: npm start -- --port 4001`);
  }
};

const reasonOf = ({ cause, message }: Error): string => (cause instanceof Error ? cause.message : message);

/** Runs the product until it is told to stop. */
export const start = async (options: StartOptions): Promise<void> => {
  const fresh = !existsSync(join(options.dataDir, databaseFileName));
  const unlock = lockInstance(options.dataDir);
  const known = readDemoNotes(options.dataDir);
  const first = !options.empty && fresh;
  const marketplaces = first || (known && !options.empty) ? await openDemo() : undefined;
  if (first) prepareDemoFolder(options.dataDir);
  const runtime = openProduct(options.dataDir);
  const from = runtime.platform.clock.now();
  const notes = marketplaces && (await prepareDemo(runtime.platform, { dataDir: options.dataDir, known, marketplaces }));
  // Before the start, while what has settled is durable: the key is shown once.
  if (!notes) await prepareEmpty(runtime);
  await runtime.start();
  const url = await listen(runtime, options);
  printAddress(url, notes);
  if (notes && !first)
    print(`The demo goes on where it stopped. To see its story from the beginning, delete ${options.dataDir} and start again.\n`);

  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    const stop = (): void => {
      if (stopping.signal.aborted) return;
      stopping.abort();
      print('\nStopping …');
      resolve();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  const { platform } = runtime;
  const demo =
    notes && marketplaces ? runDemo({ platform, marketplaces, url, notes, first, signal: stopping.signal, from }) : Promise.resolve();
  demo.catch((error: unknown) => {
    if (!stopping.signal.aborted) print(`The demo stopped: ${(error as Error).message}`);
  });
  const failed = await Promise.race([stopped, runtime.failed]);
  stopping.abort();
  // The last commit may fail as well as any other.
  await marketplaces?.close();
  const unfinished = await runtime.stop().catch((error: unknown) => error as Error);
  unlock();
  const failure = failed ?? unfinished ?? undefined;
  if (failure)
    throw new CommandError(
      'disk-unusable',
      `${options.dataDir} could not keep what was written: ${reasonOf(failure)}. Make room, then start again; everything that was answered is there.`,
    );
};
