import { type Problem, ProblemError } from '../shared/problem.tsx';

/** The problem that an answer carries, or one made of its status where it carries none. */
export const problemFrom = (status: number, body: unknown, requestId: string | null): Problem => {
  const known = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem> & { readonly instance?: string };
  const id = known.request_id ?? known.instance ?? requestId ?? undefined;
  return {
    ...known,
    status,
    code: known.code ?? `http-${status}`,
    title: known.title ?? `The answer was ${status}`,
    ...(id === undefined ? {} : { request_id: id }),
  };
};

/** One request outside the typed client: signing in, and files. @throws ProblemError */
export const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
  const answer = await fetch(path, init);
  if (answer.ok) return answer;
  const body: unknown = await answer.json().catch(() => undefined);
  throw new ProblemError(problemFrom(answer.status, body, answer.headers.get('x-request-id')));
};

export const requestJson = async <Body>(path: string, init: RequestInit = {}): Promise<Body> =>
  (await (await request(path, init)).json()) as Body;
