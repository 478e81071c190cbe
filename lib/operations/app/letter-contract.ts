import type * as z from 'zod';
import { EventDetail } from '../../contracts/events/envelope.ts';
import { safelyParse } from '../../contracts/safely-parse.ts';
import type { FieldProblem } from '../../platform/http/refusal.ts';

/** What this build knows of the events of one kind of stream. */
export type EventContract = {
  /** Schema of each event's payload in its newest version. */
  readonly payloads: Readonly<Record<string, z.ZodType>>;
  /** The newest version of each event's schema. */
  readonly versions: Readonly<Record<string, number>>;
};

/** By the kind of stream, such as `ORDER`. */
export type EventContracts = Readonly<Record<string, EventContract>>;

type Issue = z.core.$ZodIssue;

/** Of a choice the alternative that comes nearest to fitting, because `none of five fits` helps nobody. */
const innermost = (issue: Issue, path: readonly PropertyKey[] = []): readonly (readonly [readonly PropertyKey[], Issue])[] => {
  const at = [...path, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [[at, issue]];
  const [nearest = []] = issue.errors.toSorted((left, right) => left.length - right.length);
  return nearest.flatMap((inner) => innermost(inner, at));
};

const problemsOf = (schema: z.ZodType, value: unknown, where: readonly string[]): readonly FieldProblem[] => {
  const parsed = safelyParse(schema, value);
  if (parsed.success) return [];
  return parsed.error.issues
    .flatMap((issue) => innermost(issue))
    .map(([path, { code, message }]) => ({
      field: [...where, ...path.map(String)].join('.') || 'body',
      code: code.replaceAll('_', '-'),
      message,
    }));
};

type CarriedEvent = { readonly type: string; readonly payload: unknown; readonly schema_version?: number };

/** What is wrong with an event by what this build knows of its kind. @param where its place in the letter */
const eventProblems = (
  contract: EventContract | undefined,
  { type, payload, schema_version: version = 1 }: CarriedEvent,
  where: readonly string[],
): readonly FieldProblem[] => {
  const known = contract?.versions[type];
  if (!contract || known === undefined)
    return [{ field: [...where, 'type'].join('.'), code: 'event-unknown', message: `${type} is not an event that this release knows` }];
  if (version > known)
    return [
      {
        field: [...where, 'schema_version'].join('.'),
        code: 'event-too-new',
        message: `${type} has schema version ${version}; this release knows up to ${known}`,
      },
    ];
  // An older one is lifted to the newest when it is read, and was right by the schema of its time.
  const schema = version === known ? contract.payloads[type] : undefined;
  return schema ? problemsOf(schema, payload, [...where, 'payload']) : [];
};

/** An event that a letter carries, and where. */
export type LetterEvent = { readonly detail: EventDetail; readonly where: readonly string[] };

/** The event of a message off the bus, or of a queue that is given events without the bus's envelope. */
export const eventInLetter = (body: unknown): LetterEvent | undefined => {
  const { detail } = (typeof body === 'object' && body !== null ? body : {}) as { readonly detail?: unknown };
  const enveloped = EventDetail.safeParse(detail);
  if (enveloped.success) return { detail: enveloped.data, where: ['detail'] };
  const bare = EventDetail.safeParse(body);
  return bare.success ? { detail: bare.data, where: [] } : undefined;
};

type Commit = { readonly events?: readonly CarriedEvent[] };

/** What is wrong with a letter of a queue, by the schema of its consumer and of the event that it may carry. */
export const messageProblems = (
  body: unknown,
  schema: z.ZodType | undefined,
  contractOf: (type: string) => EventContract | undefined,
): readonly FieldProblem[] => {
  const event = eventInLetter(body);
  return [
    ...(schema ? problemsOf(schema, body, []) : []),
    ...(event ? eventProblems(contractOf(event.detail.type), event.detail, event.where) : []),
  ];
};

/** What is wrong with the events of a commit that a reader of the ledger could not handle; nothing of a kind that nobody publishes. */
export const commitProblems = (commit: unknown, contract: EventContract | undefined): readonly FieldProblem[] =>
  contract === undefined
    ? []
    : ((commit as Commit | undefined)?.events ?? []).flatMap((event, index) =>
        eventProblems(contract, event, ['record', 'newImage', 'events', String(index)]),
      );
