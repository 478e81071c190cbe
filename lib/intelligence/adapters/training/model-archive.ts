import { gunzipSync } from 'node:zlib';
import type { RegisteredArtefact } from '../../app/registry/artefact-store.ts';

/** The archive is none, or lacks a file that every model has. */
export class ModelArchiveInvalidError extends Error {
  override readonly name = 'ModelArchiveInvalidError';
}

const blockBytes = 512;
const unpackedBytesMax = 20_000_000;

const textAt = (block: Uint8Array, from: number, length: number): string => {
  const field = block.subarray(from, from + length);
  const end = field.indexOf(0);
  return Buffer.from(end === -1 ? field : field.subarray(0, end)).toString('utf8');
};

/** Regular files of a tar archive (POSIX ustar and GNU), by their path without a leading `./`. */
const filesOf = (archive: Uint8Array): ReadonlyMap<string, Uint8Array> => {
  const files = new Map<string, Uint8Array>();
  for (let at = 0; at + blockBytes <= archive.length; ) {
    const header = archive.subarray(at, at + blockBytes);
    const name = textAt(header, 0, 100);
    if (name === '') break;
    const size = Number.parseInt(textAt(header, 124, 12).trim() || '0', 8);
    if (!Number.isSafeInteger(size) || size < 0) throw new ModelArchiveInvalidError('A header of the archive has no size');
    const type = textAt(header, 156, 1);
    const prefix = textAt(header, 257, 5) === 'ustar' ? textAt(header, 345, 155) : '';
    const path = (prefix === '' ? name : `${prefix}/${name}`).replace(/^\.\//, '');
    const start = at + blockBytes;
    if (type === '' || type === '0') files.set(path, archive.subarray(start, start + size));
    at = start + Math.ceil(size / blockBytes) * blockBytes;
  }
  return files;
};

/**
 * The artefact in a `model.tar.gz` as a training job leaves it.
 * @throws ModelArchiveInvalidError
 */
export const artefactOfArchive = (bytes: Uint8Array): { readonly artefact: RegisteredArtefact; readonly modelBytes: number } => {
  let files: ReadonlyMap<string, Uint8Array>;
  try {
    files = filesOf(gunzipSync(bytes, { maxOutputLength: unpackedBytesMax }));
  } catch (error) {
    throw new ModelArchiveInvalidError('The training left no archive that can be unpacked', { cause: error });
  }
  const read = (path: string): unknown => {
    const file = files.get(path);
    if (!file) throw new ModelArchiveInvalidError(`The training left no ${path}`);
    try {
      return JSON.parse(Buffer.from(file).toString('utf8'));
    } catch (error) {
      throw new ModelArchiveInvalidError(`${path} is no JSON`, { cause: error });
    }
  };
  const known = new Set(['meta/artefact.json', 'meta/features.json', 'meta/golden.json']);
  const more = [...files.keys()].filter((path) => /^meta\/[a-z_]+\.json$/.test(path) && !known.has(path));
  return {
    artefact: {
      model: read('model.json'),
      summary: read('meta/artefact.json'),
      features: read('meta/features.json'),
      ...(files.has('meta/golden.json') ? { golden: read('meta/golden.json') } : {}),
      meta: Object.fromEntries(more.map((path) => [path.slice('meta/'.length), read(path)])),
    },
    modelBytes: files.get('model.json')?.length ?? 0,
  };
};
