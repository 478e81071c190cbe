import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that a bundler has written, by what went into them. */
export type BundleCache = {
  /** Copies what was written for these names, if every file that went into it is as it was. @returns bytes by name */
  readonly restore: (names: readonly string[], recipe: string, outDir: string) => ReadonlyMap<string, number> | undefined;
  /** @param inputs files that went in, relative to the root */
  readonly store: (
    names: readonly string[],
    recipe: string,
    outDir: string,
    made: { readonly inputs: readonly string[]; readonly sizes: ReadonlyMap<string, number> },
  ) => void;
};

type Manifest = {
  readonly recipe: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly sizes: Readonly<Record<string, number>>;
};

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/**
 * Keeps bundles in a folder. They are taken up again only where the recipe (how they are made, and from which entries) and the
 * content of each file that went in are the same, so that what comes out of it is what a build would make.
 * @param root what inputs are relative to
 */
export const createBundleCache = (folder: string, root: string): BundleCache => {
  const hashes = new Map<string, string | undefined>();
  const hashOf = (input: string): string | undefined => {
    if (hashes.has(input)) return hashes.get(input);
    const path = join(root, input);
    const hash = existsSync(path) ? sha256(readFileSync(path)) : undefined;
    hashes.set(input, hash);
    return hash;
  };
  const placeOf = (names: readonly string[]): string => join(folder, sha256(names.join('\n')).slice(0, 20));

  const manifestIn = (place: string): Manifest | undefined => {
    try {
      return JSON.parse(readFileSync(join(place, 'manifest.json'), 'utf8')) as Manifest;
    } catch {
      return undefined;
    }
  };

  return {
    restore: (names, recipe, outDir) => {
      const place = placeOf(names);
      const manifest = manifestIn(place);
      if (manifest?.recipe !== sha256(recipe)) return undefined;
      if (!Object.entries(manifest.inputs).every(([input, hash]) => hashOf(input) === hash)) return undefined;
      for (const name of names) cpSync(join(place, name), join(outDir, name), { recursive: true });
      return new Map(Object.entries(manifest.sizes));
    },
    store: (names, recipe, outDir, { inputs, sizes }) => {
      const place = placeOf(names);
      const draft = `${place}.${process.pid}`;
      mkdirSync(draft, { recursive: true });
      for (const name of names) cpSync(join(outDir, name), join(draft, name), { recursive: true });
      const known = Object.fromEntries(inputs.map((input) => [input, hashOf(input) ?? '']));
      writeFileSync(
        join(draft, 'manifest.json'),
        JSON.stringify({ recipe: sha256(recipe), inputs: known, sizes: Object.fromEntries(sizes) }),
      );
      try {
        rmSync(place, { recursive: true, force: true });
        renameSync(draft, place);
      } catch {
        // Another process was faster, and has made the same.
        rmSync(draft, { recursive: true, force: true });
      }
    },
  };
};
