import type { Instant } from '../../kernel/instant.ts';
import type { ApiKeyUseRejection } from './api-key.ts';
import type { PasswordRejection } from './password.ts';
import type { AuthorizationRejection, GrantRejection } from './principal.ts';
import type { ThrottleRejection } from './sign-in-throttle.ts';
import type { UserUseRejection } from './user.ts';

/** Why a token is not believed. */
export type TokenRejection = { readonly code: 'token-invalid' } | { readonly code: 'token-expired' };

/** Why a request has no principal. */
export type AuthRejection =
  | { readonly code: 'credentials-missing' }
  | { readonly code: 'credentials-malformed' }
  | { readonly code: 'credentials-ambiguous' }
  | { readonly code: 'api-key-invalid' }
  | { readonly code: 'api-key-of-other-environment'; readonly environment: string }
  | { readonly code: 'tenant-not-named'; readonly tenants: readonly string[] }
  | { readonly code: 'no-membership' }
  | { readonly code: 'tenant-not-found' }
  | ApiKeyUseRejection
  | UserUseRejection
  | TokenRejection;

/** People sign in, and choose their passwords, where `signInUrl` leads. */
export type ElsewhereRejection = { readonly code: 'sign-in-elsewhere' | 'password-set-elsewhere'; readonly signInUrl: string };

export type SignInRejection =
  | ElsewhereRejection
  | { readonly code: 'sign-in-refused' }
  | { readonly code: 'password-change-required' }
  | { readonly code: 'one-time-password-expired'; readonly expiredAt: Instant }
  | PasswordRejection
  | ThrottleRejection;

/** Why somebody's own password is not changed. */
export type OwnPasswordRejection =
  | SignInRejection
  | { readonly code: 'people-only' }
  | { readonly code: 'password-wrong' }
  | { readonly code: 'account-erased' };

/** Why a change of who may do what is refused. */
export type AccessRejection =
  | { readonly code: 'system-only' }
  | { readonly code: 'tenant-not-found' }
  | { readonly code: 'tenant-already-exists' }
  | { readonly code: 'tenant-id-reserved' }
  | { readonly code: 'user-not-found' }
  | { readonly code: 'user-belongs-to-other-tenants' }
  | { readonly code: 'own-access' }
  | { readonly code: 'email-invalid' }
  | { readonly code: 'email-already-registered' }
  | { readonly code: 'email-taken-in-directory' }
  | { readonly code: 'account-disabled' }
  | { readonly code: 'account-erased' }
  | ElsewhereRejection
  | { readonly code: 'membership-not-found' }
  | { readonly code: 'api-key-not-found' }
  | { readonly code: 'expiry-not-in-future' }
  | { readonly code: 'grant-empty' }
  | { readonly code: 'changed-meanwhile' }
  | AuthorizationRejection
  | GrantRejection
  | PasswordRejection;
