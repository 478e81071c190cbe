import type { AwsAccount, StackSummary } from './aws-account.ts';
import { type Deployment, regionsOf } from './deployment.ts';
import { type Finding, fine, guarded, notChecked, problem, warning } from './finding.ts';

/** Statuses in which the first creation has failed: such a stack can only be deleted. */
const deadOnArrival: ReadonlySet<string> = new Set(['CREATE_FAILED', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED']);

const judgeStack = (region: string, { name, status }: StackSummary): Finding => {
  const events = `aws cloudformation describe-stack-events --region ${region} --stack-name ${name}`;
  if (deadOnArrival.has(status)) {
    return problem(
      'stack',
      `${name} could not be made (${status}).`,
      `Read why: ${events}; then ${name.endsWith('-stateful') ? `"aws cloudformation update-termination-protection --no-enable-termination-protection --region ${region} --stack-name ${name}", ` : ''}"aws cloudformation delete-stack --region ${region} --stack-name ${name}" and deploy again.`,
    );
  }
  if (status.endsWith('_FAILED')) {
    const more = status === 'UPDATE_ROLLBACK_FAILED' ? `; then "npx cdk rollback ${name}"` : '';
    return problem('stack', `${name} is stuck (${status}).`, `Read why: ${events}${more}`);
  }
  if (status.endsWith('_IN_PROGRESS')) return warning('stack', `${name} is being changed (${status}).`, 'Wait until it is done.');
  if (status === 'UPDATE_ROLLBACK_COMPLETE') {
    return warning('stack', `The last update of ${name} was taken back; the version before runs.`, `Read why: ${events}`);
  }
  return fine('stack', `${name}: ${status}.`);
};

export type DeployedStacks = { readonly findings: readonly Finding[]; readonly deployed: boolean };

/** How the stacks of the stage stand; whether they have drifted from their templates is not asked. */
export const checkStacks = async (account: AwsAccount, deployment: Deployment): Promise<DeployedStacks> => {
  let deployed = false;
  const found = await Promise.all(
    regionsOf(deployment).map((region) =>
      guarded('stack', async () => {
        const stacks = await account.stacks(region, deployment.stackPrefix);
        deployed ||= region === deployment.region && stacks.some(({ status }) => !deadOnArrival.has(status));
        return stacks.map((stack) => judgeStack(region, stack));
      }),
    ),
  );
  const findings = found.flat();
  if (findings.length === 0) {
    return { deployed, findings: [fine('stack', `Nothing of stage ${deployment.stage} is deployed yet.`, 'npx cdk deploy --all')] };
  }
  return { deployed, findings };
};

export const checkDomain = (account: AwsAccount, { domain, stage, edge }: Deployment): Promise<readonly Finding[]> =>
  guarded('domain', async () => {
    if (domain === undefined) return [fine('domain', `Stage ${stage} answers under ${edge ? "CloudFront's" : "the API's"} own name.`)];
    const { name, hostedZoneId, hostedZoneName } = domain;
    const zone = await account.hostedZone(hostedZoneId);
    if (zone === undefined) {
      return [
        problem(
          'domain',
          `There is no hosted zone ${hostedZoneId} in this account.`,
          `aws route53 list-hosted-zones-by-name --dns-name ${hostedZoneName} shows the id; a zone in another account cannot be used.`,
        ),
      ];
    }
    if (zone !== hostedZoneName) {
      return [
        problem('domain', `Hosted zone ${hostedZoneId} is ${zone}, the options say ${hostedZoneName}.`, 'Correct "domain" in the options.'),
      ];
    }
    if (name !== zone && !name.endsWith(`.${zone}`)) {
      return [problem('domain', `${name} does not lie in the hosted zone ${zone}.`, 'Correct "domain" in the options.')];
    }
    return [fine('domain', `${name} lies in the hosted zone ${zone}.`)];
  });

const judgeTag = (key: string, state: Awaited<ReturnType<AwsAccount['costTag']>>): Finding => {
  const activate = `aws ce update-cost-allocation-tags-status --cost-allocation-tags-status TagKey=${key},Status=Active`;
  switch (state) {
    case 'active':
      return fine('cost-tag', `The bill is split by ${key}.`);
    case 'inactive':
      return warning('cost-tag', `The bill is not split by ${key}.`, activate);
    case 'unknown':
      return notChecked(
        'cost-tag',
        `AWS does not know the tag ${key} yet: it appears up to a day after the first deployment.`,
        `Then, in the account that pays: ${activate}`,
      );
  }
};

/** In an organisation only the account that pays may say by which tags the bill is split. */
export const checkCostTags = async (account: AwsAccount, { costTags }: Deployment): Promise<readonly Finding[]> =>
  (await Promise.all(costTags.map((key) => guarded('cost-tag', async () => [judgeTag(key, await account.costTag(key))])))).flat();
