import { type AwsAccount, CredentialsRefusedError, type Identity, NoCredentialsError } from './aws-account.ts';
import { type Deployment, edgeRegion, regionsOf } from './deployment.ts';
import { type Finding, fine, guarded, problem, unanswered } from './finding.ts';

/** Version of the bootstrap stack from which the CDK's templates deploy; they carry the same rule. */
const bootstrapNeeded = 6;

export type WhoIsThere = { readonly findings: readonly Finding[]; readonly identity: Identity | undefined };

const signIn =
  'Sign in, such as by "aws sso login --profile <profile>" and AWS_PROFILE=<profile>, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.';

const regionFindings = ({ region }: Deployment, identity: Identity): WhoIsThere => ({
  findings: [
    fine('credentials', `${identity.arn} in account ${identity.account}.`),
    problem(
      'region',
      `${region} does not take these credentials, while ${edgeRegion} does: the region is not enabled in account ${identity.account}.`,
      `Enable it (console: Account, AWS Regions; or: aws account enable-region --region-name ${region}), wait until "aws account get-region-opt-status --region-name ${region}" says ENABLED, and sign in again.`,
    ),
  ],
  identity: undefined,
});

const identityFindings = (deployment: Deployment, identity: Identity): readonly Finding[] => {
  const { account, region } = deployment;
  const who = fine('credentials', `${identity.arn} in account ${identity.account}.`);
  const there = fine('region', `${region} is enabled.`);
  if (account === undefined || account === identity.account) return [who, there];
  return [
    who,
    problem(
      'account',
      `The options name account ${account}, the credentials belong to ${identity.account}.`,
      'Sign in to the account of the options, or change "account" there.',
    ),
    there,
  ];
};

/** Who the credentials are, and whether the region takes them. A disabled region refuses good credentials as if they were bad. */
export const checkIdentity = async (account: AwsAccount, deployment: Deployment): Promise<WhoIsThere> => {
  try {
    const identity = await account.identity(deployment.region);
    return { findings: identityFindings(deployment, identity), identity };
  } catch (error) {
    if (error instanceof NoCredentialsError) {
      return { findings: [problem('credentials', 'No AWS credentials were found.', signIn)], identity: undefined };
    }
    if (!(error instanceof CredentialsRefusedError)) return { findings: [unanswered('credentials', error)], identity: undefined };
    const elsewhere = deployment.region === edgeRegion ? undefined : await account.identity(edgeRegion).catch(() => undefined);
    if (elsewhere !== undefined) return regionFindings(deployment, elsewhere);
    return { findings: [problem('credentials', `AWS refused the credentials: ${error.message}`, signIn)], identity: undefined };
  }
};

/** Whether each region holds what `cdk deploy` puts its files into. */
export const checkBootstrap = async (account: AwsAccount, deployment: Deployment, identity: Identity): Promise<readonly Finding[]> => {
  const found = await Promise.all(
    regionsOf(deployment).map((region) =>
      guarded('bootstrap', async () => {
        const version = await account.bootstrapVersion(region);
        const action = `npx cdk bootstrap aws://${identity.account}/${region}`;
        if (version === undefined) return [problem('bootstrap', `${region} is not bootstrapped for the CDK.`, action)];
        if (version < bootstrapNeeded) {
          return [problem('bootstrap', `${region} has bootstrap version ${version}; ${bootstrapNeeded} is needed.`, action)];
        }
        return [fine('bootstrap', `${region} has bootstrap version ${version}.`)];
      }),
    ),
  );
  return found.flat();
};
