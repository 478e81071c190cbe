import * as z from 'zod';

/** A part of a stream. When it ends, its children go on with its partition keys. */
export type Shard = { readonly id: string; readonly parent: string | undefined };

type ShardPlace = { readonly after: string | undefined; readonly ended: boolean };

/**
 * How far a reader has come in a stream. Numbers of records can be compared within a shard only, so the place has one for
 * each shard, and a count of records read that makes places sort as text.
 */
export type FeedPlace = { readonly count: number; readonly shards: Readonly<Record<string, ShardPlace>> };

export const startOfFeed: FeedPlace = { count: 0, shards: {} };

const countDigits = 16;
const placePattern = /^(\d{16})-([A-Za-z0-9_-]+)$/;
const storedShards = z.record(z.string(), z.tuple([z.string().nullable(), z.boolean()]));

/** A place as text. */
export const sequenceOf = ({ count, shards }: FeedPlace): string => {
  const stored = Object.entries(shards).map(([id, { after, ended }]) => [id, [after ?? null, ended]]);
  return `${String(count).padStart(countDigits, '0')}-${Buffer.from(JSON.stringify(Object.fromEntries(stored))).toString('base64url')}`;
};

/** @throws TypeError on what `sequenceOf` has not written */
export const parsePlace = (sequence: string): FeedPlace => {
  const [, count, encoded] = placePattern.exec(sequence) ?? [];
  let stored: unknown;
  try {
    stored = JSON.parse(Buffer.from(encoded ?? '', 'base64url').toString('utf8'));
  } catch {
    stored = undefined;
  }
  const parsed = storedShards.safeParse(stored);
  if (!parsed.success) throw new TypeError(`${JSON.stringify(sequence)} is not a sequence of this feed`);
  const shards = Object.entries(parsed.data).map(([id, [after, ended]]) => [id, { after: after ?? undefined, ended }]);
  return { count: Number(count), shards: Object.fromEntries(shards) as FeedPlace['shards'] };
};

/** The place after `records` more records of a shard. Shards that the stream no longer has are left out. */
export const advanced = (place: FeedPlace, listed: readonly Shard[], shardId: string, reached: ShardPlace, records: number): FeedPlace => {
  const known = new Set(listed.map(({ id }) => id));
  const kept = Object.entries(place.shards).filter(([id]) => known.has(id));
  return { count: place.count + records, shards: { ...Object.fromEntries(kept), [shardId]: reached } };
};

/** Shards that have not ended for the reader and whose parent has, or is no longer kept. */
export const readableShards = (listed: readonly Shard[], place: FeedPlace): readonly Shard[] => {
  const known = new Set(listed.map(({ id }) => id));
  const ended = (id: string): boolean => place.shards[id]?.ended === true;
  return listed.filter(({ id, parent }) => !ended(id) && (parent === undefined || !known.has(parent) || ended(parent)));
};
