import type { HttpWiring } from '../../wiring.ts';

export type Match = { readonly wiring: HttpWiring; readonly params: Readonly<Record<string, string>> };

type Entry = { readonly wiring: HttpWiring; readonly segments: readonly string[] };

/** Finds the route of a request. Literal segments win over `{parameters}`, as in API Gateway. */
export const createRouter = (routes: readonly HttpWiring[]) => {
  const entries: readonly Entry[] = routes.map((wiring) => ({ wiring, segments: wiring.route.path.split('/').slice(1) }));

  const find = (method: string, path: string): Match | 'no-such-path' | { readonly allowed: readonly string[] } => {
    const segments = path.split('/').slice(1);
    const matching = entries
      .flatMap((entry) => {
        const params = matchSegments(entry.segments, segments);
        return params ? [{ entry, params }] : [];
      })
      .sort((left, right) => Object.keys(left.params).length - Object.keys(right.params).length);
    if (matching.length === 0) return 'no-such-path';
    const found = matching.find(({ entry }) => entry.wiring.route.method === method);
    if (!found) return { allowed: [...new Set(matching.map(({ entry }) => entry.wiring.route.method))] };
    return { wiring: found.entry.wiring, params: found.params };
  };
  return { find };
};

const matchSegments = (pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined => {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{')) {
      const value = decode(segment);
      if (value === undefined || value === '') return undefined;
      params[part.slice(1, -1)] = value;
    } else if (part !== segment) {
      return undefined;
    }
  }
  return params;
};

const decode = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A broken percent sequence names no resource.
    return undefined;
  }
};
