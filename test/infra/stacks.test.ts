// Stacks as wholes: which needs which, how large they are, what they cost whom, and what cdk-nag says about them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack, TagManager, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { afterAll, describe, expect, it } from 'vitest';
import { wirings } from '../../lib/wirings.ts';
import { acknowledge } from '../../lib/stacks/acknowledge.ts';
import { everyOptionSet, type Resource, strictTemplates, synthesize, told } from './templates.ts';

const contexts = wirings.map(({ context }) => `${context.slice(0, 1).toUpperCase()}${context.slice(1)}`);

describe.each(everyOptionSet)('stacks of an installation %s', (name) => {
  const { stacks, options, resources, app, functions } = synthesize(name);

  it('need nothing but the state and the gateway, and CloudFront for who makes it forget, so that each context is deployed alone', () => {
    const services = stacks.filter(({ id }) => contexts.includes(id));
    expect(services.map(({ id }) => id).toSorted()).toEqual(contexts.toSorted());
    const purging = functions.filter(({ needs }) => needs.includes('edge:purge')).map(({ context }) => context);
    expect(purging).toEqual(['inventory']);
    for (const { id, after, template } of services) {
      const needed = ['Stateful', 'Gateway', ...(options.edge && id === 'Inventory' ? ['Edge'] : [])];
      expect(needed, id).toEqual(expect.arrayContaining([...after]));
      const imports = [...JSON.stringify(template).matchAll(/"Fn::ImportValue":"([^:"]+):/g)].map(([, from]) => from);
      for (const from of imports)
        expect(
          needed.map((one) => `waybill-${options.stage}-${one.toLowerCase()}`),
          id,
        ).toContain(from);
    }
  });

  it('stay well within what CloudFormation takes', () => {
    for (const { id, template } of stacks) {
      expect(Object.keys(template.Resources).length, id).toBeLessThan(400);
      expect(Buffer.byteLength(JSON.stringify(template)), id).toBeLessThan(800_000);
      expect(Object.keys(template.Outputs ?? {}).length, id).toBeLessThan(200);
    }
  });

  it('can be told apart on a bill', () => {
    for (const { id, tags } of stacks)
      expect(tags, id).toEqual({ 'waybill:stage': options.stage, 'waybill:component': expect.stringMatching(/^[a-z-]+$/) });
    expect(new Set(stacks.map(({ tags }) => tags['waybill:component'])).size).toBe(stacks.length);
    // CloudFormation hands the tags of a stack down, but not to everything, so each resource also bears its own.
    const taggable = new Set(app.node.findAll().filter(isTaggable).map(pathOf));
    const bare = resources.filter(
      (one) => taggable.has(`${one.stack} ${one.id}`) && !JSON.stringify(one.properties).includes('"waybill:stage"'),
    );
    expect(taggable.size).toBeGreaterThan(200);
    expect(bare.map(told)).toEqual([]);
  });

  it('give names that AWS takes', () => {
    for (const one of resources) {
      const [property, longest, pattern] = nameLimits[one.type] ?? [];
      if (property === undefined || one.properties[property] === undefined) continue;
      const given = String(one.properties[property]);
      expect(given.length, `${told(one)}: ${given}`).toBeLessThanOrEqual(longest ?? 0);
      expect(given, told(one)).toMatch(pattern ?? /./);
    }
  });

  it('are all found in the same region but for what CloudFront wants elsewhere', () => {
    for (const { id, region } of stacks) expect(region, id).toBe(id.startsWith('Edge') ? 'us-east-1' : options.region);
  });
});

const isTaggable = (construct: IConstruct): boolean => TagManager.of(construct)?.renderedTags !== undefined;

/** Stack and logical id, as the templates name a resource. */
const pathOf = (construct: IConstruct): string => `${Stack.of(construct).node.id} ${Stack.of(construct).getLogicalId(construct as never)}`;

/** How long names may be, and of what, after the reference of each resource type. */
const nameLimits: Readonly<Record<string, readonly [property: string, longest: number, pattern: RegExp]>> = {
  'AWS::Lambda::Function': ['FunctionName', 64, /^[A-Za-z0-9-_]+$/],
  'AWS::SQS::Queue': ['QueueName', 80, /^[A-Za-z0-9-_]+(\.fifo)?$/],
  'AWS::S3::Bucket': ['BucketName', 63, /^[a-z0-9][a-z0-9.-]+[a-z0-9]$/],
  'AWS::Events::Rule': ['Name', 64, /^[A-Za-z0-9-_.]+$/],
  'AWS::Events::Archive': ['ArchiveName', 48, /^[A-Za-z0-9-_.]+$/],
  'AWS::Events::EventBus': ['Name', 256, /^[A-Za-z0-9-_./]+$/],
  'AWS::IAM::Role': ['RoleName', 64, /^[\w+=,.@-]+$/],
  'AWS::StepFunctions::StateMachine': ['StateMachineName', 80, /^[A-Za-z0-9-_]+$/],
  'AWS::Scheduler::ScheduleGroup': ['Name', 64, /^[A-Za-z0-9-_.]+$/],
  'AWS::Cognito::UserPoolDomain': ['Domain', 63, /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/],
  'AWS::DynamoDB::Table': ['TableName', 255, /^[A-Za-z0-9-_.]{3,}$/],
  'AWS::Backup::BackupVault': ['BackupVaultName', 50, /^[A-Za-z0-9-_]{2,}$/],
  'AWS::SageMaker::Endpoint': ['EndpointName', 63, /^[A-Za-z0-9](-*[A-Za-z0-9])*$/],
  'AWS::CloudWatch::Alarm': ['AlarmName', 255, /^\S+$/],
  'AWS::KinesisFirehose::DeliveryStream': ['DeliveryStreamName', 64, /^[A-Za-z0-9-_.]+$/],
};

