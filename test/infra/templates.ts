// Templates of whole installations, synthesised in process and read the way CloudFormation would read them: names of
// accounts and regions filled in, references between resources and stacks followed. Functions are empty files, since
// nothing here looks into a bundle.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { Bundle } from '../../lib/stacks/bundles.ts';
import { addInstallation, functionsFor } from '../../lib/stacks/installation.ts';
import { type DeploymentOptions, type DeploymentOptionsInput, parseDeploymentOptions } from '../../lib/stacks/options.ts';
import type { PlannedFunction } from '../../lib/stacks/plan.ts';
import { createResolver, type RawResource, type RawTemplate } from './resolve.ts';

export const account = '123456789012';

/** One resource of a template, with everything filled in that the templates themselves know. */
export type Resource = {
  /** Id of its stack in the app, such as `Stateful`. */
  readonly stack: string;
  /** Logical id. */
  readonly id: string;
  readonly type: string;
  readonly properties: Properties;
  readonly raw: RawResource;
};

// The shape of a property is what the tests assert, so there is no type to give it beforehand.
export type Properties = Readonly<Record<string, any>>; // oxlint-disable-line typescript/no-explicit-any

export type SynthesizedStack = {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly template: RawTemplate;
  readonly tags: Readonly<Record<string, string>>;
  readonly terminationProtection: boolean;
  /** Ids of the stacks that have to be deployed before it. */
  readonly after: readonly string[];
};

export type Synthesis = {
  readonly app: App;
  readonly options: DeploymentOptions;
  readonly functions: readonly PlannedFunction[];
  readonly stacks: readonly SynthesizedStack[];
  readonly resources: readonly Resource[];
  /** @param type without `AWS::` */
  readonly ofType: (type: string) => readonly Resource[];
};

const everyPager = ['pagerduty', 'opsgenie', 'jira-service-management'] as const;
const usual: DeploymentOptionsInput = {
  stage: 'prod',
  region: 'eu-central-1',
  account,
  alarms: { email: 'operations@example.com', pagers: [...everyPager] },
};

/** Every kind of installation whose templates differ in something that a reviewer would look at. */
export const optionSets = {
  'behind CloudFront': usual,
  'answering directly': { ...usual, edge: false },
  'with models behind endpoints': { ...usual, models: 'sagemaker' },
  'that is thrown away': {
    ...usual,
    retainData: false,
    // Whose events come through partner event sources.
    channels: {
      shopify: { eventSource: 'aws.partner/shopify.com/12345/orders' },
      amazon: { eventSource: 'aws.partner/sellingpartnerapi.amazon.com/123456789012/amzn1.sellerapps.app.1f2e' },
    },
  },
  'under a domain of its own': {
    ...usual,
    domain: { name: 'oms.example.com', hostedZoneId: 'Z0123456789', hostedZoneName: 'example.com' },
  },
  'at home in us-east-1': { ...usual, region: 'us-east-1' },
  'in an account that only the deployment knows': { ...usual, account: undefined },
  'with the longest names': { ...usual, stage: 'abcdefghijkl', region: 'ap-southeast-1' },
} as const satisfies Readonly<Record<string, DeploymentOptionsInput>>;

export type OptionSet = keyof typeof optionSets;
export const everyOptionSet = Object.keys(optionSets) as readonly OptionSet[];

/** Installations that are meant to last, and keep their data when a stack goes. */
export const lastingOptionSets = everyOptionSet.filter((name) => name !== 'that is thrown away');

/** Makes the synthesis fail for what CloudFormation's own schemas refuse, which otherwise only warns. */
export const strictTemplates = { '@aws-cdk/core:validateAgainstDefaultRules': true };

const emptyBundles = (functions: readonly PlannedFunction[], folder: string): ReadonlyMap<string, Bundle> => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.mjs'), 'export const handler = async () => undefined;\n');
  return new Map(functions.map(({ stem }) => [stem, { stem, directory: folder, bytes: 0 }]));
};

const emptyConsole = (folder: string): string => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets', 'index-00000000.js'), '');
  return folder;
};

const build = (input: DeploymentOptionsInput, folder: string): Synthesis => {
  const options = parseDeploymentOptions(input, 'the options of a test');
  const functions = functionsFor(options);
  const app = new App({ outdir: join(folder, 'cdk.out'), analyticsReporting: false, context: strictTemplates });
  addInstallation(app, {
    options,
    account: undefined,
    bundles: emptyBundles(functions, join(folder, 'function')),
    modelsDir: 'models',
    consoleDir: emptyConsole(join(folder, 'console')),
    machinesUrl: new URL('../../state-machines/', import.meta.url),
    outDir: join(folder, 'models'),
  });
  const stacks = app.synth().stacks.map(
    (artifact): SynthesizedStack => ({
      id: artifact.id,
      name: artifact.stackName,
      region: artifact.environment.region,
      template: artifact.template as RawTemplate,
      tags: artifact.tags,
      terminationProtection: artifact.terminationProtection === true,
      after: artifact.dependencies.map(({ id }) => id).filter((id) => !id.endsWith('.assets')),
    }),
  );
  const resolve = createResolver(stacks, account);
  const resources = stacks.flatMap((stack) =>
    Object.entries(stack.template.Resources).map(
      ([id, raw]): Resource => ({
        stack: stack.id,
        id,
        type: raw.Type,
        properties: resolve(stack, raw.Properties ?? {}) as Properties,
        raw,
      }),
    ),
  );
  return { app, options, functions, stacks, resources, ofType: (type) => resources.filter((one) => one.type === `AWS::${type}`) };
};

const synthesized = new Map<string, Synthesis>();

/** The installation of a set of options; made once in a process. */
export const synthesize = (name: OptionSet): Synthesis => {
  const known = synthesized.get(name);
  if (known) return known;
  const folder = mkdtempSync(join(tmpdir(), 'waybill-infra-'));
  try {
    const made = build(optionSets[name], folder);
    synthesized.set(name, made);
    return made;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The only resource that fits. @throws Error when there is none, or more than one */
export const only = (resources: readonly Resource[], fits: (resource: Resource) => boolean = () => true): Resource => {
  const [found, ...others] = resources.filter(fits);
  if (found === undefined || others.length > 0) throw new Error(`${found === undefined ? 0 : 1 + others.length} resources fit`);
  return found;
};

/** A resource in words, for the message of an expectation. */
export const told = ({ stack, id, type }: Resource): string => `${type} ${id} of ${stack}`;
