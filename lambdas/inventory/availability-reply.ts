import type { ArticleAvailability, StorefrontAvailability } from '../../lib/inventory/index.ts';
import { type Reply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';

/** As the contract shows it. */
export const availabilityView = ({ sku, inStock, quantity, more, expectedAt }: ArticleAvailability) => ({
  sku,
  in_stock: inStock,
  quantity,
  more,
  expected_at: expectedAt,
});

type Asked = { readonly headers: Readonly<Record<string, string | undefined>>; readonly tenant: string };

/** The tags of an If-None-Match, of which a weak one says as much to a reader. */
const holds = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*');

/**
 * An answer that caches may keep: for as long as it is `kept`, by networks; browsers ask each time, and are mostly told
 * that nothing has changed. The tags name what an answer is about, for whoever throws it out.
 */
export const availabilityReply = (
  { sha256 }: Pick<Platform, 'sha256'>,
  { headers, tenant }: Asked,
  { articles, kept }: StorefrontAvailability,
  body: unknown,
): Reply => {
  const etag = `"${sha256(JSON.stringify(body)).slice(0, 32)}"`;
  const tags = [tenant, ...articles.map(({ sku }) => `${tenant}:${encodeURIComponent(sku)}`)];
  const cacheable = {
    'cache-control': `public, max-age=0, s-maxage=${kept.freshSeconds}, stale-while-revalidate=${kept.staleSeconds}`,
    etag,
    'cache-tag': tags.join(','),
    'surrogate-key': tags.join(' '),
    // Nothing here is anybody's own, so a shop's page may ask from wherever it stands.
    'access-control-allow-origin': '*',
  };
  if (holds(headers['if-none-match'], etag)) return { statusCode: 304, headers: cacheable };
  return rawReply(200, body, cacheable);
};
