// Answers HTTP in place of AWS. The SDK's own serialisers, signer, retries and deserialisers run as they do in production;
// only the wire is replaced, so a test sees what AWS would be sent and says what AWS would reply.
import { Readable } from 'node:stream';

/** One request as it would have gone over the wire. */
export type AwsRequest = {
  /** Operation of a JSON protocol, such as `SendMessageBatch`; undefined for REST protocols (S3, Scheduler). */
  readonly operation: string | undefined;
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[] | null>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The body as UTF-8 text. */
  readonly text: string;
  /** The body parsed; undefined when it is empty or not JSON. */
  readonly json: unknown;
};

export type AwsReply = {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes and texts go out as they are, everything else as JSON. */
  readonly body?: unknown;
};

/** Answers a request; what it throws is what the socket would have failed with. */
export type AwsResponder = (request: AwsRequest, index: number) => AwsReply | Promise<AwsReply>;

type WireRequest = {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query?: Record<string, string | string[] | null>;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
};

const isAsyncIterable = (value: unknown): value is AsyncIterable<Uint8Array | string> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

const bytesOf = async (body: unknown): Promise<Uint8Array> => {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === 'string') return Buffer.from(body);
  // The SDK's own byte arrays carry more than bytes, and warn about it when asked.
  if (body instanceof Uint8Array) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (!isAsyncIterable(body)) throw new TypeError('The body of the request has a form that the stub does not know');
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const readRequest = async ({ method, hostname, path, query = {}, headers, body }: WireRequest): Promise<AwsRequest> => {
  const lowered = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const bytes = await bytesOf(body);
  const text = Buffer.from(bytes).toString('utf8');
  const operation = lowered['x-amz-target']?.split('.').at(-1);
  return { operation, method, hostname, path, query, headers: lowered, body: bytes, text, json: parsed(text) };
};

const toBody = (body: unknown): Uint8Array => {
  if (body === undefined) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
};

/**
 * Settings for any SDK client (`new SQSClient(stub.settings)`), and the requests that came so far. The client makes one
 * try; spread `maxAttempts` over the settings to see its retries.
 */
export const createAwsStub = (respond: AwsResponder) => {
  const requests: AwsRequest[] = [];
  const handle = async (wire: WireRequest) => {
    const request = await readRequest(wire);
    requests.push(request);
    const { status = 200, headers = {}, body } = await respond(request, requests.length - 1);
    return {
      response: {
        statusCode: status,
        headers: { 'x-amzn-requestid': `request-${requests.length}`, ...headers },
        body: Readable.from([toBody(body)]),
      },
    };
  };
  return {
    requests: requests as readonly AwsRequest[],
    settings: {
      region: 'eu-central-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example-only' },
      maxAttempts: 1,
      requestHandler: { handle, updateHttpClientConfig: () => undefined, httpHandlerConfigs: () => ({}), destroy: () => undefined },
    },
  };
};

/** Gives the replies in order, the last one again and again. */
export const inTurn = (...replies: readonly (AwsReply | Error)[]): AwsResponder => {
  return (_request, index) => {
    const reply = replies[Math.min(index, replies.length - 1)];
    if (reply === undefined) throw new Error('The stub was given no reply');
    if (reply instanceof Error) throw reply;
    return reply;
  };
};

/** An error of a JSON protocol, AWS JSON or REST JSON. */
export const awsError = (status: number, code: string, message = `${code} was scripted`): AwsReply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code },
  body: { __type: code, message },
});

/** An error of the REST XML protocol, which S3 speaks. */
export const awsXmlError = (status: number, code: string, message = `${code} was scripted`): AwsReply => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
});

/** What Node reports when the other side closes the connection, or when `code` says so, when there is no way to it. */
export const connectionError = (code = 'ECONNRESET'): Error => Object.assign(new Error(`${code} was scripted`), { code });

type Middleware = (next: (input: never) => Promise<unknown>, context: { commandName?: string }) => (input: never) => Promise<unknown>;
type Recordable = { readonly middlewareStack: { add(middleware: never, options: { step: 'initialize'; name: string }): void } };

/** Writes down the command of every later call of a client, such as `SendMessageBatchCommand`: what its role must allow. */
export const recordCommands = (client: Recordable): readonly string[] => {
  const commands: string[] = [];
  const middleware: Middleware = (next, context) => (input) => {
    commands.push(context.commandName ?? 'unknown');
    return next(input);
  };
  client.middlewareStack.add(middleware as never, { step: 'initialize', name: 'recordCommands' });
  return commands;
};
