import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build as runBuild, type Metafile, type Plugin } from 'esbuild';
import { fontFiles, installedFont } from '../fulfilment/adapters/pdf/font-files.ts';
import { installedSolver } from '../sourcing/adapters/highs-files.ts';
import { type BundleCache, createBundleCache } from './bundle-cache.ts';
import { functionStem } from '../platform/aws/names.ts';
import type { Carried } from '../platform/wiring.ts';
import { type FunctionSource, functionEntry } from './function-entry.ts';

/** A function's code as Lambda gets it. */
export type Bundle = { readonly stem: string; readonly directory: string; readonly bytes: number };

const projectRoot = fileURLToPath(new URL('../../', import.meta.url));
const scheme = 'waybill-function:';

/**
 * What a bundle may weigh, the AWS clients that it needs included; checked at synthesis, because a cold start pays for it.
 * Nobody waits for a function behind a queue, and those reach for the most services. What draws documents brings a typesetter;
 * a person who prints waits for a moment (ADR 24). What sources an order brings nearly every context, and a workflow waits for it.
 * What looks at the whole installation knows the wiring of every context, and only operators ask it. What judges an order for
 * fraud carries a model, and what reads the customer's consent. What learns reads the history of several contexts, or carries every
 * starter, at night or in a training. What answers a checkout by a model carries that one, and reads the customer's consent.
 */
export const bundleBytesMax = {
  answering: 800 * 1024,
  overview: 925 * 1024,
  background: 975 * 1024,
  judging: 1_310 * 1024,
  scoring: 950 * 1024,
  learning: 1_250 * 1024,
  sourcing: 1_135 * 1024,
  printing: 1_750 * 1024,
} as const;

const overviews: ReadonlySet<string> = new Set(['operations/status', 'operations/get-dead-letter', 'operations/redrive']);
const judges: ReadonlySet<string> = new Set(['orders/assess-order', 'orders/react-to-order']);
const learners: ReadonlySet<string> = new Set(['forecasting/refresh', 'intelligence/build-training-set', 'intelligence/evaluate-training']);

const scorers: ReadonlySet<string> = new Set(['customers/return-risk']);

/** Of a function that nobody waits for. */
const behindQueues = (handler: string): number =>
  judges.has(handler) ? bundleBytesMax.judging : learners.has(handler) ? bundleBytesMax.learning : bundleBytesMax.background;

const budgetOf = { fonts: 'printing', solver: 'sourcing' } as const satisfies Readonly<Record<Carried, keyof typeof bundleBytesMax>>;

/** @returns bytes */
export const bundleBudget = ({ handler, answering, carries }: Pick<FunctionSource, 'handler' | 'answering' | 'carries'>): number => {
  if (carries) return bundleBytesMax[budgetOf[carries]];
  if (!answering) return behindQueues(handler);
  if (scorers.has(handler)) return bundleBytesMax.scoring;
  return overviews.has(handler) ? bundleBytesMax.overview : bundleBytesMax.answering;
};

/** Files that lie beside a bundle. They are no part of its weight: a cold start does not read them. */
const carriedFiles: Readonly<Record<Carried, () => readonly string[]>> = {
  fonts: () => Object.values(fontFiles).map(installedFont),
  solver: () => installedSolver(),
};

const carry = ({ carries }: FunctionSource, directory: string): void => {
  for (const file of carries ? carriedFiles[carries]() : []) copyFileSync(file, join(directory, basename(file)));
};

const stemOf = ({ handler }: FunctionSource): string => functionStem(handler);

