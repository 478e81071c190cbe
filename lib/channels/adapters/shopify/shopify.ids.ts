import type { JsonObject } from '../reading/json.ts';

const gidPattern = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)/;

/** Kind and number of a `gid://shopify/Order/123`; undefined when the text is no such thing. */
export const readGid = (value: unknown): { readonly kind: string; readonly id: string } | undefined => {
  const match = typeof value === 'string' ? gidPattern.exec(value) : null;
  return match ? { kind: match[1] as string, id: match[2] as string } : undefined;
};

/**
 * Exact id of a resource as text. A number that has lost digits before it reached us is read from
 * `admin_graphql_api_id` instead, which Shopify sends as text.
 * @returns undefined when there is no id, or no exact one
 */
export const idOf = (resource: JsonObject): string | undefined => {
  const id = resource['id'];
  if (typeof id === 'string' && id.trim() !== '') return readGid(id)?.id ?? id.trim();
  if (typeof id === 'number' && Number.isSafeInteger(id)) return String(id);
  return readGid(resource['admin_graphql_api_id'])?.id;
};
