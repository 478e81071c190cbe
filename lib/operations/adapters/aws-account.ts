import type { AwsAccount, MailAccount, Quota, QuotaName, SecretState } from '../app/doctor/aws-account.ts';
import { clientSettings, isNamed } from '../../platform/aws/client-settings.ts';
import { called } from './sdk-failures.ts';

/** What every client is made with, beside its region. */
export type SdkSettings = Readonly<Record<string, unknown>>;

const globalRegion = 'us-east-1';
/** Enough for the longest list, SageMaker's; a service that never stops giving out tokens must not hold the check for ever. */
const pagesMax = 100;
const bootstrapParameter = '/cdk-bootstrap/hnb659fds/version';

/** One client for each region. Its package is loaded when it is first needed, so that other commands start without it. */
const perRegion = <Client>(make: (region: string) => Promise<Client>): ((region: string) => Promise<Client>) => {
  const made = new Map<string, Promise<Client>>();
  return (region) => {
    const client = made.get(region) ?? make(region);
    made.set(region, client);
    return client;
  };
};

type Page<T> = { readonly items: readonly T[]; readonly next: string | undefined };

const everyPage = async <T>(read: (token: string | undefined) => Promise<Page<T>>): Promise<readonly T[]> => {
  const items: T[] = [];
  let token: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const answer = await read(token);
    items.push(...answer.items);
    token = answer.next;
    if (token === undefined || token === '') return items;
  }
  return items;
};

/** Undefined where the service answers under one of these names that there is no such thing. */
const unless = async <T>(names: readonly string[], call: Promise<T>): Promise<T | undefined> => {
  try {
    return await call;
  } catch (error) {
    if (isNamed(error, ...names)) return undefined;
    throw error;
  }
};

type SdkQuota = {
  readonly QuotaCode?: string | undefined;
  readonly QuotaName?: string | undefined;
  readonly Value?: number | undefined;
  readonly Adjustable?: boolean | undefined;
};

const toQuota = ({ QuotaCode: code, QuotaName: name, Value: value, Adjustable: adjustable }: SdkQuota): readonly Quota[] =>
  code === undefined || name === undefined || value === undefined ? [] : [{ code, name, value, adjustable: adjustable ?? false }];

const createQuotas = (settings: SdkSettings): AwsAccount['quota'] => {
  const load = () => import('@aws-sdk/client-service-quotas');
  const client = perRegion(async (region) => new (await load()).ServiceQuotasClient({ ...settings, region }));

  const byCode = async (region: string, service: string, code: string): Promise<Quota | undefined> => {
    const { GetServiceQuotaCommand, GetAWSDefaultServiceQuotaCommand } = await load();
    const input = { ServiceCode: service, QuotaCode: code };
    const quotas = await client(region);
    const applied = await unless(
      ['NoSuchResourceException'],
      called('servicequotas:GetServiceQuota', quotas.send(new GetServiceQuotaCommand(input))),
    );
    if (applied?.Quota !== undefined) return toQuota(applied.Quota)[0];
    const usual = await unless(
      ['NoSuchResourceException'],
      called('servicequotas:GetAWSDefaultServiceQuota', quotas.send(new GetAWSDefaultServiceQuotaCommand(input))),
    );
    return usual?.Quota && toQuota(usual.Quota)[0];
  };

  const listed = async (region: string, service: string): Promise<readonly Quota[]> => {
    const { ListServiceQuotasCommand, ListAWSDefaultServiceQuotasCommand } = await load();
    const quotas = await client(region);
    const [applied, usual] = await Promise.all([
      everyPage(async (NextToken) => {
        const command = new ListServiceQuotasCommand({ ServiceCode: service, MaxResults: 100, NextToken });
        const { Quotas = [], NextToken: next } = await called('servicequotas:ListServiceQuotas', quotas.send(command));
        return { items: Quotas, next };
      }),
      everyPage(async (NextToken) => {
        const command = new ListAWSDefaultServiceQuotasCommand({ ServiceCode: service, MaxResults: 100, NextToken });
        const { Quotas = [], NextToken: next } = await called('servicequotas:ListAWSDefaultServiceQuotas', quotas.send(command));
        return { items: Quotas, next };
      }),
    ]);
    // Applied ones first: a quota that nobody has changed may stand among the defaults alone.
    return [...applied, ...usual].flatMap(toQuota);
  };

  const lists = new Map<string, Promise<readonly Quota[]>>();
  return async (region: string, quota: QuotaName) => {
    if ('code' in quota) return byCode(region, quota.service, quota.code);
    const key = `${region} ${quota.service}`;
    const list = lists.get(key) ?? listed(region, quota.service);
    lists.set(key, list);
    return (await list).find(({ name }) => quota.name.test(name));
  };
};