/** A module with the same exports, which give functions that throw. */
const withoutBodies = (module: string): string => {
  const declared = [...module.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
  const renamed = [...module.matchAll(/^export \{ \w+ as (\w+) \};/gm)].map(([, name]) => name);
  const leftOut = `() => () => { throw new Error('left out of this bundle'); }`;
  return `const leftOut = ${leftOut};\nexport { ${[...declared, ...renamed].map((name) => `leftOut as ${name}`).join(', ')} };\n`;
};

/** Each entry is made up, not a file: three lines that would be the same for every function. */
const entries = (sources: ReadonlyMap<string, FunctionSource>): Plugin => ({
  name: 'function-entries',
  setup: (build) => {
    build.onResolve({ filter: /^waybill-function:/ }, ({ path }) => ({ path: path.slice(scheme.length), namespace: 'function' }));
    // A list of what the X-Ray SDK would record of clients of the AWS SDK's version 2, of which there are none here.
    build.onLoad({ filter: /aws-xray-sdk-core.*aws_whitelist\.json$/ }, () => ({ contents: '{"services":{}}', loader: 'json' }));
    // Schemas describe themselves when the documents are made; functions only check with them.
    build.onLoad({ filter: /zod.v4.core.(?:to-json-schema|json-schema-processors)\.js$/ }, async ({ path }) => ({
      contents: withoutBodies(await readFile(path, 'utf8')),
      loader: 'js',
    }));
    build.onLoad({ filter: /.*/, namespace: 'function' }, ({ path }) => {
      const source = sources.get(path);
      if (!source) throw new Error(`There is no function ${path}`);
      return { contents: functionEntry(source), loader: 'ts', resolveDir: projectRoot };
    });
  },
});

/** Files that went into bundles; entries and what a plugin makes up are none. */
const filesIn = ({ inputs }: Metafile): readonly string[] => Object.keys(inputs).filter((input) => !/^[a-z-]+:/.test(input));

const sizesOf = ({ outputs }: Metafile): ReadonlyMap<string, number> =>
  new Map(Object.entries(outputs).flatMap(([file, { bytes }]) => (file.endsWith('.mjs') ? [[file.split('/').at(-2) ?? file, bytes]] : [])));

/** How every bundle is made. */
export const bundling = {
  outExtension: { '.js': '.mjs' },
  absWorkingDir: projectRoot,
  alias: {
    '@aws-sdk/credential-provider-node': join(projectRoot, 'lib/platform/aws/lambda-credentials.ts'),
    semver: join(projectRoot, 'lib/platform/aws/node-version-compare.ts'),
  },
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  // Some dependencies of dependencies are CommonJS and call `require`.
  banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
  legalComments: 'none',
  logLevel: 'error',
} as const satisfies BuildOptions;

/** Together they share what has been read; each more takes about 150 MB until all of them are written. */
const bundledTogether = 16;

/** How bundles are made, as text: this file, what was installed, and the entries. */
const recipeOf = (stems: readonly string[], sources: ReadonlyMap<string, FunctionSource>): string =>
  [
    ...[fileURLToPath(import.meta.url), join(projectRoot, 'package-lock.json')].map((file) => readFileSync(file, 'utf8')),
    ...stems.map((stem) => {
      const source = sources.get(stem);
      return source ? functionEntry(source) : '';
    }),
  ].join('\n');

/** @returns bytes by stem */
const bundleTogether = async (
  stems: readonly string[],
  sources: ReadonlyMap<string, FunctionSource>,
  outDir: string,
  cache: BundleCache,
): Promise<ReadonlyMap<string, number>> => {
  const recipe = recipeOf(stems, sources);
  const known = cache.restore(stems, recipe, outDir);
  if (known) return known;
  const { metafile } = await runBuild({
    entryPoints: stems.map((stem) => ({ in: `${scheme}${stem}`, out: `${stem}/index` })),
    outdir: outDir,
    plugins: [entries(sources)],
    metafile: true,
    ...bundling,
  });
  const sizes = sizesOf(metafile);
  cache.store(stems, recipe, outDir, { inputs: filesIn(metafile), sizes });
  return sizes;
};

/**
 * Bundles every function, each into a folder of its own below `outDir`. No Docker, no network. What was bundled before from the
 * same files is taken up again.
 * @throws Error that names the functions above their `bundleBytesMax`
 */
export const bundleFunctions = async (functions: readonly FunctionSource[], outDir: string): Promise<ReadonlyMap<string, Bundle>> => {
  const sources = new Map(functions.map((source) => [stemOf(source), source]));
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const stems = [...sources.keys()];
  const sizes = new Map<string, number>();
  // The bundler is written in Go, and takes this over when it begins: to collect at four times of what lives, not at twice, is quicker.
  process.env['GOGC'] ??= '300';
  const cache = createBundleCache(join(projectRoot, '.cache', 'bundles'), projectRoot);
  for (let from = 0; from < stems.length; from += bundledTogether) {
    const together = stems.slice(from, from + bundledTogether);
    const made = await bundleTogether(together, sources, outDir, cache);
    for (const [stem, bytes] of made) sizes.set(stem, bytes);
  }
  const bundles = [...sources.keys()].map((stem): Bundle => ({ stem, directory: join(outDir, stem), bytes: sizes.get(stem) ?? 0 }));
  for (const source of functions) carry(source, join(outDir, stemOf(source)));
  const budgets = new Map(functions.map((source) => [stemOf(source), bundleBudget(source)]));
  const tooLarge = bundles.filter(({ stem, bytes }) => bytes > (budgets.get(stem) ?? 0));
  if (tooLarge.length > 0) {
    const list = tooLarge
      .map(({ stem, bytes }) => `${stem} has ${Math.ceil(bytes / 1024)} of ${(budgets.get(stem) ?? 0) / 1024} KB`)
      .join(', ');
    throw new Error(`Bundles are too large: ${list}`);
  }
  return new Map(bundles.map((bundle) => [bundle.stem, bundle]));
};
