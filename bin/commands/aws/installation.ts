import { existsSync } from 'node:fs';
import type { AwsAccount, Identity } from '../../../lib/operations/app/doctor/doctor.ts';
import type { Installation } from '../../../lib/platform/aws/names.ts';
import { CommandError, exitCodes } from '../command-error.ts';
import { readOptions } from './options-file.ts';

export type StageOptions = { readonly stage: string; readonly region?: string | undefined; readonly config: string };

/** Where a stage stands in the account of the credentials. */
export const installationOf = (place: { readonly stage: string; readonly region: string }, { account, arn }: Identity): Installation => ({
  stage: place.stage,
  region: place.region,
  account,
  partition: arn.split(':')[1] ?? 'aws',
});

/**
 * The installation that `--stage` means. Its region is that of `--region`, of the options file where that is of the same
 * stage, or of AWS_REGION; its account is that of the credentials.
 * @throws CommandError when no region is named, or when the credentials are of another account than the options say
 */
export const findInstallation = async (given: StageOptions, account: AwsAccount): Promise<Installation> => {
  const { stage, config } = given;
  const options = existsSync(config) ? await readOptions(config) : undefined;
  const own = options?.stage === stage ? options : undefined;
  const region = given.region ?? own?.region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
  if (region === undefined) {
    throw new CommandError(
      'region-missing',
      `Where is stage ${stage}? Name its region by --region, by AWS_REGION, or by --config and the options file of that stage.`,
      exitCodes.usage,
    );
  }
  const identity = await account.identity(region);
  // A command that changes something in the wrong account is worse than none.
  if (own?.account !== undefined && own.account !== identity.account) {
    throw new CommandError(
      'account-differs',
      `Stage ${stage} belongs to account ${own.account}; these credentials are of ${identity.account}.`,
    );
  }
  return installationOf({ stage, region }, identity);
};
