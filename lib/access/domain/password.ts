import { type Instant, plusMs } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';

/** What is kept of a password. */
export type Credential = {
  /** PHC string with the parameters and the salt of its own. */
  readonly passwordHash: string;
  /** Set by somebody else: good for one sign-in, which must set another. */
  readonly oneTimeUntil?: Instant;
};

export const passwordLengthMin = 12;
export const passwordLengthMax = 256;
const oneTimeHours = 72;

export const oneTimePasswordExpiry = (now: Instant): Instant => plusMs(now, oneTimeHours * 3_600_000);

export type PasswordRejection = {
  readonly code: 'password-too-weak';
  readonly reason: 'too-short' | 'too-long' | 'same-as-email' | 'same-as-before';
};

/**
 * Length and not the address itself; composition rules make passwords worse (NIST SP 800-63B, section 5.1.1.2).
 * @returns the password in the form that is hashed, so that two keyboards give the same text (NFKC)
 */
export const checkPassword = (text: string, email: string): Result<string, PasswordRejection> => {
  const password = text.normalize('NFKC');
  const length = Array.from(password).length;
  if (length < passwordLengthMin) return err({ code: 'password-too-weak', reason: 'too-short' });
  if (length > passwordLengthMax) return err({ code: 'password-too-weak', reason: 'too-long' });
  if (password.trim().toLowerCase() === email) return err({ code: 'password-too-weak', reason: 'same-as-email' });
  return ok(password);
};
