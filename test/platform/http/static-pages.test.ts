import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePages, type StaticPages } from '../../../lib/platform/embedded/runtime/static-pages.ts';
import { consoleAddresses } from '../../support/console-addresses.ts';

let parent: string;
let pages: StaticPages;

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'waybill-pages-'));
  const folder = join(parent, 'pages');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html>the console');
  writeFileSync(join(folder, 'assets', 'index-a1b2c3d4.js'), 'export {};');
  writeFileSync(join(folder, 'assets', 'x-1.js'), '/console/assets/x-1.js');
  writeFileSync(join(folder, 'icon.svg'), '/console/icon.svg');
  writeFileSync(join(parent, 'secret.txt'), 'secret');
  pages = { mount: '/console/', folder: () => Promise.resolve(folder), fallback: 'index.html' };
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const body = (reply: Awaited<ReturnType<typeof servePages>>): string =>
  Buffer.from(reply?.body ?? '', reply?.isBase64Encoded ? 'base64' : 'utf8').toString('utf8');

describe('pages beside the API', () => {
  it('leave every other path to the API', async () => {
    expect(await servePages(pages, '/orders')).toBeUndefined();
    expect(await servePages(pages, '/consoles')).toBeUndefined();
  });

  it('lead from the folder without a slash to the one with it', async () => {
    expect(await servePages(pages, '/console')).toMatchObject({ statusCode: 308, headers: { location: '/console/' } });
  });

  it('answer an address that names no file with the page that finds it in the browser', async () => {
    for (const path of ['/console/', '/console/orders/abc', '/console/warehouse']) {
      const reply = await servePages(pages, path);
      expect(reply).toMatchObject({
        statusCode: 200,
        headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
      });
      expect(body(reply)).toContain('the console');
    }
  });

  it('go by where a file may be and not by a dot, which an id may have too', async () => {
    for (const [address, file] of Object.entries(consoleAddresses)) {
      const reply = await servePages(pages, address);
      if (file.endsWith('/none')) expect(reply, address).toMatchObject({ statusCode: 404 });
      else expect(body(reply), address).toContain(file.endsWith('index.html') ? 'the console' : file);
    }
  });

  it('let a browser keep what is named after its content, and nothing else', async () => {
    const reply = await servePages(pages, '/console/assets/index-a1b2c3d4.js');
    expect(reply?.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });

  it('tell browsers to run scripts of the console alone', async () => {
    const reply = await servePages(pages, '/console/');
    const policy = String(reply?.headers?.['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('answer 404 for a file that is not there', async () => {
    expect(await servePages(pages, '/console/assets/none-a1b2c3d4.js')).toMatchObject({ statusCode: 404 });
    expect(await servePages(pages, '/console/none.svg')).toMatchObject({ statusCode: 404 });
    expect(await servePages(pages, '/console/%E0%A4%A')).toMatchObject({ statusCode: 200 });
  });

  it('show nothing of what lies outside of their folder, whatever the path', async () => {
    const ways = ['..', '%2e%2e', '.%2e', '%2e%2e%2f', '..%5c', 'assets', '/', '%00', 'secret.txt'];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...ways), { maxLength: 6 }), async (parts) => {
        const reply = await servePages(pages, `/console/${parts.join('/')}`);
        expect(body(reply)).not.toContain('secret');
      }),
    );
    expect(await servePages(pages, '/console/assets/../../secret.txt')).toMatchObject({ statusCode: 404 });
    expect(await servePages(pages, '/console/assets/%2e%2e/%2e%2e/secret.txt')).toMatchObject({ statusCode: 404 });
    expect(await servePages(pages, '/console/assets/%2e%2e%2f%2e%2e%2fsecret.txt')).toMatchObject({ statusCode: 404 });
  });
});
