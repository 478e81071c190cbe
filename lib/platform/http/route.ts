import type * as z from 'zod';
import type { Scope as HeldScope } from '../../kernel/scopes.ts';

/**
 * What a caller must hold. `public` routes authenticate otherwise (a channel's signature) or show nothing private;
 * `authenticated` ones ask for valid credentials and no right beside them.
 */
export type Scope = 'public' | 'authenticated' | HeldScope;

export type RouteResponse = {
  readonly description: string;
  /** Exactly what the body holds, as it goes out. */
  readonly schema?: z.ZodType;
  /**
   * Of a body that no schema describes, such as `application/pdf`.
   * @default application/json with a schema, application/problem+json from 400 on, no body otherwise
   */
  readonly contentType?: string;
};

/** One route as plain data and schemas: the handler, the router, the route list and the OpenAPI document read it. */
export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{name}` for parameters, such as `/orders/{id}/holds`. */
  readonly path: string;
  readonly scope: Scope;
  /** One line for the route list. */
  readonly summary: string;
  /**
   * What clients call the operation: camelCase, a verb and a noun, never changed once released.
   * @default the last part of the handler's name; see `operationIdOf`
   */
  readonly operationId?: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly responses: Readonly<Record<number, RouteResponse>>;
  /** Whether the header Idempotency-Key makes repeating the request harmless. */
  readonly takesIdempotencyKey?: true;
  /** Largest request body in bytes, default 256 KB. */
  readonly maxBodyBytes?: number;
};
