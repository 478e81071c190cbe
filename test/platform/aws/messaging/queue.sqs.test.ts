import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createSqsQueues } from '../../../../lib/platform/aws/queue.sqs.ts';
import { createVirtualClock } from '../../../../lib/platform/embedded/virtual-clock.ts';
import { type Queue, type ReceivedMessage, UnavailableError } from '../../../../lib/platform/ports.ts';
import { startOfTests } from '../../../contract/engine.ts';
import { type AwsReply, type AwsResponder, awsError, connectionError, createAwsStub, inTurn } from '../../../support/aws-stub.ts';
import { type Fault, openSqsEngine, type SqsEngine, withDeadLetters } from './engines.ts';
import { fakeQueueUrl, md5 } from './fake-sqs.ts';

type SentEntry = { readonly Id: string; readonly MessageBody: string; readonly MessageDeduplicationId?: string };

const entriesOf = (json: unknown): readonly SentEntry[] => (json as { readonly Entries: readonly SentEntry[] }).Entries;

const scripted = (name: string, respond: AwsResponder): { readonly queue: Queue; readonly stub: ReturnType<typeof createAwsStub> } => {
  const stub = createAwsStub(respond);
  const clock = createVirtualClock(startOfTests);
  const queues = createSqsQueues(new SQSClient(stub.settings), { queueUrl: fakeQueueUrl, clock, pause: async () => undefined });
  return { queue: queues(name), stub };
};

const taken = (entries: readonly SentEntry[]): readonly object[] =>
  entries.map(({ Id, MessageBody }) => ({ Id, MessageId: `m${Id}`, MD5OfMessageBody: md5(MessageBody) }));
const failed = (Id: string, Code: string, SenderFault: boolean): object => ({ Id, Code, SenderFault, Message: 'scripted' });
const answer = (Successful: readonly object[], Failed: readonly object[] = []): AwsReply => ({ body: { Successful, Failed } });

const open = (fault?: Fault): SqsEngine => openSqsEngine([...withDeadLetters('work', 3), ...withDeadLetters('ordered', 3, true)], fault);

const bodies = (messages: readonly ReceivedMessage[]): readonly string[] => messages.map(({ body }) => body).toSorted();
const receive = (queue: Queue): Promise<readonly ReceivedMessage[]> => queue.receive({ max: 10, visibilitySeconds: 30 });

describe('sending to SQS', () => {
  it('takes ten messages in a call, and no more bytes than one message may have', async () => {
    const { queue, stub } = scripted('work', ({ json }) => answer(taken(entriesOf(json))));
    await queue.send(Array.from({ length: 25 }, (_, index) => ({ body: String(index) })));
    await queue.send(Array.from({ length: 3 }, () => ({ body: 'x'.repeat(100 * 1_024) })));
    expect(stub.requests.map(({ json }) => entriesOf(json).length)).toEqual([10, 10, 5, 2, 1]);
  });

  it('sends again only what was not taken, under the same ids', async () => {
    const { queue, stub } = scripted('ordered.fifo', ({ json }, index) => {
      const entries = entriesOf(json);
      if (index === 0)
        return answer(taken(entries.slice(0, 1)), [failed('1', 'InternalError', false), failed('2', 'ThrottlingException', true)]);
      return answer(taken(entries));
    });
    await queue.send(['a', 'b', 'c'].map((body) => ({ body, group: 'g' })));
    const [first, second] = stub.requests.map(({ json }) => entriesOf(json));
    expect(second?.map(({ MessageBody }) => MessageBody)).toEqual(['b', 'c']);
    expect(second).toEqual(first?.slice(1));
  });

  it('sends again what the reply says nothing of', async () => {
    const { queue, stub } = scripted('work', ({ json }, index) => (index === 0 ? { body: {} } : answer(taken(entriesOf(json)))));
    await queue.send([{ body: 'a' }]);
    expect(stub.requests).toHaveLength(2);
  });

  it('gives up after some tries', async () => {
    const { queue, stub } = scripted('work', ({ json }) =>
      answer(
        [],
        entriesOf(json).map(({ Id }) => failed(Id, 'InternalError', false)),
      ),
    );
    await expect(queue.send([{ body: 'a' }])).rejects.toThrow(UnavailableError);
    expect(stub.requests).toHaveLength(4);
  });

  it('names a message that is refused for good, after the others have been taken', async () => {
    const { queue, stub } = scripted('work', ({ json }, index) => {
      if (index > 0) return answer(taken(entriesOf(json)));
      return answer([], [failed('0', 'InternalError', false), failed('1', 'InvalidMessageContents', true)]);
    });
    const sending = queue.send([{ body: 'good' }, { body: 'bad' }]);
    await expect(sending).rejects.toThrow(/message 1 .*InvalidMessageContents/);
    await expect(sending).rejects.not.toBeInstanceOf(UnavailableError);
    expect(stub.requests.map(({ json }) => entriesOf(json).map(({ MessageBody }) => MessageBody))).toEqual([['good', 'bad'], ['good']]);
  });

  it('takes two messages of the same text for two when they carry no id', async () => {
    const queue = open().queue('ordered');
    await queue.send([{ body: 'same', group: 'g' }]);
    await queue.send([{ body: 'same', group: 'g' }]);
    expect(await receive(queue)).toHaveLength(2);
  });

  it('does not double a FIFO message whose reply was lost and which the SDK sent again', async () => {
    const { stub, sqs, clock } = open();
    let lost = false;
    const unreliable = createAwsStub((request) => {
      const reply = sqs.respond(request);
      if (request.operation !== 'SendMessageBatch' || lost) return reply;
      lost = true;
      throw connectionError();
    });
    const client = new SQSClient({ ...stub.settings, requestHandler: unreliable.settings.requestHandler, maxAttempts: 2 });
    const queue = createSqsQueues(client, { queueUrl: (name) => fakeQueueUrl(`${name}.fifo`), clock })('ordered');
    await queue.send([{ body: 'once', group: 'g' }]);
    expect(bodies(await receive(queue))).toEqual(['once']);
    expect(unreliable.requests.map(({ operation }) => operation)).toEqual(['SendMessageBatch', 'SendMessageBatch', 'ReceiveMessage']);
  });
});

