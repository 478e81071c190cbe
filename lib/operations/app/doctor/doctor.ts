import type { AwsAccount, Identity } from './aws-account.ts';
import { checkBootstrap, checkIdentity } from './check-account.ts';
import { type ChannelReport, checkChannels, checkPagers } from './check-channels.ts';
import { checkMachine, type Machine } from './check-machine.ts';
import { checkMessages } from './check-messages.ts';
import { checkQuotas } from './check-quotas.ts';
import { checkCostTags, checkDomain, checkStacks } from './check-stacks.ts';
import type { Deployment } from './deployment.ts';
import { type Finding, fine, guarded, notChecked, problem } from './finding.ts';

export type { AwsAccount, Identity } from './aws-account.ts';
export type { ChannelReport } from './check-channels.ts';
export type { Machine } from './check-machine.ts';
export type { Deployment } from './deployment.ts';
export type { Finding, FindingStatus } from './finding.ts';

export type DoctorReport = {
  readonly findings: readonly Finding[];
  /** False when there is any problem; warnings and what could not be checked leave it true. */
  readonly ok: boolean;
};

export type DoctorParts = {
  /** The options, or why they cannot be used. */
  readonly options: { readonly file: string } & ({ readonly deployment: Deployment } | { readonly refusal: string });
  readonly machine: Machine;
  readonly account: AwsAccount;
  /** Channel accounts of the deployed product; asked only when it is deployed. */
  readonly channels: (identity: Identity) => Promise<readonly ChannelReport[]>;
  /** Orders that the account must carry on an ordinary day. */
  readonly ordersPerDay: number;
};

/** One missing permission may spoil several checks in the same words; it is told once. */
const onceEach = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values(),
];

const reportOf = (findings: readonly Finding[]): DoctorReport => ({
  findings: onceEach(findings),
  ok: findings.every(({ status }) => status !== 'problem'),
});

const checkProduct = async (
  parts: DoctorParts,
  deployment: Deployment,
  { identity, deployed }: { readonly identity: Identity; readonly deployed: boolean },
): Promise<readonly Finding[]> => {
  if (!deployed) return [notChecked('webhooks', 'Channel accounts are looked at when the stage is seen to be deployed.')];
  return guarded('webhooks', async () => checkChannels(parts.account, deployment, await parts.channels(identity)));
};

const checkCloud = async (parts: DoctorParts, deployment: Deployment): Promise<readonly Finding[]> => {
  const { account } = parts;
  const { findings: who, identity } = await checkIdentity(account, deployment);
  if (identity === undefined) {
    return [...who, notChecked('account', 'Bootstrap, quotas, mail, SMS, secrets, domain, tags and stacks need working credentials.')];
  }
  // What the wrong account holds says nothing about the right one.
  if (who.some(({ status }) => status === 'problem')) {
    return [...who, notChecked('account', 'Nothing more was read from an account that is not the one of the options.')];
  }
  const [bootstrap, stacks, quotas, messages, pagers, domain, costTags] = await Promise.all([
    checkBootstrap(account, deployment, identity),
    checkStacks(account, deployment),
    deployment.emulator ? [notChecked('quota', 'An emulator has no quotas.')] : checkQuotas(account, deployment, parts.ordersPerDay),
    deployment.emulator ? [notChecked('mail', 'An emulator sends no messages.')] : checkMessages(account, deployment),
    checkPagers(account, deployment),
    checkDomain(account, deployment),
    deployment.emulator ? [] : checkCostTags(account, deployment),
  ]);
  const product = await checkProduct(parts, deployment, { identity, deployed: stacks.deployed });
  return [...who, ...bootstrap, ...stacks.findings, ...quotas, ...messages, ...pagers, ...product, ...domain, ...costTags];
};

/**
 * Everything that is known to go wrong in the first hour of a deployment, and what to do about it. Changes nothing, and
 * never throws: a question that cannot be answered is a finding.
 */
export const runDoctor = async (parts: DoctorParts): Promise<DoctorReport> => {
  const machine = checkMachine(parts.machine);
  const { options } = parts;
  if ('refusal' in options) {
    return reportOf([
      problem('options', options.refusal, 'Every field is explained in lib/stacks/options.ts.'),
      ...machine,
      notChecked('account', 'What to look for in AWS follows from the options.'),
    ]);
  }
  const { stage, region } = options.deployment;
  return reportOf([
    fine('options', `${options.file} is valid: stage ${stage} in ${region}.`),
    ...machine,
    ...(await checkCloud(parts, options.deployment)),
  ]);
};
