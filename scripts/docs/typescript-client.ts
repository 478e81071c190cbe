import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { createClient } from '@hey-api/openapi-ts';
import type { OpenApiDocument } from './openapi.ts';

/** The generator's own code is written for looser compiler options than ours; what we write by hand is checked against its types. */
const header = ['// Written by `npm run build:docs` from docs/api/openapi.json. Change the routes, then run it again.', '// @ts-nocheck'];

/** Files of the generated client by their path, for a document. */
export const renderTypescriptClient = async (document: OpenApiDocument): Promise<Readonly<Record<string, string>>> => {
  const folder = await mkdtemp(join(tmpdir(), 'waybill-client-'));
  try {
    await createClient({
      // A copy, because the generator resolves references in place.
      input: structuredClone(document) as unknown as Record<string, unknown>,
      output: { path: folder, header, module: { extension: '.ts' }, tsConfigPath: null, entryFile: false },
      plugins: [{ name: '@hey-api/client-fetch', baseUrl: false }, '@hey-api/typescript', '@hey-api/sdk'],
      logs: { level: 'silent', file: false },
    });
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const files = await Promise.all(
      paths.map(async (path) => [relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8')] as const),
    );
    return Object.fromEntries(files.sort(([left], [right]) => (left < right ? -1 : 1)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
