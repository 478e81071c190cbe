import type { Instant } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { checkPassword, type Credential, oneTimePasswordExpiry, type PasswordRejection } from '../domain/password.ts';
import type { ElsewhereRejection } from '../domain/rejections.ts';
import { type AccessContext, randomText } from './access.context.ts';

/** A password to be told to its user by other means; shown this once. */
export type OneTimePassword = { readonly password: string; readonly expiresAt: Instant };

/** What is kept of a password that somebody else sets, and what is told of it. */
export type FirstPassword =
  | { readonly credential: Credential; readonly oneTimePassword?: OneTimePassword }
  | { readonly credential?: undefined; readonly mailed: true };

/**
 * The chosen password if it is fit, or else a one-time password. Where a directory keeps passwords there is neither: it
 * mails its own, and a password for it must not even pass through us.
 */
export const makeCredential = async (
  context: AccessContext,
  email: string,
  chosen: string | undefined,
): Promise<Result<FirstPassword, PasswordRejection | ElsewhereRejection>> => {
  if (context.directory) {
    const { signInUrl } = context.directory.issuer;
    return chosen === undefined ? ok({ mailed: true }) : err({ code: 'password-set-elsewhere', signInUrl });
  }
  if (chosen !== undefined) {
    const password = checkPassword(chosen, email);
    return password.ok ? ok({ credential: { passwordHash: await context.passwords.hash(password.value) } }) : password;
  }
  const password = randomText(context, 15).replace(/.{6}(?=.)/g, '$&-');
  const expiresAt = oneTimePasswordExpiry(context.clock.now());
  return ok({
    credential: { passwordHash: await context.passwords.hash(password), oneTimeUntil: expiresAt },
    oneTimePassword: { password, expiresAt },
  });
};
