import { Readable } from 'node:stream';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoClient } from '../../../../lib/platform/aws/dynamo-client.ts';
import { createDynamoTable } from '../../../../lib/platform/aws/table.dynamodb.ts';
import type { Table } from '../../../../lib/platform/ports.ts';

type HttpRequest = { readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array };

/** What the service does with one request: answers, or breaks the connection. */
export type Step =
  | { readonly status: number; readonly body: unknown }
  | { readonly status: number; readonly text: string }
  | { readonly break: Error };

export const accepted = (body: unknown = {}): Step => ({ status: 200, body });

/** A refusal as the service writes it. */
export const refused = (name: string, more: Record<string, unknown> = {}, status = 400): Step => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, ...more },
});

export const hangUp: Step = { break: Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }) };

export type Scripted = {
  readonly table: Table;
  readonly client: DynamoDBClient;
  /** Requests as they went out: the operation and its input. */
  readonly requests: readonly { readonly operation: string; readonly input: any }[]; // oxlint-disable-line typescript/no-explicit-any
  /** Milliseconds slept before each repetition. */
  readonly pauses: readonly number[];
};

/** A table on a client whose requests are really written and whose answers are really read, without a network. */
export const scripted = (...steps: readonly Step[]): Scripted => {
  const requests: { operation: string; input: unknown }[] = [];
  const pauses: number[] = [];
  const waiting = [...steps];
  const handle = (request: HttpRequest): Promise<{ readonly response: object }> => {
    requests.push({
      operation: String(request.headers['x-amz-target']).split('.')[1] ?? '',
      input: JSON.parse(new TextDecoder().decode(request.body)),
    });
    const step = waiting.length > 1 ? waiting.shift() : waiting[0];
    if (step === undefined) throw new Error('The script has no answer');
    if ('break' in step) return Promise.reject(step.break);
    const text = 'text' in step ? step.text : JSON.stringify(step.body);
    const body = Readable.from([Buffer.from(text)]);
    return Promise.resolve({ response: { statusCode: step.status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body } });
  };
  const client = createDynamoClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: { handle: handle as never, updateHttpClientConfig: () => undefined, httpHandlerConfigs: () => ({}) },
  });
  const sleep = (ms: number): Promise<void> => {
    pauses.push(ms);
    return Promise.resolve();
  };
  return { client, requests, pauses, table: createDynamoTable(client, { tableName: 'contract', retry: { sleep, random: () => 1 } }) };
};
