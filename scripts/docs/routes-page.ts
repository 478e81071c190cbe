import type { ContextWiring, HttpWiring } from '../../lib/platform/wiring.ts';
import { code, page, table } from './markdown.ts';

type Wired = HttpWiring & { readonly context: string };

const byPath = (left: Wired, right: Wired): number => {
  const a = `${left.route.path} ${left.route.method}`;
  const b = `${right.route.path} ${right.route.method}`;
  return a < b ? -1 : Number(a > b);
};

const answers = ({ route }: HttpWiring): string =>
  Object.entries(route.responses)
    .map(([status, { description }]) => `${status} ${description}`)
    .join('; ');

/** Page of every HTTP route with the right it asks for and the function behind it. */
export const renderRoutes = (wirings: readonly ContextWiring[]): string => {
  const wired = wirings.flatMap(({ context, http = [] }) => http.map((entry) => ({ ...entry, context }))).sort(byPath);
  return page(
    '# Routes',
    `${wired.length} routes. \`public\` asks for no credentials, \`authenticated\` for any; everything else names the scope that the caller must hold. Another tenant's things are answered like things that do not exist.`,
    table(
      ['route', 'what it does', 'scope', 'answers', 'function'],
      wired.map((entry) => [
        code(`${entry.route.method} ${entry.route.path}`),
        entry.route.summary,
        code(entry.route.scope),
        answers(entry),
        code(`lambdas/${entry.handler}.handler.ts`),
      ]),
    ),
  );
};
