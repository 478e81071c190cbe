import type { Json } from '../../../kernel/canonical-json.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import type { BlobStore } from '../../../platform/ports.ts';
import { type ArtefactFile, modelFile } from '../../domain/registry/model.values.ts';

/** Where artefacts stand in the blob store; the roles of endpoints may read what is below it. */
export const modelsPrefix = 'models/';

const contentType = 'application/json';

/** The files of an artefact as JSON. `golden` are vectors that a server of the model has to reproduce. */
export type RegisteredArtefact = {
  /** `model.json` */
  readonly model: unknown;
  /** `meta/artefact.json` */
  readonly summary: unknown;
  /** `meta/features.json` */
  readonly features: unknown;
  /** `meta/golden.json` */
  readonly golden?: unknown;
  /** Whatever else stands in `meta`, by the name of the file. */
  readonly meta?: Readonly<Record<string, unknown>>;
};

const summaryFile = 'meta/artefact.json';
const featuresFile = 'meta/features.json';
const goldenFile = 'meta/golden.json';
const metaFile = (name: string): string => `meta/${name}`;

/** A file is missing, is another one than was registered, or is no JSON. */
export class ArtefactDamagedError extends Error {
  override readonly name = 'ArtefactDamagedError';
}

/** Where the files of an artefact of a tenant stand when they have been put there by whoever trained it. */
export const artefactFolder = (tenantId: TenantId, model: string, name: string): string => `${modelsPrefix}${tenantId}/${model}/${name}/`;

/** Artefacts in the blob store, under the hash of what they hold: the same artefact again is the same blobs again. */
export const createArtefactStore = (parts: { readonly blobs: BlobStore; readonly sha256: (text: string) => string }) => {
  const { blobs, sha256 } = parts;

  const textOf = async (key: string): Promise<string> => {
    const blob = await blobs.get(key);
    if (!blob) throw new ArtefactDamagedError(`${key} is missing`);
    return new TextDecoder().decode(blob.bytes);
  };

  const parsed = (key: string, text: string): Json => {
    try {
      return JSON.parse(text) as Json;
    } catch (error) {
      throw new ArtefactDamagedError(`${key} is no JSON`, { cause: error });
    }
  };

  return {
    /** Stores every file. @returns what an event says of them */
    put: async (tenantId: TenantId, model: string, artefact: RegisteredArtefact): Promise<readonly ArtefactFile[]> => {
      const contents: readonly (readonly [string, unknown])[] = [
        [modelFile, artefact.model],
        [summaryFile, artefact.summary],
        [featuresFile, artefact.features],
        ...(artefact.golden === undefined ? [] : [[goldenFile, artefact.golden] as const]),
        ...Object.entries(artefact.meta ?? {}).map(([name, content]) => [`meta/${name}`, content] as const),
      ];
      const files = contents.map(([path, content]) => {
        const text = JSON.stringify(content);
        return { path, bytes: new TextEncoder().encode(text), sha256: sha256(text) };
      });
      const folder = artefactFolder(tenantId, model, sha256(files.map((file) => `${file.path} ${file.sha256}`).join('\n')).slice(0, 32));
      await Promise.all(files.map(({ path, bytes }) => blobs.put(folder + path, { bytes, contentType })));
      return files.map((file) => ({ path: file.path, key: folder + file.path, sha256: file.sha256, byteLength: file.bytes.byteLength }));
    },

    /**
     * Reads what a scorer needs, and holds each file against its hash.
     * @param more files of `meta` that the model needs beside them, such as `shape.json`
     * @throws ArtefactDamagedError
     */
    get: async (files: readonly ArtefactFile[], more: readonly string[] = []): Promise<RegisteredArtefact> => {
      const read = async (wanted: string): Promise<Json> => {
        const file = files.find(({ path }) => path === wanted);
        if (!file) throw new ArtefactDamagedError(`the version has no ${wanted}`);
        const text = await textOf(file.key);
        if (sha256(text) !== file.sha256) throw new ArtefactDamagedError(`${file.key} is not what was registered`);
        return parsed(file.key, text);
      };
      const [model, summary, features, ...rest] = await Promise.all(
        [modelFile, summaryFile, featuresFile, ...more.map(metaFile)].map(read),
      );
      const meta = Object.fromEntries(more.map((name, at) => [name, rest[at]]));
      return { model, summary, features, ...(more.length > 0 ? { meta } : {}) };
    },

    /** Reads an artefact that somebody has put into a folder. @throws ArtefactDamagedError */
    readFolder: async (folder: string): Promise<RegisteredArtefact> => {
      const read = async (path: string): Promise<Json> => parsed(folder + path, await textOf(folder + path));
      const keys = await blobs.list({ prefix: folder, limit: 100 });
      const known = new Set([modelFile, summaryFile, featuresFile, goldenFile].map((path) => folder + path));
      const [model, summary, features] = await Promise.all([read(modelFile), read(summaryFile), read(featuresFile)]);
      const golden = keys.includes(folder + goldenFile) ? { golden: await read(goldenFile) } : {};
      const more = keys.filter((key) => !known.has(key) && key.startsWith(`${folder}meta/`) && key.endsWith('.json'));
      const meta = Object.fromEntries(
        await Promise.all(more.map(async (key) => [key.slice(`${folder}meta/`.length), await read(key.slice(folder.length))] as const)),
      );
      return { model, summary, features, ...golden, ...(more.length > 0 ? { meta } : {}) };
    },
  };
};

export type ArtefactStore = ReturnType<typeof createArtefactStore>;
