import { createWaybill, type Waybill, WaybillError } from '../../../clients/typescript/src/index.ts';
import { problemFrom } from '../session/request.ts';
import { ProblemError } from './problem.tsx';

/** Every operation of `docs/api/openapi.json`, with the session's credentials. Resolves to the body. @throws ProblemError */
export type Api = Waybill;

type ApiParts = {
  readonly headers: () => Promise<Record<string, string>>;
  /** The credentials are no longer good. */
  readonly onSignedOut: (error: unknown) => void;
};

type AnyOperation = (input?: object) => Promise<unknown>;

/** The typed client in the name of whoever is signed in. */
export const createApi = ({ headers, onSignedOut }: ApiParts): Api => {
  const client = createWaybill({
    baseUrl: location.origin,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      for (const [name, value] of Object.entries(await headers())) request.headers.set(name, value);
      return fetch(request);
    },
  });
  const refused = (error: unknown): never => {
    if (!(error instanceof WaybillError)) throw error;
    const problem = new ProblemError(problemFrom(error.problem.status, error.problem, error.response.headers.get('x-request-id')));
    if (problem.problem.status === 401) onSignedOut(problem);
    throw problem;
  };
  const operations = Object.entries(client as unknown as Readonly<Record<string, AnyOperation>>).map(([name, run]) => [
    name,
    (input?: object) => run(input).catch(refused),
  ]);
  return Object.fromEntries(operations) as Api;
};
