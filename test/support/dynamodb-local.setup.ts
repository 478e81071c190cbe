import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type DynamodbLocal, missingForDynamodbLocal, startDynamodbLocal } from '../../scripts/support/dynamodb-local.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test asks for the run's DynamoDB Local. */
    readonly dynamodbLocalUrl: string;
  }
}

/** What a test is told: where the server is, or what is missing. */
export type DynamodbLocalAnswer = { readonly endpoint?: string; readonly missing?: string };

/**
 * One DynamoDB Local for a whole run of tests, started when the first test asks for it: a run that needs none pays
 * nothing, and the test processes, which come and go, share one.
 */
const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  let started: Promise<DynamodbLocal> | undefined;
  let missing: string | undefined | null = null;

  const answer = async (): Promise<DynamodbLocalAnswer> => {
    if (missing === null) missing = missingForDynamodbLocal();
    if (missing !== undefined) return { missing };
    started ??= startDynamodbLocal();
    return { endpoint: (await started).endpoint };
  };

  const server = createServer((_request, response) => {
    answer().then(
      (found) => response.end(JSON.stringify(found)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  project.provide('dynamodbLocalUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.close();
    server.closeAllConnections();
    await (await started?.catch(() => undefined))?.stop();
  };
};

export default setup;
