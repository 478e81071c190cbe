import type * as z from 'zod';
import type { Scope as HeldScope } from '../../kernel/scopes.ts';

/**
 * What a caller must hold. `public` routes authenticate otherwise (a channel's signature) or show nothing private;
 * `authenticated` ones ask for valid credentials and no right beside them.
 */
export type Scope = 'public' | 'authenticated' | HeldScope;

/** One route as plain data and schemas: the handler, the router, the route list and the OpenAPI document read it. */
export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{name}` for parameters, such as `/orders/{id}/holds`. */
  readonly path: string;
  readonly scope: Scope;
  /** One line for the route list. */
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly responses: Readonly<Record<number, { readonly description: string; readonly schema?: z.ZodType }>>;
  /** Largest request body in bytes, default 256 KB. */
  readonly maxBodyBytes?: number;
};
