import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  ClientAttributes,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { userPoolParameters, userPoolVariables } from '../platform/aws/cognito-issuer.ts';
import { type Installation, namesOf } from '../platform/aws/names.ts';

export type PeoplePoolProps = {
  readonly installation: Installation;
  /** Pages to which people come back once they have signed in, at least one; https, or http on localhost. */
  readonly callbackUrls: readonly [string, ...string[]];
  /** Pages to which people come back once they have signed out. @default callbackUrls */
  readonly logoutUrls?: readonly string[];
  /**
   * Everybody has to show a code of an authenticator app. Without it everybody may, but managed login does not offer to set
   * one up: an application of ours has to. @default false
   */
  readonly requireMfa?: boolean;
  /** Keep the pool when its stack is deleted, and refuse to delete it. @default true */
  readonly retain?: boolean;
  /** Emulators have managed login, and no look for it in CloudFormation. @default true */
  readonly branding?: boolean;
};

/** Words that Amazon keeps for itself in the prefix of a domain. */
const reservedWords = /aws|amazon|cognito/;
const graceSeconds = 60;

/** Domains share one name space per region with everybody, so the account is part of the prefix. */
const domainPrefixOf = (installation: Installation): string => {
  const prefix = `${namesOf(installation).prefix}-${installation.account}`;
  const reserved = reservedWords.exec(prefix)?.[0];
  if (reserved !== undefined)
    throw new Error(`The stage ${installation.stage} contains "${reserved}", which the domain of a user pool may not`);
  return prefix;
};

/**
 * Where people sign in: a user pool whose usernames are our user ids, its page, and the public client that the console uses
 * with an authorization code and PKCE. Memberships and roles are not kept here.
 *
 * The plan is Essentials: up to 10,000 people a month it costs nothing, and it has managed login and passkeys, which Lite
 * has not. Threat protection is part of Plus alone, which charges for every person from the first.
 */
export class PeoplePool extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly issuerUrl: string;
  readonly jwksUrl: string;
  /** Managed login of the client; an application adds state and code challenge of its own. */
  readonly signInUrl: string;
  /** The same as in `environment`, for stacks that are deployed alone and for the command line. */
  readonly parameters: readonly StringParameter[];
  /** What functions are told of the pool. */
  readonly environment: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: PeoplePoolProps) {
    super(scope, id);
    const names = namesOf(props.installation);
    this.pool = createPool(this, names.prefix, props);
    this.client = createClient(this, this.pool, props);
    const domain = new UserPoolDomain(this, 'Domain', {
      userPool: this.pool,
      cognitoDomain: { domainPrefix: domainPrefixOf(props.installation) },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    const { userPoolId: poolId } = this.pool;
    const { userPoolClientId: clientId } = this.client;
    // Without one for the client, managed login shows no page at all.
    if (props.branding ?? true)
      new CfnManagedLoginBranding(this, 'Branding', { userPoolId: poolId, clientId, useCognitoProvidedValues: true });
    this.issuerUrl = this.pool.userPoolProviderUrl;
    this.jwksUrl = `${this.issuerUrl}/.well-known/jwks.json`;
    this.signInUrl = domain.signInUrl(this.client, { redirectUri: props.callbackUrls[0] });
    const values = { poolId, clientId, signInUrl: this.signInUrl } as const;
    this.environment = {
      [userPoolVariables.poolId]: poolId,
      [userPoolVariables.clientId]: clientId,
      [userPoolVariables.signInUrl]: this.signInUrl,
    };
    this.parameters = (Object.entries(userPoolParameters) as [keyof typeof values, string][]).map(
      ([part, parameter]) =>
        new StringParameter(this, `Parameter-${parameter}`, {
          parameterName: names.parameterName(parameter),
          stringValue: values[part],
        }),
    );
  }
}

const createPool = (scope: Construct, name: string, { requireMfa = false, retain = true }: PeoplePoolProps): UserPool => {
  const pool = new UserPool(scope, 'Pool', {
    userPoolName: name,
    // The address is an alias of the id: it signs people in, and changing it changes nobody's identity.
    signInAliases: { username: true, email: true },
    signInCaseSensitive: false,
    selfSignUpEnabled: false,
    autoVerify: { email: true },
    // A new address counts once it has been confirmed, so that a slip of the pen locks nobody out.
    keepOriginal: { email: true },
    userInvitation: {
      emailSubject: 'Your invitation to Waybill',
      emailBody: 'You can now sign in to Waybill with this e-mail address. Your first password is {####}<br>Your user id is {username}',
    },
    passwordPolicy: {
      minLength: 12,
      requireLowercase: false,
      requireUppercase: false,
      requireDigits: false,
      requireSymbols: false,
      tempPasswordValidity: Duration.days(3),
    },
    mfa: requireMfa ? Mfa.REQUIRED : Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false },
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    featurePlan: FeaturePlan.ESSENTIALS,
    deletionProtection: retain,
    removalPolicy: retain ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
  });
  Validations.of(pool).acknowledge(
    {
      id: 'AwsSolutions-COG1',
      reason: 'Twelve characters and no rules of composition, as NIST SP 800-63B has it and as the product does where it keeps passwords.',
    },
    {
      id: 'AwsSolutions-COG8',
      reason: 'Plus charges for every person from the first; what it adds is worth deciding per installation.',
    },
    ...(requireMfa ? [] : [{ id: 'AwsSolutions-COG2', reason: 'The installation leaves a second factor to each person.' }]),
  );
  return pool;
};

const createClient = (scope: Construct, userPool: UserPool, { callbackUrls, logoutUrls = callbackUrls }: PeoplePoolProps): UserPoolClient =>
  new UserPoolClient(scope, 'Client', {
    userPool,
    // The console runs in browsers, where a secret is none. PKCE takes its place.
    generateSecret: false,
    // One must be named, or the pool allows flows that ask an application for the password.
    authFlows: { user: true },
    oAuth: {
      flows: { authorizationCodeGrant: true, implicitCodeGrant: false, clientCredentials: false },
      // The last lets people set up an authenticator app or a passkey of their own.
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.COGNITO_ADMIN],
      callbackUrls: [...callbackUrls],
      logoutUrls: [...logoutUrls],
    },
    supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
    readAttributes: new ClientAttributes().withStandardAttributes({ email: true, emailVerified: true }),
    // Not the address: ours is the one that an administrator registered. An empty list would mean all.
    writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
    accessTokenValidity: Duration.hours(1),
    idTokenValidity: Duration.hours(1),
    // One shift.
    refreshTokenValidity: Duration.hours(12),
    // For two tabs that refresh at the same moment.
    refreshTokenRotationGracePeriod: Duration.seconds(graceSeconds),
    enableTokenRevocation: true,
    preventUserExistenceErrors: true,
  });
