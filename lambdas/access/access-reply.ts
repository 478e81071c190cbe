import { refusalOf } from '../../lib/access/index.ts';
import type { Result } from '../../lib/kernel/result.ts';
import { problemReply, type Reply, reply } from '../../lib/platform/http/reply.ts';

type Rejection = Parameters<typeof refusalOf>[0];

/** The value under a status, or why it was refused. */
export const accessReply = <T>(result: Result<T, Rejection>, statusCode = 200): Reply =>
  result.ok ? reply(statusCode, result.value) : problemReply(refusalOf(result.error));
