import { type ModelEndpoint, ModelUnavailableError } from '../ports.ts';

/** A model in this process. */
export type LocalModel = (payload: unknown) => unknown;

/**
 * Endpoints that are functions of this process, under the contract of a remote one: whatever goes wrong, and whatever
 * takes too long, is `ModelUnavailableError`.
 */
export const createLocalModels = (models: Readonly<Record<string, LocalModel>>): ModelEndpoint => ({
  invoke: async ({ endpoint, payload, deadlineMs }) => {
    const model = Object.hasOwn(models, endpoint) ? models[endpoint] : undefined;
    if (model === undefined) throw new ModelUnavailableError(`There is no model endpoint ${JSON.stringify(endpoint)}`);
    const startedMs = performance.now();
    const answer = await withDeadline(endpoint, deadlineMs, async () => model(payload));
    // A model that keeps the thread busy cannot be interrupted, so its lateness shows only afterwards.
    if (performance.now() - startedMs > deadlineMs) throw tooLate(endpoint, deadlineMs);
    return answer;
  },
});

const tooLate = (endpoint: string, deadlineMs: number): ModelUnavailableError =>
  new ModelUnavailableError(`The model endpoint ${JSON.stringify(endpoint)} did not answer within ${deadlineMs} ms`);

const withDeadline = async (endpoint: string, deadlineMs: number, work: () => Promise<unknown>): Promise<unknown> => {
  const deadline = Promise.withResolvers<never>();
  const timer = setTimeout(() => deadline.reject(tooLate(endpoint, deadlineMs)), deadlineMs);
  try {
    return await Promise.race([work(), deadline.promise]);
  } catch (error) {
    if (error instanceof ModelUnavailableError) throw error;
    throw new ModelUnavailableError(`The model endpoint ${JSON.stringify(endpoint)} failed`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
};