describe('handling messages of SQS', () => {
  it.each([
    ['ordered.fifo', 'the same messages, whose group would otherwise stand still', true],
    ['work', 'others, as a standard queue knows no better', false],
  ])('asks %s after a lost reply for %s', async (name, _why, repeatable) => {
    const stub = createAwsStub(inTurn(connectionError(), { body: {} }));
    const client = new SQSClient({ ...stub.settings, maxAttempts: 2 });
    await receive(createSqsQueues(client, { queueUrl: fakeQueueUrl, clock: createVirtualClock(startOfTests) })(name));
    const ids = stub.requests.map(({ json }) => (json as { ReceiveRequestAttemptId?: string }).ReceiveRequestAttemptId);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0] !== undefined).toBe(repeatable);
  });

  it.each([
    ['ReceiptHandleIsInvalid', 'The input receipt handle is invalid.'],
    ['MessageNotInflight', 'The message is not in flight.'],
    ['InvalidParameterValue', 'Value x for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.'],
    ['InvalidParameterValueException', 'Value x for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.'],
  ])('takes %s for a delivery that is over', async (code, message) => {
    const { queue } = open(({ operation }) => (operation?.startsWith('Receive') ? undefined : awsError(400, code, message)));
    const stranger = open();
    await stranger.queue('work').send([{ body: 'a' }]);
    const [delivery] = await receive(stranger.queue('work'));
    const receipt = delivery?.receipt ?? '';
    await expect(queue('work').acknowledge(receipt)).resolves.toBeUndefined();
    await expect(queue('work').changeVisibility(receipt, 60)).resolves.toBeUndefined();
  });

  it('tells when a message cannot be kept any longer', async () => {
    const message = 'Value 43200 for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout is beyond the limit.';
    const { queue } = open(({ operation }) =>
      operation === 'ChangeMessageVisibility' ? awsError(400, 'InvalidParameterValue', message) : undefined,
    );
    await queue('work').send([{ body: 'a' }]);
    const [delivery] = await receive(queue('work'));
    await expect(queue('work').changeVisibility(delivery?.receipt ?? '', 43_200)).rejects.toThrow('beyond the limit');
  });

  it('acknowledges a message that was kept longer than it was first asked for', async () => {
    const { queue, clock } = open();
    await queue('work').send([{ body: 'a' }]);
    const [delivery] = await receive(queue('work'));
    await queue('work').changeVisibility(delivery?.receipt ?? '', 100);
    clock.advanceMs(60_000);
    await queue('work').acknowledge(delivery?.receipt ?? '');
    expect(await queue('work').depth()).toEqual({ waiting: 0, inFlight: 0 });
  });

  it('does not take a reply without the facts of a message for a message', async () => {
    const { queue } = scripted('work', () => ({ body: { Messages: [{ Body: 'a', MD5OfBody: md5('a') }] } }));
    await expect(receive(queue)).rejects.toThrow(UnavailableError);
  });

  it('does not take a missing figure for an empty queue', async () => {
    const { queue } = scripted('work', () => ({ body: { Attributes: { ApproximateNumberOfMessages: '3' } } }));
    await expect(queue.depth()).rejects.toThrow(UnavailableError);
  });
});

