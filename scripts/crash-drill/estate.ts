import { setTimeout as sleep } from 'node:timers/promises';
import type { Platform } from '../../lib/platform/ports.ts';
import type { Random } from '../../lib/platform/simulation/random.ts';

export type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

/** Undefined when no answer came: what was asked may have been done or not. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<Answer | undefined>;

/** What `oms audit --json` says, as far as the drill reads it. */
export type AuditDocument = {
  readonly ok: boolean;
  readonly streams: number;
  readonly events: number;
  readonly checks: readonly {
    readonly check: string;
    readonly findings: readonly { readonly subject: string; readonly code: string; readonly message: string }[];
  }[];
};

/** An installation of one engine, whose processes can be killed. What they stand on outlives them. */
export type Estate = {
  readonly engine: 'embedded' | 'aws';
  /** How long the processes of one round live, in milliseconds. */
  readonly lifeMs: { readonly from: number; readonly to: number };
  /** Starts every process that does not run. @throws Error when one does not come up */
  readonly live: () => Promise<void>;
  readonly ask: Ask;
  /** Lets the services under the processes fail for a while, where the engine has any. Begins at a random moment of the life. */
  readonly disturb: (random: Random, lifeMs: number) => void;
  /** Ends some or all processes with SIGKILL, at once. @returns their names */
  readonly kill: (random: Random) => Promise<readonly string[]>;
  /** Whether nothing is under way behind the queues: no call or retry of a workflow, no change that a reader has not seen. */
  readonly isQuiet: () => Promise<boolean>;
  /** Waits until nothing is under way and ends the processes in good order. @returns what did not come to rest */
  readonly rest: () => Promise<readonly string[]>;
  /** Runs `oms audit` over the installation, which has come to rest. @throws Error when it says nothing */
  readonly audit: () => Promise<AuditDocument>;
  /** Looks into the stores of the installation, which has come to rest. */
  readonly inspect: <T>(look: (platform: Platform) => Promise<T>) => Promise<T>;
  /** What went wrong beside the orders: a process that ended by itself. */
  readonly mishaps: () => readonly string[];
  /** How often a service under the processes failed on purpose. */
  readonly disturbances: () => number;
  readonly close: () => Promise<void>;
};

/** Pause of a caller whose call was not answered, in milliseconds: people do not ask a thousand times a second. */
const noAnswerPauseMs = 25;
const answerMsMax = 20_000;

/** Asks whatever stands at the address now; nothing does while its process is dead. */
export const askAt =
  (place: () => { readonly url: string; readonly apiKey: string } | undefined): Ask =>
  async (method, path, body) => {
    const found = place();
    try {
      if (found === undefined) throw new Error('nobody listens');
      const response = await fetch(found.url + path, {
        method,
        headers: { 'x-api-key': found.apiKey, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(answerMsMax),
      });
      return { status: response.status, body: (await response.json()) as Answer['body'] };
    } catch {
      await sleep(noAnswerPauseMs);
      return undefined;
    }
  };
