import { refusalOf } from '../../lib/access/index.ts';
import type { Result } from '../../lib/kernel/result.ts';
import { CommandError } from './session.ts';

type AccessRefusal = Parameters<typeof refusalOf>[0];

/** The value, or the end of the command with the refusal in words. */
export const accepted = <T>(result: Result<T, AccessRefusal>): T => {
  if (result.ok) return result.value;
  const { code, message } = refusalOf(result.error);
  const hint = code === 'tenant-not-found' ? ' "oms tenant list" shows those there are, "oms tenant create" makes one.' : '';
  throw new CommandError(code, message + hint);
};