describe('looking at messages of SQS', () => {
  it('sees more than one call can give, each once, and gives all back', async () => {
    const { queue } = open();
    await queue('work-dlq').send(Array.from({ length: 33 }, (_, index) => ({ body: String(index) })));
    const seen = await queue('work-dlq').browse(100);
    expect(new Set(bodies(seen)).size).toBe(33);
    expect(await queue('work-dlq').depth()).toEqual({ waiting: 33, inFlight: 0 });
    expect(await queue('work-dlq').browse(12)).toHaveLength(12);
  });

  it('counts as a receive', async () => {
    const { queue } = open();
    await queue('work-dlq').send([{ body: 'a' }]);
    await queue('work-dlq').browse(1);
    expect(await receive(queue('work-dlq'))).toMatchObject([{ body: 'a', receiveCount: 2 }]);
  });

  it('gives out no receipt that could be used', async () => {
    const { queue } = open();
    await queue('work-dlq').send([{ body: 'a' }]);
    const [seen] = await queue('work-dlq').browse(1);
    await queue('work-dlq').acknowledge(seen?.receipt ?? '');
    expect((await queue('work-dlq').depth()).waiting).toBe(1);
  });

  it('shows what it saw though giving back failed, which then happens by itself', async () => {
    const { queue, clock } = open(({ operation }) =>
      operation === 'ChangeMessageVisibilityBatch' ? { status: 503, body: {} } : undefined,
    );
    await queue('work-dlq').send([{ body: 'a' }]);
    expect(bodies(await queue('work-dlq').browse(10))).toEqual(['a']);
    clock.advanceMs(31_000);
    expect(await queue('work-dlq').depth()).toEqual({ waiting: 1, inFlight: 0 });
  });
});

describe('sending dead letters of SQS back', () => {
  const oneOf = (name: string, body: string) => (name === 'ordered-dlq' ? { body, group: 'g' } : { body });

  it('sends before it deletes', async () => {
    const { queue, stub } = open();
    await queue('work-dlq').send([{ body: 'a' }]);
    const before = stub.requests.length;
    expect(await queue('work-dlq').redrive({ limit: 1 })).toBe(1);
    expect(stub.requests.slice(before).map(({ operation, json }) => [operation, (json as { QueueUrl: string }).QueueUrl])).toEqual([
      ['ReceiveMessage', fakeQueueUrl('work-dlq')],
      ['SendMessageBatch', fakeQueueUrl('work')],
      ['DeleteMessageBatch', fakeQueueUrl('work-dlq')],
    ]);
  });

  it('goes on through a queue longer than one call, up to the limit', async () => {
    const { queue } = open();
    await queue('work-dlq').send(Array.from({ length: 33 }, (_, index) => ({ body: String(index) })));
    expect(await queue('work-dlq').redrive({ limit: 25 })).toBe(25);
    expect(await queue('work-dlq').depth()).toEqual({ waiting: 8, inFlight: 0 });
    expect(await queue('work').depth()).toEqual({ waiting: 25, inFlight: 0 });
  });

  it('keeps what the source did not take, ready for the next try', async () => {
    let down = true;
    const { queue } = open(({ operation, json }) => {
      const isSource = (json as { QueueUrl: string }).QueueUrl === fakeQueueUrl('work');
      return down && operation === 'SendMessageBatch' && isSource ? awsError(500, 'InternalError') : undefined;
    });
    await queue('work-dlq').send([{ body: 'a' }]);
    await expect(queue('work-dlq').redrive({ limit: 10 })).rejects.toThrow(UnavailableError);
    expect(await queue('work-dlq').depth()).toEqual({ waiting: 1, inFlight: 0 });
    down = false;
    expect(await queue('work-dlq').redrive({ limit: 10 })).toBe(1);
  });

  it.each([
    ['work-dlq', 'work', ['a', 'a']],
    ['ordered-dlq', 'ordered', ['a']],
  ])('after an end between the two, %s gives %s nothing less, and a FIFO source nothing more', async (from, to, expected) => {
    let down = true;
    const { queue, clock } = open(({ operation }) =>
      down && operation === 'DeleteMessageBatch' ? awsError(503, 'ServiceUnavailable') : undefined,
    );
    await queue(from).send([oneOf(from, 'a')]);
    await expect(queue(from).redrive({ limit: 10 })).rejects.toThrow(UnavailableError);
    down = false;
    clock.advanceMs(121_000);
    expect(await queue(from).redrive({ limit: 10 })).toBe(1);
    expect(bodies(await receive(queue(to)))).toEqual(expected);
    expect(await queue(from).depth()).toEqual({ waiting: 0, inFlight: 0 });
  });

  it('sends nothing back from a queue that takes no dead letters', async () => {
    const { queue, stub } = open();
    expect(await queue('work').redrive({ limit: 10 })).toBe(0);
    expect(stub.requests).toEqual([]);
  });
});