type Finding = { readonly rule: string; readonly path: string };

/** What cdk-nag finds in an app. @param heeding whether acknowledgements count */
const findingsOf = (app: App, heeding: boolean): readonly Finding[] => {
  const checks = new AwsSolutionsChecks(app);
  // The same walk over the same rules, as if nothing had been acknowledged.
  if (!heeding) Reflect.set(checks, 'isAcknowledged', () => false);
  return checks
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => ({ rule: ruleName, path: constructPath ?? '' })),
    );
};

type Acknowledged = Finding & { readonly reason: string };

const acknowledgedIn = (app: App): readonly Acknowledged[] =>
  app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) =>
        Object.entries(data as Readonly<Record<string, string>>)
          .map(([id, reason]) => ({ rule: id.replace(/^annotation::/i, ''), path: node.path, reason }))
          .filter(({ rule }) => rule.startsWith('AwsSolutions-')),
      ),
  );

/** Acknowledgements without a finding that they answer. */
const staleIn = (app: App): readonly string[] => {
  const found = findingsOf(app, false);
  return acknowledgedIn(app)
    .filter(
      ({ rule, path }) => !found.some((finding) => finding.rule === rule && (finding.path === path || finding.path.startsWith(`${path}/`))),
    )
    .map(({ rule, path }) => `${rule} at ${path}`);
};

describe.each(everyOptionSet)('cdk-nag on an installation %s', (name) => {
  const { app } = synthesize(name);

  it('finds nothing that is not acknowledged', () => {
    expect(findingsOf(app, true)).toEqual([]);
    expect(findingsOf(app, false).length).toBeGreaterThan(60);
  });

  it('has been answered with reasons, each of which still has its finding', () => {
    expect(staleIn(app)).toEqual([]);
    for (const { rule, path, reason } of acknowledgedIn(app))
      expect(reason.split(/\s+/).length, `${rule} at ${path}`).toBeGreaterThanOrEqual(5);
  });
});

describe('the checks themselves', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-infra-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const careless = (): { readonly app: App; readonly queue: Queue } => {
    const app = new App({ outdir: join(folder, 'careless'), analyticsReporting: false });
    return { app, queue: new Queue(new Stack(app, 'Careless'), 'Queue') };
  };

  it('fail for a planted violation, and stop the synthesis as it is set up for a deployment', () => {
    const { app } = careless();
    expect(findingsOf(app, true).map(({ rule }) => rule)).toContain('AwsSolutions-SQS4');
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth()).toThrow('AwsSolutions-SQS4');
  });

  it('see an acknowledgement that answers nothing', () => {
    const { app, queue } = careless();
    acknowledge(queue, 'AwsSolutions-SQS4', 'It has a finding, and so it is not stale.');
    acknowledge(queue, 'AwsSolutions-DDB3', 'There is no table here at all.');
    expect(staleIn(app)).toEqual(['AwsSolutions-DDB3 at Careless/Queue']);
  });

  it('fail for a property that CloudFormation does not know', () => {
    const app = new App({ outdir: join(folder, 'unknown'), analyticsReporting: false, context: strictTemplates });
    new CfnResource(new Stack(app, 'Careless'), 'Queue', { type: 'AWS::SQS::Queue', properties: { VisibilityTime: 30 } });
    expect(() => app.synth()).toThrow('VisibilityTime');
  });

  it('see a name that is too long', () => {
    const [property, longest] = nameLimits['AWS::Lambda::Function'] ?? [];
    const { functions } = synthesize('with the longest names');
    const longestName = Math.max(...functions.map(({ stem }) => `waybill-abcdefghijkl-${stem}`.length));
    expect(property).toBe('FunctionName');
    // Close to the bound, so that the bound is one.
    expect(longestName).toBeGreaterThan((longest ?? 0) - 8);
  });
});

it('every resource belongs to a stack that is named after what it is for', () => {
  const byStack = Map.groupBy(synthesize('with models behind endpoints').resources, ({ stack }: Resource) => stack);
  expect([...byStack.keys()].toSorted()).toEqual(['Alarms', 'Edge', 'EdgeAlarms', 'Gateway', 'Models', 'Stateful', ...contexts].toSorted());
});
