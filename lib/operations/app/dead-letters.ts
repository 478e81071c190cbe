import type { TenantId } from '../../kernel/ids.ts';
import type { StreamRecord } from '../../platform/handlers/stream.handler.ts';
import type { Platform, ReceivedMessage } from '../../platform/ports.ts';
import type { SetAsideRecord } from '../../platform/set-aside.ts';
import type { ContextWiring } from '../../platform/wiring.ts';
import { noteReplay } from './kpis/replays.ts';

export type DeadLetter = {
  readonly messageId: string;
  readonly sentAt: string;
  readonly receiveCount: number;
  /** The message as it was sent, parsed where it is JSON, without anything personal. */
  readonly body: unknown;
};

export type DeadLetterDepth = { readonly queue: string; readonly waiting: number };

export type DeadLetterQueue = DeadLetterDepth & {
  /** `stream`: what a reader of the ledger has set aside; sending it back runs that reader over it again. */
  readonly kind: 'queue' | 'stream';
  readonly handler: string;
  /** When the oldest of the letters that were looked at was sent; null without letters. */
  readonly oldestSentAt: string | null;
};

type SetAside = { readonly stream: string; readonly record: SetAsideRecord };

/** How many letters are looked through for those of one tenant. */
const browseMax = 1_000;

/** Letters of each queue that are looked at to say how old they are. */
const lookedAt = 10;

type Addressed = {
  readonly tenant_id?: string;
  readonly detail?: { readonly tenant_id?: string };
  readonly record?: { readonly key?: { readonly PK?: string } };
};

/** Whose letter it is: bus events, claim checks and stream records each say it in their own place. */
const tenantOf = (body: unknown): string | undefined => {
  const { tenant_id, detail, record } = (typeof body === 'object' && body !== null ? body : {}) as Addressed;
  return tenant_id ?? detail?.tenant_id ?? record?.key?.PK?.split('#')[0];
};

/** `failed`: letters of a stream reader that failed again, and stay. What a queue gets back is tried later. */
export type Redriven = { readonly redriven: number; readonly failed: number };

type Redrive = { readonly tenantId: TenantId; readonly limit: number; readonly messageIds?: readonly string[] };

/** Runs one reader of the ledger's stream over records again. */
export type StreamReaders = Readonly<Record<string, (records: readonly StreamRecord[]) => Promise<void>>>;

/** What queues and stream readers could not handle: to look at, and to send back. */
export const createDeadLetters = (platform: Platform, wirings: readonly ContextWiring[], readers: StreamReaders) => {
  const queues = new Set(wirings.flatMap((wiring) => (wiring.queues ?? []).map((queue) => queue.name)));
  const streams = new Set(wirings.flatMap((wiring) => (wiring.streams ?? []).map((stream) => stream.name)));
  const names = [...queues, ...streams].sort();
  const handlers = new Map(
    wirings.flatMap((wiring) => [...(wiring.queues ?? []), ...(wiring.streams ?? [])].map(({ name, handler }) => [name, handler] as const)),
  );
  const deadLetterQueue = (name: string) => platform.queue(`${name}-dlq`);

  const readAgain = async (name: string, read: StreamReaders[string], message: ReceivedMessage): Promise<boolean> => {
    try {
      const { record } = JSON.parse(message.body) as SetAside;
      // Too large for a letter, it is still where it was written.
      const newImage = record.newImage ?? (await platform.ledger.get(record.key));
      await read([{ sequence: record.sequence, kind: record.kind, newImage, oldImage: undefined }]);
      return true;
    } catch (error) {
      const { name: error_name, message: error_message } = error as Error;
      platform.observability.logger.warn('stream record not handled', {
        queue: name,
        message_id: message.messageId,
        error_name,
        error_message,
      });
      return false;
    }
  };

  /** A stream cannot be sent its record again, so its reader is given the record here; what works leaves the queue. */
  const redriveStream = async (name: string, limit: number, messageIds: readonly string[] | undefined): Promise<Redriven> => {
    const read = readers[name];
    if (!read) throw new Error(`No reader is known for the stream ${name}`);
    let redriven = 0;
    let failed = 0;
    for (let seen = 0; seen < limit; ) {
      const messages = await deadLetterQueue(name).receive({ max: 10, visibilitySeconds: 30 });
      if (messages.length === 0) break;
      seen += messages.length;
      for (const message of messages) {
        if (messageIds && !messageIds.includes(message.messageId)) continue;
        if (!(await readAgain(name, read, message))) {
          failed += 1;
          continue;
        }
        await deadLetterQueue(name).acknowledge(message.receipt);
        redriven += 1;
      }
    }
    return { redriven, failed };
  };

  const describe = async (queue: string): Promise<DeadLetterQueue> => {
    const { waiting } = await deadLetterQueue(queue).depth();
    const seen = waiting === 0 ? [] : await deadLetterQueue(queue).browse(lookedAt);
    const oldestSentAt = seen.map(({ sentAt }) => sentAt).sort()[0] ?? null;
    return { queue, kind: streams.has(queue) ? 'stream' : 'queue', handler: handlers.get(queue) ?? '', waiting, oldestSentAt };
  };

  const list = async (name: string, limit: number, tenantId?: string): Promise<readonly DeadLetter[]> => {
    const letters = (await deadLetterQueue(name).browse(tenantId === undefined ? limit : browseMax)).map(toDeadLetter);
    return tenantId === undefined ? letters : letters.filter((letter) => tenantOf(letter.body) === tenantId).slice(0, limit);
  };

  return {
    /** Names whose dead letters can be asked for. */
    names,
    has: (name: string): boolean => queues.has(name) || streams.has(name),
    depths: (): Promise<readonly DeadLetterDepth[]> =>
      Promise.all(names.map(async (queue) => ({ queue, waiting: (await deadLetterQueue(queue).depth()).waiting }))),
    /** Every queue and stream reader that can have dead letters, those with letters first. */
    overview: async (): Promise<readonly DeadLetterQueue[]> => {
      const all = await Promise.all(names.map(describe));
      return all.toSorted((left, right) => Number(right.waiting > 0) - Number(left.waiting > 0));
    },
    /** Those of one tenant, or of all. */
    list,
    /** One of them; undefined when it is not among the oldest thousand of the queue. */
    find: async (name: string, messageId: string, tenantId?: string): Promise<DeadLetter | undefined> =>
      (await list(name, browseMax, tenantId)).find((letter) => letter.messageId === messageId),
    /**
     * What is sent back is written down for the tenant on whose behalf it was, for the figures of `docs/kpis.md`.
     * @returns how many were sent back, or handled at once
     */
    redrive: async (name: string, { tenantId, ...options }: Redrive): Promise<Redriven> => {
      const done = streams.has(name)
        ? await redriveStream(name, options.limit, options.messageIds)
        : { redriven: await deadLetterQueue(name).redrive(options), failed: 0 };
      await noteReplay(platform, tenantId, name, done.redriven);
      return done;
    },
  };
};

export type DeadLetters = ReturnType<typeof createDeadLetters>;

const toDeadLetter = ({ messageId, sentAt, receiveCount, body }: ReceivedMessage): DeadLetter => ({
  messageId,
  sentAt,
  receiveCount,
  body: shown(parsed(body)),
});

/** Events of a vendor's partner source are the one kind of message that holds what a vendor knows of a person. */
const shown = (body: unknown): unknown => {
  const event = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  if (!String(event['source']).startsWith('aws.partner/')) return body;
  return { ...event, detail: 'not shown: an event of a vendor may hold personal data' };
};

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    // A message that is not JSON may be dead for that very reason; it is shown as it is.
    return body;
  }
};
