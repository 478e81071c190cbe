// Every policy of every template, as a security reviewer would read them.
import { describe, expect, it, vi } from 'vitest';
import { listOf, type PolicyStatement, type Principal } from './iam.ts';
import { bringsFiles, type Found, handsOver, isOfCdk, policiesOf } from './policies.ts';
import { account, everyOptionSet, type OptionSet, type Resource, synthesize, told } from './templates.ts';

// The first test of each option set waits for its synthesis.
vi.setConfig({ testTimeout: 60_000 });

/** Reasons are part of the lists: whoever adds a line has to give one. */
type Exception<T> = { readonly why: string } & T;

const wildcardActions: readonly Exception<{ readonly action: string; readonly stack: RegExp; readonly id: RegExp }>[] = [
  {
    action: 'kms:GenerateDataKey*',
    stack: /^(Edge)?Alarms$/,
    id: /^AlarmKey/,
    why: 'AWS documents this form for services that publish to encrypted topics, and not which of the two actions each uses.',
  },
];

const wildcardResources: readonly Exception<{ readonly actions: readonly string[] }>[] = [
  {
    actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
    why: 'X-Ray knows no resources for these.',
  },
  {
    actions: [
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
    ],
    why: 'Deliveries of logs are not resources, and Step Functions manages them with the role of the machine.',
  },
  { actions: ['ecr:GetAuthorizationToken'], why: 'A token is for the whole registry.' },
  { actions: ['sns:Publish'], why: 'A text message goes to a phone number, which is no resource; topics refuse who is not named by them.' },
];

/** Principals of services that may use a key or send without the account being named. */
const unboundServices: readonly Exception<{ readonly service: string; readonly kind: Found['kind'] }>[] = [
  {
    service: 'budgets.amazonaws.com',
    kind: 'key',
    why: 'Budgets is not documented to name the account when it uses a key; the topic names it, and only the topic has the key.',
  },
  {
    service: 'events.amazonaws.com',
    kind: 'key',
    why: 'AWS says of encrypted topics that EventBridge names no account to the key; each queue lets in single rules, and only queues have it.',
  },
  {
    service: 'lambda.amazonaws.com',
    kind: 'trust',
    why: 'Lambda is not documented to name the account when it takes on a role; a role cannot be passed to another account.',
  },
  {
    service: 'backup.amazonaws.com',
    kind: 'trust',
    why: 'Backup is not documented to name the account when it takes on a role; a role cannot be passed to another account.',
  },
];

/** One problem of one statement, in words; undefined when there is none. */
type Rule = (statement: PolicyStatement, found: Found) => string | undefined;

const actionsAreNamed: Rule = ({ Effect, Action }, { resource: { stack, id } }) => {
  if (Effect === 'Deny') return undefined;
  const bad = listOf(Action).filter(
    (action) => action.includes('*') && !wildcardActions.some((one) => one.action === action && one.stack.test(stack) && one.id.test(id)),
  );
  return bad.length === 0 ? undefined : `allows ${bad.join(', ')}`;
};

const resourcesAreNamed: Rule = ({ Effect, Action, Resource }, { kind }) => {
  // In a policy of the resource itself, `*` is that resource.
  if (Effect === 'Deny' || kind !== 'identity' || !listOf(Resource).includes('*')) return undefined;
  const bad = listOf(Action).filter((action) => !wildcardResources.some(({ actions }) => actions.includes(action)));
  return bad.length === 0 ? undefined : `allows ${bad.join(', ')} on everything`;
};

const isEverybody = (principal: Principal): boolean =>
  principal === '*' || Object.values(principal).some((one) => listOf(one).includes('*'));

const bindsToAccount = ({ Condition = {} }: PolicyStatement): boolean =>
  Object.entries(Condition).some(
    ([operator, keys]) =>
      /^(String|Arn)(Equals|Like)$/.test(operator) &&
      Object.entries(keys).some(
        // To IAM, names of keys are the same in capitals and without.
        ([key, values]) =>
          (['aws:sourceaccount', 'kms:calleraccount'].includes(key.toLowerCase()) && listOf(values).every((value) => value === account)) ||
          (key.toLowerCase() === 'aws:sourcearn' && listOf(values).every((value) => value.split(':')[4] === account)),
      ),
  );

const principalsAreBound: Rule = (statement, { kind }) => {
  const { Effect, Principal, Condition = {} } = statement;
  if (Effect === 'Deny' || Principal === undefined) return undefined;
  if (isEverybody(Principal)) {
    const throughServices = listOf(Condition['StringEquals']?.['kms:ViaService']);
    const bound = bindsToAccount(statement) && throughServices.length > 0 && throughServices.every((service) => !service.includes('*'));
    return bound ? undefined : 'lets in everybody';
  }
  const services = typeof Principal === 'string' ? [] : listOf(Principal['Service']);
  const loose = services.filter((service) => !unboundServices.some((one) => one.service === service && one.kind === kind));
  return loose.length === 0 || bindsToAccount(statement) ? undefined : `lets in ${loose.join(', ')} on behalf of any account`;
};

