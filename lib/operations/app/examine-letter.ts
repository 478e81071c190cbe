import type * as z from 'zod';
import { toDetail } from '../../contracts/events/envelope.ts';
import type { StreamId } from '../../platform/event-store/aggregate.ts';
import {
  type CommitItem,
  commitKey,
  commitPrefix,
  expand,
  isCommit,
  partitionKey,
  streamIdOf,
} from '../../platform/event-store/commit.codec.ts';
import type { FieldProblem } from '../../platform/http/refusal.ts';
import type { Item, Key, Platform } from '../../platform/ports.ts';
import type { Publication } from '../../platform/publisher/publisher.ts';
import type { SetAsideRecord } from '../../platform/set-aside.ts';
import type { ContextWiring } from '../../platform/wiring.ts';
import type { DeadLetter } from './dead-letters.ts';
import { jsonDifferences } from './json-differences.ts';
import { commitProblems, type EventContracts, eventInLetter, messageProblems } from './letter-contract.ts';
import { newestVersion } from './stored-stream.ts';

/** What the ledger holds today of what a letter says. */
export type LetterDifference = {
  readonly kind: string;
  readonly streamId: string;
  /** Version of the event that the letter carries, or of the commit's first one. */
  readonly version: number;
  /** Version of the newest event of the stream today. */
  readonly newestVersion: number;
  /** `missing`: the ledger has no such event. */
  readonly state: 'same' | 'differs' | 'missing';
  /** The first hundred. A side that has nothing at a path is left out. */
  readonly differences: readonly { readonly path: string; readonly inLetter?: unknown; readonly inLedger?: unknown }[];
};

export type LetterExamination = {
  /** What is wrong with it by today's contract. */
  readonly problems: readonly FieldProblem[];
  /** Null where the letter carries nothing that stands in the ledger. */
  readonly difference: LetterDifference | null;
};

type Parts = {
  readonly platform: Pick<Platform, 'ledger' | 'sha256'>;
  readonly wirings: readonly ContextWiring[];
  /** Schema of the messages that a consumer takes, by its handler. */
  readonly messageSchemaOf: (handler: string) => z.ZodType | undefined;
  readonly events: EventContracts;
  readonly publications: Readonly<Record<string, Publication>>;
};

const differencesMax = 100;

const compare = (inLetter: unknown, inLedger: unknown): Pick<LetterDifference, 'state' | 'differences'> => {
  if (inLedger === undefined) return { state: 'missing', differences: [] };
  const found = jsonDifferences(inLetter, inLedger);
  const differences = found.slice(0, differencesMax).map(({ path, ...sides }) => ({
    path,
    ...('left' in sides ? { inLetter: sides.left } : {}),
    ...('right' in sides ? { inLedger: sides.right } : {}),
  }));
  return { state: found.length === 0 ? 'same' : 'differs', differences };
};

/** JSON has no undefined: what is compared is what would be written. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

const recordOf = (body: unknown): SetAsideRecord | undefined => {
  const { record } = (typeof body === 'object' && body !== null ? body : {}) as { readonly record?: SetAsideRecord };
  return typeof record?.key?.PK === 'string' && typeof record.key.SK === 'string' ? record : undefined;
};

/**
 * Holds a dead letter against today: is it what its consumer expects, and does the ledger still say the same? Both may have
 * changed since it was sent, and tell whether sending it back can help.
 */
export const createExamineLetter = ({ platform, wirings, messageSchemaOf, events, publications }: Parts) => {
  const { ledger, sha256 } = platform;
  const handlers = new Map(wirings.flatMap(({ queues = [] }) => queues.map(({ name, handler }) => [name, handler] as const)));
  const kinds = new Map(
    Object.entries(publications).flatMap(([kind, { detailTypes }]) => Object.keys(detailTypes).map((type) => [type, kind] as const)),
  );

  /** The event of a version, as subscribers get it today. */
  const eventToday = async (id: StreamId, version: number): Promise<unknown> => {
    const query = { PK: partitionKey(id), from: commitPrefix, to: commitKey(version), descending: true, limit: 1 };
    const commit = (await ledger.query(query)).items[0] as CommitItem | undefined;
    const record = commit && expand(commit, sha256).records.find((one) => one.version === version);
    return record && toDetail(record);
  };

  const ofEvent = async (body: unknown, tenantId: string): Promise<LetterDifference | null> => {
    const carried = eventInLetter(body);
    const kind = carried && kinds.get(carried.detail.type);
    if (!carried || kind === undefined || carried.detail.tenant_id !== tenantId) return null;
    const { stream_id: streamId, version } = carried.detail;
    const id = { tenantId, kind, id: streamId };
    const today = await eventToday(id, version);
    return { kind, streamId, version, newestVersion: await newestVersion(ledger, id), ...compare(carried.detail, today && asJson(today)) };
  };

  const ofCommit = async (
    key: Key,
    tenantId: string,
    inLetter: Item | undefined,
    today: Item | undefined,
  ): Promise<LetterDifference | null> => {
    const id = streamIdOf(key.PK);
    if (!id || id.tenantId !== tenantId || !isCommit(key)) return null;
    const version = Number(key.SK.slice(commitPrefix.length));
    const { kind, id: streamId } = id;
    return { kind, streamId, version, newestVersion: await newestVersion(ledger, id), ...compare(inLetter ?? today, today) };
  };

  return async (queue: string, { body }: Pick<DeadLetter, 'body'>, tenantId: string): Promise<LetterExamination> => {
    if (typeof body === 'string')
      return { problems: [{ field: 'body', code: 'not-json', message: 'The message is not JSON' }], difference: null };
    const record = recordOf(body);
    if (!handlers.has(queue) && record) {
      const { key, newImage } = record;
      const today = await ledger.get({ PK: key.PK, SK: key.SK });
      // What is too large for a letter stands in the ledger alone.
      const problems = isCommit(key) ? commitProblems(newImage ?? today, events[streamIdOf(key.PK)?.kind ?? '']) : [];
      return { problems, difference: await ofCommit(key, tenantId, newImage, today) };
    }
    const schema = messageSchemaOf(handlers.get(queue) ?? '');
    const problems = messageProblems(body, schema, (type) => events[kinds.get(type) ?? '']);
    return { problems, difference: await ofEvent(body, tenantId) };
  };
};

export type ExamineLetter = ReturnType<typeof createExamineLetter>;
