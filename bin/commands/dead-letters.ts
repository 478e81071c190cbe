import type { Command } from 'commander';
import type { DeadLetters } from '../../lib/operations/index.ts';
import { counted, paragraphs, table } from './output.ts';
import { several, wholeNumber } from './parsers.ts';
import { action, type Call, CommandError, exitCodes, type Product, type Session } from './session.ts';

const browseMax = 1_000;

type Letter = Awaited<ReturnType<DeadLetters['list']>>[number];

const openDeadLetters = async ({ platform }: Product): Promise<DeadLetters> => {
  const { openRedrive } = await import('../../lambdas/operations/composition.ts');
  return openRedrive(platform);
};

const examine = async ({ platform }: Product, queue: string, letter: Letter, tenantId: string) => {
  const [{ openExamineLetter }, { toWireExamination }] = await Promise.all([
    import('../../lambdas/operations/letter-contracts.ts'),
    import('../../lambdas/operations/dead-letter.view.ts'),
  ]);
  return toWireExamination(await openExamineLetter(platform)(queue, letter, tenantId));
};

type Examination = Awaited<ReturnType<typeof examine>>;

const json = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

const differenceText = (difference: NonNullable<Examination['difference']>): string => {
  const { kind, stream_id: streamId, version, newest_version: newest, state, differences } = difference;
  const stream = `${kind} ${streamId}, version ${version} of ${newest}`;
  if (state === 'missing') return `The ledger has no such event: ${stream}.`;
  if (state === 'same') return `The ledger says the same: ${stream}.`;
  return [
    `The ledger says something else: ${stream}.`,
    ...differences.map(({ path, in_letter, in_ledger }) => `  ${path}: ${json(in_letter)} in the letter, ${json(in_ledger)} in the ledger`),
  ].join('\n');
};

const examinationText = ({ problems, difference }: Examination): string =>
  paragraphs(
    problems.length === 0
      ? "Nothing is wrong with it by today's contract."
      : ["By today's contract:", ...problems.map(({ field, message }) => `  ${field}: ${message}`)].join('\n'),
    difference ? differenceText(difference) : undefined,
  );

const checkQueue = (deadLetters: DeadLetters, queue: string): void => {
  if (!deadLetters.has(queue))
    throw new CommandError(
      'queue-unknown',
      `There is no queue ${queue}. Allowed choices are ${deadLetters.names.join(', ')}.`,
      exitCodes.usage,
    );
};

const listQueues = async (call: Call, deadLetters: DeadLetters): Promise<void> => {
  const queues = await deadLetters.depths();
  call.print({ queues }, () =>
    table(
      ['Queue', 'Waiting'],
      queues.map(({ queue, waiting }) => [queue, String(waiting)]),
      ['Waiting'],
    ),
  );
};

const bodyWidth = 80;

const letterRow = ({ messageId, sentAt, receiveCount, body }: Letter): readonly string[] => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return [messageId, sentAt, String(receiveCount), text.length > bodyWidth ? `${text.slice(0, bodyWidth - 1)}…` : text];
};

/** The body keeps its keys: they are the sender's. */
const printLetters = ({ io, options }: Call, queue: string, letters: readonly Letter[]): void => {
  const messages = letters.map(({ messageId, sentAt, receiveCount, body }) => ({
    message_id: messageId,
    sent_at: sentAt,
    receive_count: receiveCount,
    body,
  }));
  if (options.json) io.out(`${JSON.stringify({ queue, messages }, null, 2)}\n`);
  else if (letters.length === 0) io.out(`No dead letters of ${queue}.\n`);
  else io.out(`${table(['Message', 'Sent', 'Receives', 'Body'], letters.map(letterRow), ['Receives'])}\n`);
};

type ListOptions = { readonly limit: number };
type RedriveOptions = { readonly limit: number; readonly id?: readonly string[] };

/** `oms dlq`: what could not be handled, and sending it back. */
export const registerDeadLetters = (program: Command, session: Session): void => {
  const group = program
    .command('dlq')
    .summary('look at dead letters and send them back')
    .description('Messages and stream records that could not be handled, by queue.');

  group
    .command('list')
    .summary('dead letters of a queue, or how many each queue has')
    .argument('[queue]', 'name of the queue or stream reader')
    .option('--limit <n>', 'most messages to show', wholeNumber(1, browseMax), 20)
    .action(
      action<ListOptions, [string | undefined]>(session, (call, queue) =>
        call.withProduct(async (product) => {
          const deadLetters = await openDeadLetters(product);
          if (queue === undefined) return listQueues(call, deadLetters);
          checkQueue(deadLetters, queue);
          printLetters(call, queue, await deadLetters.list(queue, call.options.limit));
        }),
      ),
    );

  group
    .command('show')
    .summary('one dead letter whole, what is wrong with it, and whether the ledger says the same')
    .argument('<queue>', 'name of the queue or stream reader')
    .argument('<message-id>', 'as dlq list shows it')
    .action(
      action<unknown, [string, string]>(session, (call, queue, messageId) =>
        call.withProduct(async (product) => {
          const deadLetters = await openDeadLetters(product);
          checkQueue(deadLetters, queue);
          const letter = await deadLetters.find(queue, messageId);
          if (!letter)
            throw new CommandError(
              'message-not-found',
              `Among the oldest ${browseMax} dead letters of ${queue} there is no message ${messageId}.`,
            );
          const { sentAt: sent_at, receiveCount: receive_count, body } = letter;
          const examined = await examine(product, queue, letter, call.tenantId);
          const document = { queue, message_id: messageId, sent_at, receive_count, body };
          // The body keeps its keys: they are the sender's.
          if (call.options.json) call.io.out(`${JSON.stringify({ ...document, ...examined }, null, 2)}\n`);
          else call.io.out(`${JSON.stringify(document, null, 2)}\n\n${examinationText(examined)}\n`);
        }),
      ),
    );

  group
    .command('redrive')
    .summary('send dead letters back to be handled again')
    .argument('<queue>', 'name of the queue or stream reader')
    .option('--id <message-id>', 'only this message; may be given several times', several)
    .option('--limit <n>', 'most messages to send back', wholeNumber(1, 10_000), 100)
    .action(
      action<RedriveOptions, [string]>(session, (call, queue) =>
        call.withProduct(async (product) => {
          const deadLetters = await openDeadLetters(product);
          checkQueue(deadLetters, queue);
          const { limit, id: messageIds } = call.options;
          const { redriven, failed } = await deadLetters.redrive(queue, {
            tenantId: call.tenantId,
            limit,
            ...(messageIds ? { messageIds } : {}),
          });
          const again = failed === 0 ? '' : ` ${failed} failed again and ${failed === 1 ? 'stays' : 'stay'}.`;
          call.print({ queue, redriven, failed }, () => `${counted(redriven, 'message')} of ${queue} sent back.${again}`);
          return failed > 0 || (messageIds !== undefined && redriven < messageIds.length) ? exitCodes.failed : exitCodes.ok;
        }),
      ),
    );
};
