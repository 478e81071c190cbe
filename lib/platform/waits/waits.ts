import { Instant } from '../../kernel/instant.ts';
import { partitionKey } from '../event-store/commit.codec.ts';
import type { StreamId } from '../event-store/aggregate.ts';
import { type Clock, ConditionFailedError, type Table, TaskTokenInvalidError, type Workflows } from '../ports.ts';

/** One open wait of a workflow on a stream. */
export type OpenWait = {
  readonly name: string;
  readonly token: string;
  readonly context: Readonly<Record<string, string>>;
  readonly registeredAt: Instant;
};

/**
 * Task tokens that workflows have left with a stream. Whoever registers one looks at the stream afterwards, and whoever
 * changes the stream looks for tokens afterwards; so one of the two always sees the other, and no wait is lost.
 */
export interface Waits {
  /** Keeps the token; a retried task replaces its earlier one. */
  register(stream: StreamId, name: string, token: string, context?: Readonly<Record<string, string>>): Promise<void>;
  list(stream: StreamId): Promise<readonly OpenWait[]>;
  /** Ends the wait well. A token that has already been used or has timed out counts as ended. */
  succeed(stream: StreamId, wait: OpenWait, output: unknown): Promise<void>;
  fail(stream: StreamId, wait: OpenWait, error: string, cause: string): Promise<void>;
}

const prefix = 'T#';

export const createWaits = (parts: { readonly ledger: Table; readonly workflows: Workflows; readonly clock: Clock }): Waits => {
  const { ledger, workflows, clock } = parts;

  const end = async (stream: StreamId, wait: OpenWait, report: () => Promise<void>): Promise<void> => {
    try {
      await report();
    } catch (error) {
      if (!(error instanceof TaskTokenInvalidError)) throw error;
    }
    try {
      // A newer token under the same name must stay.
      await ledger.delete({ PK: partitionKey(stream), SK: prefix + wait.name }, { kind: 'equals', attribute: 'token', value: wait.token });
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
    }
  };

  return {
    register: (stream, name, token, context = {}) =>
      ledger.put({ PK: partitionKey(stream), SK: prefix + name, token, context, registered_at: clock.now() }),
    list: async (stream) => {
      const { items } = await ledger.query({ PK: partitionKey(stream), prefix });
      return items.map((item) => ({
        name: item.SK.slice(prefix.length),
        token: String(item['token']),
        context: item['context'] as Readonly<Record<string, string>>,
        registeredAt: Instant(String(item['registered_at'])),
      }));
    },
    succeed: (stream, wait, output) => end(stream, wait, () => workflows.succeed(wait.token, output)),
    fail: (stream, wait, error, cause) => end(stream, wait, () => workflows.fail(wait.token, error, cause)),
  };
};
