import type { HttpWiring } from '../../lib/platform/wiring.ts';

/** Verbs with which the name of a reading function begins by itself. */
const readingVerbs = ['get', 'list', 'search', 'find', 'scan', 'print', 'export', 'compare', 'show'];

const camelCase = (words: readonly string[]): string =>
  words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');

/**
 * What clients call a route: the name that it gives itself, or its function's (`orders/place-order` → `placeOrder`), with
 * `get` before the function of a GET that names only what it answers (`operations/status` → `getStatus`).
 */
export const operationIdOf = ({ route, handler }: HttpWiring): string => {
  if (route.operationId !== undefined) return route.operationId;
  const words = (handler.split('/').at(-1) ?? handler).split('-');
  const namesItself = route.method !== 'GET' || readingVerbs.includes(words[0] ?? '');
  return camelCase(namesItself ? words : ['get', ...words]);
};
