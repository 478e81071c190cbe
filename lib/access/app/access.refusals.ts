import type { Refusal } from '../../platform/http/refusal.ts';
import { passwordLengthMax, passwordLengthMin, type PasswordRejection } from '../domain/password.ts';
import type { AccessRejection, AuthRejection, OwnPasswordRejection, SignInRejection } from '../domain/rejections.ts';

type Rejection = AccessRejection | AuthRejection | SignInRejection | OwnPasswordRejection;
type Code = Rejection['code'];

const passwordProblem: Readonly<Record<PasswordRejection['reason'], string>> = {
  'too-short': `The password needs at least ${passwordLengthMin} characters.`,
  'too-long': `The password may have at most ${passwordLengthMax} characters.`,
  'same-as-email': 'The password must not be the e-mail address.',
  'same-as-before': 'The new password must differ from the old one.',
};

const table: Readonly<Record<Code, Pick<Refusal, 'kind' | 'message'>>> = {
  'credentials-missing': { kind: 'unauthenticated', message: 'Send an API key or a bearer token.' },
  'credentials-malformed': { kind: 'unauthenticated', message: 'The authorization header must be "Bearer" and one token or API key.' },
  'credentials-ambiguous': { kind: 'unauthenticated', message: 'Send either x-api-key or authorization, not both.' },
  'api-key-invalid': { kind: 'unauthenticated', message: 'The API key is not valid.' },
  'api-key-of-other-environment': { kind: 'unauthenticated', message: 'The API key belongs to another environment.' },
  'api-key-revoked': { kind: 'unauthenticated', message: 'The API key has been revoked.' },
  'api-key-expired': { kind: 'unauthenticated', message: 'The API key has expired.' },
  'token-invalid': { kind: 'unauthenticated', message: 'The token is not valid.' },
  'token-expired': { kind: 'unauthenticated', message: 'The token has expired; sign in again.' },
  'token-superseded': { kind: 'unauthenticated', message: 'The account has changed since the token was issued; sign in again.' },
  'user-disabled': { kind: 'unauthenticated', message: 'The user has been disabled.' },
  'tenant-not-named': { kind: 'invalid-input', message: 'You belong to several tenants: name one in the header x-tenant-id.' },
  'no-membership': { kind: 'forbidden', message: 'The user belongs to no tenant.' },
  'tenant-not-found': { kind: 'not-found', message: 'There is no such tenant.' },
  'sign-in-refused': { kind: 'unauthenticated', message: 'E-mail address and password do not match an active account.' },
  'sign-in-elsewhere': { kind: 'rejected', message: 'People sign in on another page, which sign_in_url names.' },
  'password-set-elsewhere': {
    kind: 'rejected',
    message: 'People choose their passwords themselves, where they sign in. Leave the password out: what they need is mailed to them.',
  },
  'password-change-required': {
    kind: 'rejected',
    message: 'This password is good for one sign-in that sets a new one: send new_password.',
  },
  'one-time-password-expired': { kind: 'rejected', message: 'The one-time password has expired; ask for another.' },
  'too-many-attempts': { kind: 'too-many-requests', message: 'Too many sign-in attempts; wait a while.' },
  'people-only': { kind: 'rejected', message: 'Only people have a password; a key is rotated by making another one.' },
  'password-wrong': { kind: 'rejected', message: 'The password is not the one that holds until now.' },
  'password-too-weak': { kind: 'rejected', message: 'The password is too weak.' },
  'scope-missing': { kind: 'forbidden', message: 'You do not hold the scope that this needs.' },
  'location-not-permitted': { kind: 'forbidden', message: 'You may not act at this location.' },
  'system-only': { kind: 'forbidden', message: 'This is done on the command line of the installation.' },
  'grant-exceeds-own-rights': { kind: 'forbidden', message: 'You cannot give rights that you do not hold.' },
  'grant-empty': { kind: 'invalid-input', message: 'Name at least one scope.' },
  'tenant-already-exists': { kind: 'conflict', message: 'There is a tenant of this id.' },
  'tenant-id-reserved': { kind: 'rejected', message: 'This tenant id is reserved.' },
  'user-not-found': { kind: 'not-found', message: 'There is no such user.' },
  'user-belongs-to-other-tenants': {
    kind: 'rejected',
    message: 'The account opens other tenants too. Revoke the membership, or have the installation change the account.',
  },
  'own-access': {
    kind: 'forbidden',
    message:
      'Nobody changes their own place, account or password here: another administrator does, or the command line of the installation.',
  },
  'email-invalid': { kind: 'invalid-input', message: 'The e-mail address must look like name@example.com, with at most 254 characters.' },
  'email-already-registered': {
    kind: 'conflict',
    message: 'The e-mail address has an account. The installation can add it to this tenant.',
  },
  'email-taken-in-directory': {
    kind: 'conflict',
    message: 'The directory in which people sign in has another entry with this e-mail address; remove that one first.',
  },
  'account-disabled': { kind: 'rejected', message: 'The user has been disabled; enable the user first.' },
  'account-erased': { kind: 'rejected', message: 'The person has been erased; register them anew.' },
  'membership-not-found': { kind: 'not-found', message: 'The user has no place in this tenant.' },
  'api-key-not-found': { kind: 'not-found', message: 'There is no such API key.' },
  'expiry-not-in-future': { kind: 'invalid-input', message: 'The expiry must lie in the future.' },
  'changed-meanwhile': { kind: 'conflict', message: 'Somebody else changed this at the same time; look and try again.' },
};

/** The rejection as handlers answer it. */
export const refusalOf = (rejection: Rejection): Refusal => {
  const { code, ...data } = rejection;
  const base: Refusal = { ...table[code], code };
  if (rejection.code === 'too-many-attempts') return { ...base, retryAfterSeconds: rejection.retryAfterSeconds };
  if (rejection.code === 'password-too-weak') return { ...base, message: passwordProblem[rejection.reason], data };
  return Object.keys(data).length === 0 ? base : { ...base, data };
};
