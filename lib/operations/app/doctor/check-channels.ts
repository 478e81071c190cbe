import type { AwsAccount } from './aws-account.ts';
import { type Deployment, regionsOf } from './deployment.ts';
import { type Finding, fine, guarded, problem, warning } from './finding.ts';

/** One account of a channel from which orders are taken. */
export type ChannelReport = {
  readonly tenantId: string;
  readonly channel: string;
  readonly account: string;
  readonly secretName: string;
  /** Whether anything has ever come in that bore its signature. */
  readonly delivered: boolean;
  /** Whether the channel sends deliveries over HTTPS, which are signed. @default true */
  readonly sendsDeliveries?: boolean;
  /** Name of the secret for its API, where it is read through that. */
  readonly credentialsName?: string;
  /** Why it cannot be read, such as `unauthorized`. */
  readonly readingProblem?: string;
};

const secretFinding = async (
  account: AwsAccount,
  { region, stage, secretId }: Deployment,
  name: string,
  purpose: string,
): Promise<readonly Finding[]> =>
  guarded('secret', async () => {
    const id = secretId(name);
    switch (await account.secret(region, id)) {
      case 'present':
        return [fine('secret', `${id} is set (${purpose}).`)];
      case 'being-deleted':
        return [
          problem(
            'secret',
            `${id} is about to be deleted (${purpose}).`,
            `aws secretsmanager restore-secret --region ${region} --secret-id ${id}`,
          ),
        ];
      case 'absent':
        return [
          problem(
            'secret',
            `${id} is missing (${purpose}).`,
            `read -rs VALUE; printf %s "$VALUE" | npm run -s oms -- --stage ${stage} --region ${region} secret put ${name}; unset VALUE`,
          ),
        ];
    }
  });

/** The template of the edge reads the secret in the edge's region, so that a copy has to be there. */
const copyFinding = (
  account: AwsAccount,
  { region, secretId }: Deployment,
  name: string,
  copyRegion: string,
): Promise<readonly Finding[]> =>
  guarded('secret', async () => {
    const id = secretId(name);
    if ((await account.secret(copyRegion, id)) === 'present') return [fine('secret', `${id} has its copy in ${copyRegion}.`)];
    return [
      problem(
        'secret',
        `${id} has no copy in ${copyRegion}, where the alarms of the edge page.`,
        `aws secretsmanager replicate-secret-to-regions --region ${region} --secret-id ${id} --add-replica-regions Region=${copyRegion}`,
      ),
    ];
  });

/** Secrets that the options ask for. Without them the deployment fails before anything is changed. */
export const checkPagers = async (account: AwsAccount, deployment: Deployment): Promise<readonly Finding[]> => {
  const [, ...copies] = regionsOf(deployment);
  const found = await Promise.all(
    deployment.pagers.flatMap((pager) => [
      secretFinding(account, deployment, pager, 'address that alarms page'),
      ...copies.map((region) => copyFinding(account, deployment, pager, region)),
    ]),
  );
  return found.flat();
};

const silentAction = ({ channel, account, credentialsName }: ChannelReport, { stage, region }: Deployment): string =>
  credentialsName === undefined
    ? `Register the webhooks at ${channel} for the address of the API followed by /webhooks/${channel}/${account}, and send a test delivery.`
    : `npm run -s oms -- --stage ${stage} --region ${region} poll ${channel} --account ${account}`;

const deliveryFinding = (report: ChannelReport, deployment: Deployment): Finding => {
  const { channel, account, delivered, sendsDeliveries = true } = report;
  if (delivered) return fine('webhooks', `${channel} ${account} has delivered.`);
  const unasked = sendsDeliveries ? ` Whether ${channel} knows the address is not asked here.` : '';
  return warning('webhooks', `Nothing has ever come in from ${channel} ${account}.${unasked}`, silentAction(report, deployment));
};

const readingFindings = ({ channel, account, readingProblem }: ChannelReport): readonly Finding[] =>
  readingProblem === undefined
    ? []
    : [
        warning(
          'reading',
          `${channel} ${account} could not be read lately: ${readingProblem}.`,
          `docs/runbooks/${readingProblem === 'unauthorized' ? 'channel-credentials-refused' : 'channel-polls-failing'}.md says what to do.`,
        ),
      ];

/**
 * Secrets, deliveries and reading of each channel account. Seen is what has arrived; the channel itself, with its own list of
 * subscriptions, is not asked.
 */
export const checkChannels = async (
  account: AwsAccount,
  deployment: Deployment,
  channels: readonly ChannelReport[],
): Promise<readonly Finding[]> => {
  if (channels.length === 0) {
    return [
      fine(
        'webhooks',
        'No channel account is set up: orders come by the API only.',
        `npm run -s oms -- --stage ${deployment.stage} --region ${deployment.region} channel add shopify main`,
      ),
    ];
  }
  const found = await Promise.all(
    channels.map(async (one) => [
      ...(one.sendsDeliveries === false
        ? []
        : await secretFinding(account, deployment, one.secretName, `webhooks of ${one.channel} ${one.account}`)),
      ...(one.credentialsName === undefined
        ? []
        : await secretFinding(account, deployment, one.credentialsName, `API of ${one.channel} ${one.account}`)),
      deliveryFinding(one, deployment),
      ...readingFindings(one),
    ]),
  );
  return found.flat();
};
