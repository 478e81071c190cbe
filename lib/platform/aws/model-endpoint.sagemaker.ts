import { InvokeEndpointCommand, type SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { type ModelEndpoint, ModelUnavailableError } from '../ports.ts';

const json = 'application/json';

/**
 * Models behind SageMaker endpoints, which take JSON and answer JSON. The deadline covers the whole call: credentials,
 * every try of the SDK and the pauses between them, and the answer down to its last byte.
 */
export const createSageMakerModels = (
  client: SageMakerRuntimeClient,
  { endpointName }: { readonly endpointName: (model: string) => string },
): ModelEndpoint => ({
  invoke: async ({ endpoint, payload, deadlineMs }) => {
    const startedMs = performance.now();
    const answer = await withDeadline(endpoint, deadlineMs, async (abortSignal) => {
      const Body = Buffer.from(JSON.stringify(payload) ?? 'null');
      const command = new InvokeEndpointCommand({ EndpointName: endpointName(endpoint), ContentType: json, Accept: json, Body });
      const { Body: answered } = await client.send(command, { abortSignal });
      return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answered)) as unknown;
    });
    // Reading a large answer keeps the thread, and the timer, busy.
    if (performance.now() - startedMs > deadlineMs) throw tooLate(endpoint, deadlineMs);
    return answer;
  },
});

const tooLate = (endpoint: string, deadlineMs: number): ModelUnavailableError =>
  new ModelUnavailableError(`The model endpoint ${JSON.stringify(endpoint)} did not answer within ${deadlineMs} ms`);

const withDeadline = async (
  endpoint: string,
  deadlineMs: number,
  work: (abortSignal: AbortSignal) => Promise<unknown>,
): Promise<unknown> => {
  const abortion = new AbortController();
  const deadline = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    deadline.reject(tooLate(endpoint, deadlineMs));
    // Frees the connection, and ends the tries.
    abortion.abort();
  }, deadlineMs);
  try {
    // Not everything before the request watches the signal, such as the fetching of credentials.
    return await Promise.race([work(abortion.signal), deadline.promise]);
  } catch (error) {
    if (error instanceof ModelUnavailableError) throw error;
    throw new ModelUnavailableError(`The model endpoint ${JSON.stringify(endpoint)} failed`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
};
