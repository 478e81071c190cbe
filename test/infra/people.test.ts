import { App, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { PeoplePool, type PeoplePoolProps } from '../../lib/stacks/people.construct.ts';

const installation = { stage: 'test', region: 'eu-central-1', account: '123456789012', partition: 'aws' };
const signedIn = 'https://console.example.test/signed-in';

const synthesize = (props: Partial<PeoplePoolProps> = {}) => {
  const app = new App();
  const { region, account } = installation;
  const stack = new Stack(app, 'People', { env: { region, account } });
  const people = new PeoplePool(stack, 'People', { installation, callbackUrls: [signedIn], ...props });
  return { app, stack, people };
};

type Resource = { readonly Properties: Readonly<Record<string, unknown>>; readonly DeletionPolicy?: string };
const resourcesIn = (stack: Stack, type: string): readonly Resource[] =>
  Object.values(Template.fromStack(stack).findResources(`AWS::${type}`)) as unknown as readonly Resource[];
/** The only one of its type. */
const only = (type: string, props: Partial<PeoplePoolProps> = {}): Resource => {
  const [resource, ...others] = resourcesIn(synthesize(props).stack, type);
  if (resource === undefined || others.length > 0) throw new Error(`${1 + others.length} of ${type}`);
  return resource;
};

describe('the pool of people', () => {
  it('lets in only those whom an administrator has invited, by their address or their id', () => {
    const { Properties: pool } = only('Cognito::UserPool');
    expect(pool).toMatchObject({
      UserPoolName: 'waybill-test',
      UserPoolTier: 'ESSENTIALS',
      AdminCreateUserConfig: {
        AllowAdminCreateUserOnly: true,
        InviteMessageTemplate: { EmailMessage: expect.stringContaining('{####}') },
      },
      AliasAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
      Policies: { PasswordPolicy: { MinimumLength: 12, TemporaryPasswordValidityDays: 3 } },
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    });
    // With it, Cognito would make up the usernames, and ours would not be in the tokens.
    expect(pool).not.toHaveProperty('UsernameAttributes');
  });

  it('outlives its stack unless it is thrown away on purpose', () => {
    expect(only('Cognito::UserPool')).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { DeletionProtection: 'ACTIVE' },
    });
    expect(only('Cognito::UserPool', { retain: false })).toMatchObject({
      DeletionPolicy: 'Delete',
      Properties: { DeletionProtection: 'INACTIVE' },
    });
  });

  it('asks everybody for a second factor where the installation says so', () => {
    expect(only('Cognito::UserPool', { requireMfa: true }).Properties).toMatchObject({ MfaConfiguration: 'ON' });
  });
});

describe('the client of the console', () => {
  it('is public, takes a code in exchange for tokens, and lives for a shift', () => {
    expect(only('Cognito::UserPoolClient').Properties).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      CallbackURLs: [signedIn],
      LogoutURLs: [signedIn],
      SupportedIdentityProviders: ['COGNITO'],
      ExplicitAuthFlows: ['ALLOW_USER_AUTH'],
      AccessTokenValidity: 60,
      RefreshTokenValidity: 720,
      TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'minutes' },
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
      EnableTokenRevocation: true,
      PreventUserExistenceErrors: 'ENABLED',
      WriteAttributes: ['locale'],
    });
  });

  it('has a page to sign in on', () => {
    expect(only('Cognito::UserPoolDomain').Properties).toMatchObject({ Domain: 'waybill-test-123456789012', ManagedLoginVersion: 2 });
    expect(only('Cognito::ManagedLoginBranding').Properties).toMatchObject({
      UseCognitoProvidedValues: true,
      ClientId: expect.anything(),
    });
  });

  it('cannot be had under a stage whose name Amazon keeps for itself', () => {
    expect(() => synthesize({ installation: { ...installation, stage: 'aws1' } })).toThrow('contains "aws"');
  });
});

describe('what others are told of the pool', () => {
  it('is its id, its client and its page, for functions as variables and for others as parameters', () => {
    const { stack, people } = synthesize();
    const environment = stack.resolve(people.environment) as Record<string, unknown>;
    expect(Object.keys(environment)).toEqual(['WAYBILL_USER_POOL_ID', 'WAYBILL_USER_POOL_CLIENT_ID', 'WAYBILL_SIGN_IN_URL']);
    const parameters = resourcesIn(stack, 'SSM::Parameter').map(({ Properties }) => [Properties['Name'], Properties['Value']]);
    const names = ['/waybill/test/user-pool-id', '/waybill/test/user-pool-client-id', '/waybill/test/sign-in-url'];
    expect(parameters).toEqual(Object.values(environment).map((value, index) => [names[index], value]));
    expect(JSON.stringify(environment)).toContain('auth.eu-central-1.amazoncognito.com/login?client_id=');
    expect(stack.resolve(people.jwksUrl)).toMatchObject({ 'Fn::Join': ['', expect.arrayContaining(['/.well-known/jwks.json'])] });
  });
});

describe('the rules of AWS Solutions', () => {
  const findingsOf = (props: Partial<PeoplePoolProps>, more: (stack: Stack) => void = () => undefined): string => {
    const { app, stack } = synthesize(props);
    more(stack);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    try {
      app.synth();
      return '';
    } catch (error) {
      return String(error);
    }
  };

  it.each([false, true])('are kept or acknowledged with a reason (second factor required: %s)', (requireMfa) => {
    expect(findingsOf({ requireMfa })).toBe('');
  });

  it('are seen to be broken by a pool that leaves everything as it comes', () => {
    expect(findingsOf({}, (stack) => new UserPool(stack, 'Careless'))).toContain('People/Careless/Resource');
  });
});
