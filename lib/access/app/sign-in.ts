import { err, ok, type Result } from '../../kernel/result.ts';
import { checkPassword } from '../domain/password.ts';
import type { Principal } from '../domain/principal.ts';
import type { SignInRejection } from '../domain/rejections.ts';
import { chargeAttempt, type SignInThrottle } from '../domain/sign-in-throttle.ts';
import { globalPartition } from '../domain/tenant.ts';
import { normaliseEmail, type User, type UserId } from '../domain/user.ts';
import { type AccessContext, auditOf } from './access.context.ts';
import type { IssuedToken } from './access.ports.ts';

export type SignedIn = IssuedToken & { readonly userId: UserId };

const chargeTriesMax = 5;

/**
 * A token for an e-mail address and its password; with `newPassword` the password is changed on the way, which a
 * one-time password demands. Unknown address, wrong password and disabled user are one answer and take one time.
 * Where a directory keeps the passwords, the answer is the way there, and nothing that was sent is looked at.
 */
export const signIn =
  (context: AccessContext) =>
  async (input: {
    readonly email: string;
    readonly password: string;
    readonly newPassword?: string;
  }): Promise<Result<SignedIn, SignInRejection>> => {
    if (context.directory) return err({ code: 'sign-in-elsewhere', signInUrl: context.directory.issuer.signInUrl });
    const email = normaliseEmail(input.email);
    if (email === undefined) return err({ code: 'sign-in-refused' });
    const charged = await charge(context, email);
    if (!charged.ok) return charged;

    const userId = await context.people.userWith(email);
    const credential = userId === undefined ? undefined : await context.people.credential(userId);
    const user = userId === undefined ? undefined : await context.store.user(userId);
    const matches = await context.passwords.verify(input.password.normalize('NFKC'), credential?.passwordHash);
    if (!credential || !matches || user?.status !== 'active') return err({ code: 'sign-in-refused' });
    await context.people.clearThrottle(email);

    const { oneTimeUntil } = credential;
    if (oneTimeUntil !== undefined && oneTimeUntil <= context.clock.now())
      return err({ code: 'one-time-password-expired', expiredAt: oneTimeUntil });
    if (input.newPassword !== undefined) {
      const changed = await changeOwnPassword(context, user, email, input.password, input.newPassword);
      if (!changed.ok) return changed;
    } else if (oneTimeUntil !== undefined) {
      return err({ code: 'password-change-required' });
    }
    return ok({ ...(await context.tokens.issuer.issue(user.userId)), userId: user.userId });
  };

/** Attempts are counted one after the other, however many arrive together. */
const charge = async (context: AccessContext, email: string): Promise<Result<SignInThrottle, SignInRejection>> => {
  for (let tries = 1; tries <= chargeTriesMax; tries += 1) {
    const previous = await context.people.throttle(email);
    const charged = chargeAttempt(previous, context.clock.now());
    if (!charged.ok || (await context.people.saveThrottle(email, previous, charged.value))) return charged;
  }
  return err({ code: 'too-many-attempts', retryAfterSeconds: 1 });
};

const changeOwnPassword = async (
  context: AccessContext,
  user: User,
  email: string,
  oldPassword: string,
  newPassword: string,
): Promise<Result<void, SignInRejection>> => {
  const password = checkPassword(newPassword, email);
  if (!password.ok) return password;
  if (password.value === oldPassword.normalize('NFKC')) return err({ code: 'password-too-weak', reason: 'same-as-before' });
  const passwordHash = await context.passwords.hash(password.value);
  const principal: Principal = { kind: 'user', id: user.userId, tenantId: globalPartition, scopes: [], roles: [], locations: [] };
  // The account is no tenant's own, so its owner's changes stand beside the tenants' records.
  const audit = auditOf(context, principal, {
    action: 'password.changed',
    target: { kind: 'user', id: user.userId },
    before: null,
    after: null,
  });
  const changed: User = { ...user, tokensValidFrom: context.clock.now(), revision: user.revision + 1 };
  if (!(await context.store.changeUser(changed, audit))) return err({ code: 'sign-in-refused' });
  await context.people.saveCredential(user.userId, { passwordHash });
  return ok(undefined);
};