const nothingIsNegated: Rule = (statement) => {
  const bad = Object.keys(statement).filter((key) => key.startsWith('Not'));
  return bad.length === 0 ? undefined : `has ${bad.join(', ')}`;
};

/** The account itself as a principal hands the decision to its own policies, so what it hands over has to be harmless or meant. */
const accountsAreOurs: Rule = ({ Principal }) => {
  if (Principal === undefined || typeof Principal === 'string') return undefined;
  const others = listOf(Principal['AWS']).filter((arn) => arn !== '*' && arn !== `arn:aws:iam::${account}:root`);
  return others.length === 0 ? undefined : `lets in ${others.join(', ')}`;
};

const rules = { nothingIsNegated, actionsAreNamed, resourcesAreNamed, principalsAreBound, accountsAreOurs };

const problemsIn = (found: readonly Found[]): readonly string[] =>
  found.flatMap((one) =>
    one.statements.flatMap((statement) =>
      Object.values(rules).flatMap((rule) => {
        const problem = rule(statement, one);
        return problem === undefined ? [] : [`${one.where} ${problem}`];
      }),
    ),
  );

const ours = (name: OptionSet): readonly Found[] => policiesOf(synthesize(name)).filter(({ resource }) => !isOfCdk(resource));

describe.each(everyOptionSet)('policies of an installation %s', (name) => {
  it('name actions, resources and principals', () => {
    expect(ours(name).length).toBeGreaterThan(100);
    expect(problemsIn(ours(name))).toEqual([]);
  });

  it('stand in no other property than those that are looked at', () => {
    const { resources } = synthesize(name);
    // A policy document by its form, wherever it is.
    const holdsPolicy = (value: unknown): boolean =>
      typeof value === 'object' &&
      value !== null &&
      (('Statement' in value && Array.isArray(value.Statement)) || Object.values(value).some(holdsPolicy));
    const read = new Set(policiesOf(synthesize(name)).map(({ resource }) => told(resource)));
    const unread = resources.filter((resource) => holdsPolicy(resource.properties) && !read.has(told(resource)));
    expect(unread.filter((resource) => !isOfCdk(resource)).map(told)).toEqual([]);
    expect(resources.filter(({ type }) => /ResourcePolicy|ManagedPolicy$/.test(type)).map(told)).toEqual([]);
  });
});

describe.each(everyOptionSet)('roles of an installation %s', (name) => {
  it('are taken on by one service each, and have policies of their own only', () => {
    const roles = synthesize(name)
      .ofType('IAM::Role')
      .filter((role) => !isOfCdk(role));
    expect(roles.length).toBeGreaterThan(60);
    for (const role of roles) {
      const { Statement: statements } = role.properties['AssumeRolePolicyDocument'] as { readonly Statement: readonly PolicyStatement[] };
      expect(statements, told(role)).toHaveLength(1);
      expect(statements[0], told(role)).toMatchObject({
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: expect.any(String) },
      });
      expect(role.properties['ManagedPolicyArns'], told(role)).toBeUndefined();
    }
  });

  it('are used by one thing each', () => {
    const users = synthesize(name).resources.filter(({ properties }) => properties['Role'] ?? properties['RoleArn']);
    const roles = users.map(({ stack, properties }) => `${stack} ${properties['Role'] ?? properties['RoleArn']}`);
    expect(roles.length).toBeGreaterThan(60);
    expect(new Set(roles).size).toBe(roles.length);
  });
});

describe('what CDK brings itself', () => {
  it('hands values over only where one crosses regions, and may read and write such values only', () => {
    for (const name of everyOptionSet) {
      const { options, resources } = synthesize(name);
      const crosses = options.edge && options.region !== 'us-east-1';
      const brought = resources.filter(handsOver);
      // The API's address goes to CloudFront, CloudFront's own back to where functions read it, and which distribution it is to who
      // makes it forget: a role and a policy at each end.
      const ends = ['Gateway', 'Edge', 'Edge', 'Alarms', 'Inventory'];
      expect(brought.map(({ stack }) => stack).toSorted()).toEqual(crosses ? [...ends, ...ends].toSorted() : []);
      for (const { kind, statements } of policiesOf(synthesize(name)).filter(({ resource }) => handsOver(resource))) {
        if (kind === 'trust') continue;
        for (const { Action, Resource } of statements) {
          for (const action of listOf(Action)) expect(action).toMatch(/^ssm:/);
          for (const resource of listOf(Resource)) expect(resource).toContain(':parameter/cdk/exports/');
        }
      }
    }
  });
});

