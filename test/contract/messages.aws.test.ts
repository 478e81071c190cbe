import { SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import { createSnsMessages } from '../../lib/platform/aws/messages.sns.ts';
import { MessageRefusedError, UnavailableError } from '../../lib/platform/ports.ts';
import { type AwsReply, type AwsResponder, connectionError, createAwsStub } from '../support/aws-stub.ts';
import { describeMessagesContract, textTo } from './messages.contract.ts';

// SNS speaks AWS's query protocol: forms in, XML out.
const published: AwsReply = {
  headers: { 'content-type': 'text/xml' },
  body: '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>one</MessageId></PublishResult></PublishResponse>',
};
const refusal = (status: number, code: string): AwsReply => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${code} was scripted</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
});

const open = (respond: AwsResponder = () => published) => {
  const stub = createAwsStub(respond);
  const client = new SNSClient(stub.settings);
  const forms = () => stub.requests.map(({ text }) => new URLSearchParams(text));
  return {
    messages: createSnsMessages(client),
    forms,
    sent: async () => forms().map((form) => ({ to: form.get('PhoneNumber') ?? '', text: form.get('Message') ?? '' })),
    close: async () => client.destroy(),
  };
};

describeMessagesContract('SNS', async () => open());

describe('SNS', () => {
  it('is told that somebody waits for the message', async () => {
    const { messages, forms } = open();
    await messages.send(textTo('+15185550123', 'A code'));
    const [form] = forms();
    expect(form?.get('Action')).toBe('Publish');
    expect([...(form?.values() ?? [])]).toEqual(expect.arrayContaining(['AWS.SNS.SMS.SMSType', 'Transactional']));
    expect(form?.has('TopicArn')).toBe(false);
  });
  it.each(['InvalidParameter', 'OptedOut'])('that refuses a number with %s will never take it', async (code) => {
    await expect(open(() => refusal(400, code)).messages.send(textTo('+1', 'x'))).rejects.toThrow(MessageRefusedError);
  });
  it.each([
    ['throttles', () => refusal(400, 'Throttled')],
    ['fails', () => refusal(500, 'InternalError')],
  ])('that %s is unavailable', async (_what, respond) => {
    await expect(open(respond).messages.send(textTo('+15185550123', 'x'))).rejects.toThrow(UnavailableError);
  });
  it('that cannot be reached is unavailable', async () => {
    const { messages } = open(() => {
      throw connectionError();
    });
    await expect(messages.send(textTo('+15185550123', 'x'))).rejects.toThrow(UnavailableError);
  });
  it('that denies the right is a defect', async () => {
    await expect(open(() => refusal(403, 'AuthorizationError')).messages.send(textTo('+1', 'x'))).rejects.not.toThrow(UnavailableError);
  });
});
