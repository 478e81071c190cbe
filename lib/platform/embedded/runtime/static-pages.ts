import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { namesFile } from '../../http/page-files.ts';
import { pageHeaders } from '../../http/page-headers.ts';
import type { Reply } from '../../http/reply.ts';

/** A folder of files that is served beside the API, as S3 and CloudFront do it in AWS. */
export type StaticPages = {
  /** Beginning of their paths, such as `/console/`. */
  readonly mount: string;
  /** Resolves to the folder once it is ready. @throws Error that says why there is none */
  readonly folder: () => Promise<string>;
  /** Answers every path that names no file: pages that the browser itself finds. */
  readonly fallback?: string;
};

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};

/** What a build names after its content never changes. */
const isNamedByContent = (path: string): boolean => /^assets\/.*-[\w-]{8,}\.\w+$/.test(path);

const fileIn = async (folder: string, path: string): Promise<Buffer | undefined> => {
  const file = normalize(join(folder, path));
  if (!file.startsWith(`${normalize(folder)}${sep}`)) return undefined;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? readFile(file) : undefined;
};

const pathIn = (mount: string, rawPath: string): string | undefined => {
  try {
    return decodeURIComponent(rawPath.slice(mount.length));
  } catch {
    return undefined;
  }
};

/** The answer to a request for a page; undefined when the path is none of theirs. */
export const servePages = async (pages: StaticPages, rawPath: string): Promise<Reply | undefined> => {
  const { mount, fallback } = pages;
  if (rawPath === mount.slice(0, -1)) return { statusCode: 308, headers: { location: mount } };
  if (!rawPath.startsWith(mount)) return undefined;
  const path = pathIn(mount, rawPath);
  const folder = await pages.folder();
  const isFile = path !== undefined && namesFile.test(path);
  const name = isFile ? path : fallback;
  const bytes = name === undefined || path?.includes('\0') ? undefined : await fileIn(folder, name);
  if (name === undefined || bytes === undefined)
    return { statusCode: 404, headers: { 'content-type': 'text/plain; charset=utf-8', ...pageHeaders }, body: 'There is no such file.' };
  return {
    statusCode: 200,
    headers: {
      'content-type': types[extname(name)] ?? 'application/octet-stream',
      'cache-control': isNamedByContent(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...pageHeaders,
    },
    body: bytes.toString('base64'),
    isBase64Encoded: true,
  };
};
