// The real app, synthesised and deployed by the real CDK command line, onto the emulator.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { CreateStateMachineAliasCommand, PublishStateMachineVersionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { machineAlias, namesOf, type Installation } from '../../lib/platform/aws/names.ts';
import { wirings } from '../../lib/wirings.ts';
import { projectRoot } from '../support/run-tool.ts';
import { runProcess } from '../support/processes.ts';
import type { Report } from './report.ts';

const cdk = async (...args: readonly string[]): Promise<string> =>
  (await runProcess('cdk', [...args, '--no-notices'], { cwd: projectRoot })).all;

type Deployed = { readonly stacks: number; readonly resources: number; readonly url: string };

const resourcesIn = (assembly: string): number =>
  readdirSync(assembly)
    .filter((name) => name.endsWith('.template.json'))
    .map((name) => JSON.parse(readFileSync(join(assembly, name), 'utf8')) as { readonly Resources: object })
    .reduce((sum, { Resources }) => sum + Object.keys(Resources).length, 0);

/** @throws Error for a stack or a resource that is not complete, or is not there at all */
const lookAround = async ({ stage, region }: Installation, assembly: string, endpoint: string): Promise<Deployed> => {
  const client = new CloudFormationClient({ region });
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({}));
  const ours = Stacks.filter(({ StackName = '' }) => StackName.startsWith(`waybill-${stage}-`));
  const found: string[] = [];
  for (const { StackName = '' } of ours)
    for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName }))
      for (const { LogicalResourceId, ResourceStatus } of StackResourceSummaries) {
        if (ResourceStatus !== 'CREATE_COMPLETE') throw new Error(`${StackName} ${LogicalResourceId} is ${ResourceStatus}`);
        found.push(`${StackName} ${LogicalResourceId}`);
      }
  const wanted = resourcesIn(assembly);
  if (found.length !== wanted) throw new Error(`the templates have ${wanted} resources, the stacks ${found.length}`);
  const apiUrl = ours.flatMap(({ Outputs = [] }) => Outputs).find(({ OutputKey }) => OutputKey === 'Url')?.OutputValue;
  const apiId = /^https:\/\/([^.]+)\./.exec(apiUrl ?? '')?.[1];
  if (apiId === undefined) throw new Error('the stack Gateway has no output Url');
  // The emulator has no names in the DNS; it serves the same API below a path of its own.
  return { stacks: ours.length, resources: found.length, url: `${endpoint}/_aws/execute-api/${apiId}/$default` };
};

/** What CloudFormation does from the templates for an account. */
const publishMachines = async (installation: Installation): Promise<readonly string[]> => {
  const names = namesOf(installation);
  const client = new SFNClient({ region: installation.region });
  const published: string[] = [];
  for (const { name } of wirings.flatMap(({ machines = [] }) => machines)) {
    const { stateMachineVersionArn } = await client.send(
      new PublishStateMachineVersionCommand({ stateMachineArn: names.machineArn(name) }),
    );
    const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
    const { stateMachineAliasArn } = await client.send(new CreateStateMachineAliasCommand({ name: machineAlias, routingConfiguration }));
    if (stateMachineAliasArn !== names.machineAliasArn(name)) throw new Error(`the alias of ${name} is ${stateMachineAliasArn}`);
    published.push(`${name}:${stateMachineVersionArn?.split(':').at(-1)}`);
  }
  return published;
};

const seconds = (startedAt: number): string => `${((performance.now() - startedAt) / 1000).toFixed(0)} s`;

/** @returns address of the HTTP API. @throws StepFailedError */
export const deploy = async (
  report: Report,
  {
    installation,
    configFile,
    endpoint,
    workDir,
  }: {
    readonly installation: Installation;
    readonly configFile: string;
    readonly endpoint: string;
    readonly workDir: string;
  },
): Promise<string> => {
  const assembly = join(workDir, 'cdk.out');
  const app = ['--app', assembly];
  const startedAt = performance.now();
  const synthesis = await report.step(
    'synthesise',
    () => cdk('synth', '--quiet', '--context', `config=${configFile}`, '--output', assembly),
    () => `${resourcesIn(assembly)} resources in ${seconds(startedAt)}`,
  );
  for (const [, what] of synthesis.matchAll(/Left out for the emulator[:,] ([^\n]+?) \(Construct Annotations\)/g))
    report.leftOut('of the templates', (what ?? '').replace(/^being /, '').replace(/\.$/, ''));
  await report.step('bootstrap', () => cdk('bootstrap', ...app));
  const deployedAt = performance.now();
  const { url } = await report.step(
    'deploy',
    async () => {
      await cdk('deploy', ...app, '--all', '--require-approval', 'never');
      return lookAround(installation, assembly, endpoint);
    },
    ({ stacks, resources }) => `${stacks} stacks with all of their ${resources} resources in ${seconds(deployedAt)}`,
  );
  await report.step(
    'publish the workflows',
    () => publishMachines(installation),
    (published) => `${published.join(', ')}, each behind the alias ${machineAlias}`,
  );
  return url;
};
