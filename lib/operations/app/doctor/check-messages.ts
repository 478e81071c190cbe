import type { AwsAccount } from './aws-account.ts';
import type { Deployment } from './deployment.ts';
import { type Finding, fine, guarded, problem, warning } from './finding.ts';

const checkMail = (account: AwsAccount, region: string): Promise<readonly Finding[]> =>
  guarded('mail', async () => {
    const { production, sending, max24HourSend } = await account.mail(region);
    if (!sending) {
      return [
        problem(
          'mail',
          `AWS has paused sending by SES in ${region}.`,
          `Console: Amazon SES, ${region}, Account dashboard, which says why; answer the case that AWS has opened.`,
        ),
      ];
    }
    if (!production) {
      return [
        warning(
          'mail',
          `SES in ${region} is in the sandbox: mail reaches verified addresses only, at most ${max24HourSend} a day. Alarms and invitations do not go through SES.`,
          `Before customers are mailed: console, Amazon SES, ${region}, Account dashboard, Request production access (transactional; say how customers order and how they unsubscribe).`,
        ),
      ];
    }
    return [fine('mail', `SES in ${region} sends up to ${max24HourSend} mails a day.`)];
  });

const checkSms = (account: AwsAccount, region: string): Promise<readonly Finding[]> =>
  guarded('sms', async () => {
    if (!(await account.smsSandbox(region))) return [fine('sms', `SMS in ${region} are out of the sandbox.`)];
    return [
      warning(
        'sms',
        `SMS in ${region} are in the sandbox: they reach verified numbers only.`,
        `Before customers are texted: console, Amazon SNS, ${region}, Text messaging (SMS), Exit SMS sandbox.`,
      ),
    ];
  });

/** Who can be reached: customers by mail and SMS, users by invitation, the ones on call by alarm. */
export const checkMessages = async (account: AwsAccount, { region, alarmEmail, pagers }: Deployment): Promise<readonly Finding[]> => {
  const [mail, sms] = await Promise.all([checkMail(account, region), checkSms(account, region)]);
  // The limit can neither be read nor raised, so it is told rather than judged.
  const invitations = fine(
    'invitations',
    'Cognito sends invitations itself, a limited number each day (AWS: "Quotas in Amazon Cognito"). To invite hundreds of users, spread them out.',
  );
  const alarms =
    alarmEmail === undefined && pagers.length === 0
      ? warning('alarms', 'Nobody is told when an alarm rings.', 'Set alarms.email or alarms.pagers in the options.')
      : fine('alarms', `Alarms go to ${[alarmEmail, ...pagers].filter((one) => one !== undefined).join(', ')}.`);
  return [...mail, ...sms, invitations, alarms];
};
