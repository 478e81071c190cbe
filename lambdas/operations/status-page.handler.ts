import { statusPageRoute } from '../../lib/contracts/http/operations.ts';
import { statusPage } from '../../lib/operations/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export const create = (platform: Platform) =>
  httpHandler(platform, statusPageRoute, () => Promise.resolve({ statusCode: 200, headers, body: statusPage }));
