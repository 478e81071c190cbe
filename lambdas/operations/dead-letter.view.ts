import type { DeadLetters } from '../../lib/operations/index.ts';

type DeadLetter = Awaited<ReturnType<DeadLetters['list']>>[number];

/** The body goes out as it stands: its keys are the sender's. */
export const toWireLetter = ({ messageId, sentAt, receiveCount, body }: DeadLetter) => ({
  message_id: messageId,
  sent_at: sentAt,
  receive_count: receiveCount,
  body,
});
