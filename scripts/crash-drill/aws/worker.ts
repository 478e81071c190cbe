// A process that is killed: it runs functions of the product over the AWS adapters, called by requests, queues, the ledger's
// stream or workflows, as API Gateway, Lambda's pollers and Step Functions call them.
import { createServer, type IncomingMessage } from 'node:http';
import { flushCompileCache } from 'node:module';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { authorizer } from '../../../lib/access/wiring.ts';
import { openAwsPlatform } from '../../../lib/platform/aws/aws-platform.ts';
import { installationFrom } from '../../../lib/platform/aws/aws-settings.ts';
import { namesOf } from '../../../lib/platform/aws/names.ts';
import { createAwsObservability } from '../../../lib/platform/aws/observability.powertools.ts';
import { createFunctions, type Functions } from '../../../lib/platform/embedded/runtime/functions.ts';
import { startHttpServer } from '../../../lib/platform/embedded/runtime/http-server.ts';
import { startPump } from '../../../lib/platform/embedded/runtime/pump.ts';
import { createQueueStep } from '../../../lib/platform/embedded/runtime/queue-source.ts';
import { createStreamStep } from '../../../lib/platform/embedded/runtime/stream-source.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { wirings } from '../../../lib/wirings.ts';
import { openLedgerFeed } from './places.ts';
import type { Role, WorkerHello } from './workers.ts';

const [role, streamArn] = process.argv.slice(2) as [Role?, string?];
if (role === undefined || streamArn === undefined || process.send === undefined)
  throw new Error('This is started by scripts/crash-drill.ts.');

const idleMs = 100;
/** A message of a killed consumer is back after so many seconds; deployed it is three minutes, which the drill has not. */
const visibilitySeconds = 10;
const queueConcurrency = 4;
/** As deployed. */
const streamTries = 10;

const installation = installationFrom(process.env);
const observability = createAwsObservability(namesOf(installation));
const queues = wirings.flatMap((wiring) => wiring.queues ?? []);
const fifoQueues = queues.filter(({ fifo }) => fifo).map(({ name }) => name);
const platform: Platform = await openAwsPlatform(installation, { fifoQueues, observability, env: process.env });
const functions: Functions = createFunctions(platform, new URL('../../../lambdas/', import.meta.url));
const onError = (pump: string) => (error: unknown) => observability.logger.error('pump failed', { pump, error: error as Error });

const handlers = (entries: readonly { readonly handler: string }[]): readonly string[] => entries.map(({ handler }) => handler);

const serveRequests = async (): Promise<WorkerHello> => {
  const routes = wirings.flatMap((wiring) => wiring.http ?? []);
  await functions.preload([authorizer, ...handlers(routes)]);
  const { url } = await startHttpServer({
    platform,
    functions,
    routes,
    authorizer,
    host: '127.0.0.1',
    port: 0,
    requestsPerSecond: 5_000,
    // What the tables have answered is durable.
    serve: (work) => work(),
  });
  return { url };
};

const workQueues = async (): Promise<WorkerHello> => {
  await functions.preload(handlers(queues));
  for (const queue of queues) {
    const step = createQueueStep(platform, functions, { ...queue, visibilitySeconds });
    startPump({ step, idleMs, concurrency: queue.concurrency ?? queueConcurrency, onError: onError(queue.name) });
  }
  return {};
};

const readStreams = async (): Promise<WorkerHello> => {
  const streams = wirings.flatMap((wiring) => wiring.streams ?? []);
  await functions.preload(handlers(streams));
  const { feed, placeOf } = openLedgerFeed(installation, streamArn);
  for (const stream of streams) {
    const wiring = { maxAttempts: streamTries, ...stream };
    const step = createStreamStep({ platform, functions, wiring, feed, position: placeOf(stream.name), sleep: (ms) => sleep(ms) });
    startPump({ step, idleMs, onError: onError(stream.name) });
  }
  return {};
};

type Invocation = { readonly name: string; readonly payload: unknown };

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const runTasks = async (): Promise<WorkerHello> => {
  await functions.preload(handlers(wirings.flatMap((wiring) => wiring.tasks ?? [])));
  const server = createServer((request, response) => {
    bodyOf(request)
      .then((body) => JSON.parse(body) as Invocation)
      .then(({ name, payload }) => functions.invoke(name, payload))
      .then(
        (answer) => ({ answer }),
        // Lambda reports what a function throws by its name and message.
        (error: unknown) => ({ error: { name: (error as Error).name, message: (error as Error).message } }),
      )
      .then((outcome) => response.end(JSON.stringify(outcome)))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

const begin: Readonly<Record<Role, () => Promise<WorkerHello>>> = {
  gateway: serveRequests,
  queues: workQueues,
  streams: readStreams,
  tasks: runTasks,
};

const hello = await begin[role]();
// It is asked to end only when nothing is under way.
process.on('message', () => process.exit(0));
process.on('disconnect', () => process.exit(1));
// Node writes it when it ends in good order, which this process rarely does.
flushCompileCache();
process.send(hello);
