import type { DeadLetters, LetterExamination } from '../../lib/operations/index.ts';

type DeadLetter = Awaited<ReturnType<DeadLetters['list']>>[number];

/** The body goes out as it stands: its keys are the sender's. */
export const toWireLetter = ({ messageId, sentAt, receiveCount, body }: DeadLetter) => ({
  message_id: messageId,
  sent_at: sentAt,
  receive_count: receiveCount,
  body,
});

/** Paths and values of a difference are the letter's own and go out as they stand. */
export const toWireExamination = ({ problems, difference }: LetterExamination) => ({
  problems,
  difference: difference && {
    kind: difference.kind,
    stream_id: difference.streamId,
    version: difference.version,
    newest_version: difference.newestVersion,
    state: difference.state,
    differences: difference.differences.map(({ path, ...sides }) => ({
      path,
      ...('inLetter' in sides ? { in_letter: sides.inLetter } : {}),
      ...('inLedger' in sides ? { in_ledger: sides.inLedger } : {}),
    })),
  },
});
