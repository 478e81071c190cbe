import * as z from 'zod';
import type { Route } from '../../platform/http/route.ts';

export const SignInMethod = z
  .discriminatedUnion('method', [
    z.object({ method: z.literal('password') }).meta({ description: 'With `POST /sign-in`' }),
    z
      .object({ method: z.literal('redirect'), sign_in_url: z.url() })
      .meta({ description: 'On a page of its own: an authorization code with PKCE. The page asked for comes as `redirect_uri`' }),
  ])
  .meta({ id: 'SignInMethod' });

/** `GET /sign-in`: asked by a page before anybody has signed in. */
export const signInMethodRoute = {
  method: 'GET',
  path: '/sign-in',
  scope: 'public',
  summary: 'How people sign in to this installation',
  responses: { 200: { description: 'With a password here, or elsewhere', schema: SignInMethod } },
} as const satisfies Route;