describe('what CDK brings for the console', () => {
  it.each(
    everyOptionSet,
  )('may read the files of a deployment, write the bucket of the console, and make CloudFront forget (%s)', (name) => {
    const { options, resources, ofType } = synthesize(name);
    const brought = resources.filter(bringsFiles);
    const types = ['AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::Lambda::Function'];
    expect(brought.map(({ stack, type }) => `${stack} ${type}`).toSorted()).toEqual(
      options.edge ? types.map((type) => `Edge ${type}`) : [],
    );
    if (!options.edge) return;
    const [bucket] = ofType('S3::Bucket').filter(({ stack }) => stack === 'Edge');
    const places = [`arn:aws:s3:::cdk-hnb659fds-assets-${account}-us-east-1`, `arn:aws:s3:::${bucket?.id}`];
    const statements = policiesOf(synthesize(name))
      .filter(({ kind, resource }) => kind === 'identity' && bringsFiles(resource))
      .flatMap((found) => found.statements);
    const [reading = [], writing = []] = places.map((place) =>
      statements.filter(({ Resource }) => listOf(Resource).every((one) => one === place || one === `${place}/*`)),
    );
    const actionsOf = (some: readonly PolicyStatement[]): readonly string[] => [...new Set(some.flatMap(({ Action }) => listOf(Action)))];
    expect(reading).not.toEqual([]);
    for (const action of actionsOf(reading)) expect(action).toMatch(/^s3:(Get|List)/);
    expect(writing).not.toEqual([]);
    for (const action of actionsOf(writing)) expect(action).toMatch(/^s3:(Get|List|Put|Delete|Abort)\w*\*?$/);
    const others = statements.filter((one) => !reading.includes(one) && !writing.includes(one));
    expect(actionsOf(others).toSorted()).toEqual(['cloudfront:CreateInvalidation', 'cloudfront:GetInvalidation']);
  });
});

describe('the rules see', () => {
  const resource: Resource = { stack: 'Orders', id: 'X', type: 'AWS::IAM::Role', properties: {}, raw: { Type: 'AWS::IAM::Role' } };
  const ofKind = (kind: Found['kind'], statement: Partial<PolicyStatement> & Record<string, unknown>): readonly string[] =>
    problemsIn([
      { where: kind, kind, resource, statements: [{ Effect: 'Allow', Action: 'sqs:SendMessage', ...statement } as PolicyStatement] },
    ]);
  const service = { Service: 'events.amazonaws.com' };

  it.each<[string, Found['kind'], Record<string, unknown>, string]>([
    ['a wildcard action', 'identity', { Action: ['s3:Get*'], Resource: 'arn:aws:s3:::a' }, 'allows s3:Get*'],
    ['every action', 'queue', { Action: '*', Principal: { AWS: `arn:aws:iam::${account}:root` } }, 'allows *'],
    ['everything as a resource', 'identity', { Action: 'dynamodb:GetItem', Resource: '*' }, 'allows dynamodb:GetItem on everything'],
    ['everybody', 'queue', { Principal: '*' }, 'lets in everybody'],
    [
      'everybody of the account',
      'queue',
      { Principal: { AWS: '*' }, Condition: { StringEquals: { 'kms:CallerAccount': account } } },
      'lets in everybody',
    ],
    ['a service for any account', 'queue', { Principal: service }, 'lets in events.amazonaws.com on behalf of any account'],
    [
      'a service for another account',
      'queue',
      { Principal: service, Condition: { StringEquals: { 'aws:SourceAccount': '999999999999' } } },
      'lets in events.amazonaws.com on behalf of any account',
    ],
    ['another account', 'key', { Principal: { AWS: 'arn:aws:iam::999999999999:root' } }, 'lets in arn:aws:iam::999999999999:root'],
    ['everything but', 'identity', { NotAction: 'iam:*', Resource: 'arn:aws:s3:::a' }, 'has NotAction'],
  ])('%s', (_, kind, statement, problem) => {
    expect(ofKind(kind, statement)).toContain(`${kind} ${problem}`);
  });

  it.each(['aws:SourceArn', 'AWS:SourceArn'])('nothing wrong with a service that is bound to the account (%s)', (key) => {
    const Condition = { ArnEquals: { [key]: `arn:aws:events:eu-central-1:${account}:rule/a` } };
    expect(ofKind('queue', { Principal: service, Condition })).toEqual([]);
  });
});
