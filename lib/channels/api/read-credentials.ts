import type * as z from 'zod';
import { ChannelApiError } from './channel-api-error.ts';

/**
 * The secret of an account in the form that its channel needs.
 * @throws ChannelApiError `unauthorized` with code `credentials-unreadable`, which names members and never values
 */
export const readCredentials = async <Schema extends z.ZodType>(
  channel: string,
  schema: Schema,
  read: () => Promise<unknown>,
): Promise<z.output<Schema>> => {
  const parsed = schema.safeParse(await read());
  if (parsed.success) return parsed.data;
  const wrong = [...new Set(parsed.error.issues.map(({ path }) => path.join('.') || 'the whole of it'))];
  throw new ChannelApiError(`${channel}: the API secret is not the JSON it should be; wrong or missing: ${wrong.join(', ')}`, {
    problem: 'unauthorized',
    status: 0,
    code: 'credentials-unreadable',
  });
};
