import { err, type Result } from '../../kernel/result.ts';
import type { Principal } from '../domain/principal.ts';
import type { OwnPasswordRejection } from '../domain/rejections.ts';
import { UserId } from '../domain/user.ts';
import { type AccessContext, emailOf } from './access.context.ts';
import { type SignedIn, signIn } from './sign-in.ts';

/**
 * Changes the principal's own password, and ends every session of the account but the one that comes back. It takes the old
 * one, so that nobody who finds a screen unlocked can take the account over; tries are counted as those of a sign-in.
 */
export const changeOwnPassword =
  (context: AccessContext) =>
  async (
    principal: Principal,
    input: { readonly password: string; readonly newPassword: string },
  ): Promise<Result<SignedIn, OwnPasswordRejection>> => {
    if (principal.kind !== 'user') return err({ code: 'people-only' });
    if (context.directory) return err({ code: 'password-set-elsewhere', signInUrl: context.directory.issuer.signInUrl });
    const user = await context.store.user(UserId(principal.id));
    const email = user && (await emailOf(context, user));
    if (email === undefined) return err({ code: 'account-erased' });
    const signedIn = await signIn(context)({ email, ...input });
    // Not "unauthorized": who asks is known, and a page must not take it for the end of the session.
    return !signedIn.ok && signedIn.error.code === 'sign-in-refused' ? err({ code: 'password-wrong' }) : signedIn;
  };