const createMessaging = (settings: SdkSettings): Pick<AwsAccount, 'mail' | 'smsSandbox'> => ({
  mail: async (region): Promise<MailAccount> => {
    const { GetAccountCommand, SESv2Client } = await import('@aws-sdk/client-sesv2');
    const account = await called('ses:GetAccount', new SESv2Client({ ...settings, region }).send(new GetAccountCommand({})));
    return {
      production: account.ProductionAccessEnabled ?? false,
      sending: account.SendingEnabled ?? false,
      max24HourSend: account.SendQuota?.Max24HourSend ?? 0,
    };
  },
  smsSandbox: async (region) => {
    const { GetSMSSandboxAccountStatusCommand, SNSClient } = await import('@aws-sdk/client-sns');
    const client = new SNSClient({ ...settings, region });
    const { IsInSandbox } = await called('sns:GetSMSSandboxAccountStatus', client.send(new GetSMSSandboxAccountStatusCommand({})));
    return IsInSandbox ?? true;
  },
});

const createDeployed = (settings: SdkSettings): Pick<AwsAccount, 'stacks' | 'hostedZone' | 'costTag'> => ({
  stacks: async (region, prefix) => {
    const { CloudFormationClient, DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
    const client = new CloudFormationClient({ ...settings, region });
    const stacks = await everyPage(async (NextToken) => {
      const { Stacks = [], NextToken: next } = await called(
        'cloudformation:DescribeStacks',
        client.send(new DescribeStacksCommand({ NextToken })),
      );
      return { items: Stacks, next };
    });
    return stacks
      .filter(({ StackName: name }) => name?.startsWith(prefix))
      .map(({ StackName, StackStatus, EnableTerminationProtection }) => ({
        name: StackName ?? '',
        status: StackStatus ?? '',
        protected: EnableTerminationProtection ?? false,
      }));
  },
  hostedZone: async (hostedZoneId) => {
    const { GetHostedZoneCommand, Route53Client } = await import('@aws-sdk/client-route-53');
    const client = new Route53Client({ ...settings, region: globalRegion });
    const found = await unless(
      ['NoSuchHostedZone', 'InvalidInput'],
      called('route53:GetHostedZone', client.send(new GetHostedZoneCommand({ Id: hostedZoneId }))),
    );
    return found?.HostedZone?.Name?.replace(/\.$/, '');
  },
  costTag: async (key) => {
    const { CostExplorerClient, ListCostAllocationTagsCommand } = await import('@aws-sdk/client-cost-explorer');
    const client = new CostExplorerClient({ ...settings, region: globalRegion });
    const { CostAllocationTags = [] } = await called(
      'ce:ListCostAllocationTags',
      client.send(new ListCostAllocationTagsCommand({ TagKeys: [key] })),
    );
    const [tag] = CostAllocationTags;
    if (tag === undefined) return 'unknown';
    return tag.Status === 'Active' ? 'active' : 'inactive';
  },
});

/**
 * Reads the account of the credentials that the SDK finds: environment, profile, single sign-on, or the machine's own.
 * @param settings of every client; the usual times by default
 */
export const createAwsAccount = (settings: SdkSettings = clientSettings({ maxAttempts: 3 })): AwsAccount => ({
  identity: async (region) => {
    const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
    const client = new STSClient({ ...settings, region });
    const { Account, Arn } = await called('sts:GetCallerIdentity', client.send(new GetCallerIdentityCommand({})));
    if (Account === undefined || Arn === undefined) throw new Error('AWS did not say whose the credentials are');
    return { account: Account, arn: Arn };
  },
  bootstrapVersion: async (region) => {
    const { GetParameterCommand, SSMClient } = await import('@aws-sdk/client-ssm');
    const client = new SSMClient({ ...settings, region });
    const found = await unless(
      ['ParameterNotFound'],
      called('ssm:GetParameter', client.send(new GetParameterCommand({ Name: bootstrapParameter }))),
    );
    return found?.Parameter?.Value === undefined ? undefined : Number(found.Parameter.Value);
  },
  secret: async (region, secretId): Promise<SecretState> => {
    const { DescribeSecretCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
    const client = new SecretsManagerClient({ ...settings, region });
    const found = await unless(
      ['ResourceNotFoundException'],
      called('secretsmanager:DescribeSecret', client.send(new DescribeSecretCommand({ SecretId: secretId }))),
    );
    if (found === undefined) return 'absent';
    if (found.DeletedDate !== undefined) return 'being-deleted';
    // A secret that a template has made may have been given no value yet.
    const stages = Object.values(found.VersionIdsToStages ?? {}).flat();
    return stages.includes('AWSCURRENT') ? 'present' : 'absent';
  },
  quota: createQuotas(settings),
  ...createMessaging(settings),
  ...createDeployed(settings),
});
