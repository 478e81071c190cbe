import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { MessageRefusedError, type Messages } from '../ports.ts';
import { answered, isNamed } from './client-settings.ts';

/**
 * SNS's direct messages to phones. It knows no id of a message, so that one sent again goes out again: whoever sends says
 * the same in both.
 */
export const createSnsMessages = (client: Pick<SNSClient, 'send'>): Messages => ({
  send: async ({ to, text }) => {
    const command = new PublishCommand({
      PhoneNumber: to,
      Message: text,
      // Codes are waited for; what SNS calls promotional may come late, or not at all.
      MessageAttributes: { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } },
    });
    try {
      await answered(client.send(command));
    } catch (error) {
      // A number that does not exist, or in the sandbox one that nobody has verified; or whose owner wants no texts.
      if (
        isNamed(error, 'InvalidParameterException', 'InvalidParameterValueException', 'InvalidParameter', 'OptedOutException', 'OptedOut')
      )
        throw new MessageRefusedError(`The number takes no texts: ${(error as Error).name}`);
      throw error;
    }
  },
});
