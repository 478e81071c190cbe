import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { awsParts } from '../../../../lib/platform/aws/aws-settings.ts';
import { cognitoIssuer, openDirectoryIssuer, userPoolVariablesOf } from '../../../../lib/platform/aws/cognito-issuer.ts';
import { createCognitoDirectory, openDirectory } from '../../../../lib/platform/aws/directory.cognito.ts';
import { UnavailableError } from '../../../../lib/platform/ports.ts';
import { type AwsReply, awsError, connectionError, createAwsStub, inTurn } from '../../../support/aws-stub.ts';

const pool = { poolId: 'eu-central-1_A1b2C3d4E', clientId: 'client0of0ours', signInUrl: 'https://sign-in.example.test/login' };
const username = '01kabcdefghjkmnpqrstvwxyz0';
const person = { username, email: 'mara.lind@example.com' };
const named = { UserPoolId: pool.poolId, Username: username };

const withReplies = (...replies: readonly (AwsReply | Error)[]) => {
  const stub = createAwsStub(inTurn(...replies));
  const directory = createCognitoDirectory(new CognitoIdentityProviderClient(stub.settings), pool);
  const asked = () => stub.requests.map(({ operation, json }) => [operation, json]);
  return { directory, asked };
};
const status = (text: string): AwsReply => ({ body: { Username: username, UserStatus: text } });
const ok = { ok: true, value: undefined };
const unknown = { ok: false, error: { code: 'username-unknown' } };

const creation = [
  'AdminCreateUser',
  {
    ...named,
    DesiredDeliveryMediums: ['EMAIL'],
    UserAttributes: [
      { Name: 'email', Value: person.email },
      { Name: 'email_verified', Value: 'true' },
    ],
    ForceAliasCreation: false,
  },
];
const resending = ['AdminCreateUser', { ...named, DesiredDeliveryMediums: ['EMAIL'], MessageAction: 'RESEND' }];

describe('an invitation', () => {
  it('makes an entry under our id whose address is verified, and takes the address from nobody', async () => {
    const { directory, asked } = withReplies({ body: { User: { Username: username } } });
    expect(await directory.invite(person)).toEqual(ok);
    expect(asked()).toEqual([creation]);
  });

  it.each(['UsernameExistsException', 'AliasExistsException'])('is mailed again to an entry that nobody has used (%s)', async (code) => {
    const { directory, asked } = withReplies(awsError(400, code), status('FORCE_CHANGE_PASSWORD'), { body: {} });
    expect(await directory.invite(person)).toEqual(ok);
    expect(asked()).toEqual([creation, ['AdminGetUser', named], resending]);
  });

  it('leaves an entry in peace whose user has signed in', async () => {
    const { directory, asked } = withReplies(awsError(400, 'UsernameExistsException'), status('CONFIRMED'));
    expect(await directory.invite(person)).toEqual(ok);
    expect(asked()).toHaveLength(2);
  });

  it.each(['UsernameExistsException', 'AliasExistsException'])('is refused for an address of another entry (%s)', async (code) => {
    const { directory } = withReplies(awsError(400, code), awsError(400, 'UserNotFoundException'));
    expect(await directory.invite(person)).toEqual({ ok: false, error: { code: 'address-taken' } });
  });
});

describe('a new password', () => {
  it('is mailed as a code to somebody who has one', async () => {
    const { directory, asked } = withReplies(status('CONFIRMED'), { body: {} });
    expect(await directory.resetPassword(username)).toEqual(ok);
    expect(asked()).toEqual([
      ['AdminGetUser', named],
      ['AdminResetUserPassword', named],
    ]);
  });

  it('is mailed as an invitation to somebody who never had one', async () => {
    const { directory, asked } = withReplies(status('FORCE_CHANGE_PASSWORD'), { body: {} });
    expect(await directory.resetPassword(username)).toEqual(ok);
    expect(asked()).toEqual([['AdminGetUser', named], resending]);
  });

  it('goes to nobody under an unknown name', async () => {
    const { directory, asked } = withReplies(awsError(400, 'UserNotFoundException'));
    expect(await directory.resetPassword(username)).toEqual(unknown);
    expect(asked()).toHaveLength(1);
  });
});

describe('an entry', () => {
  it('is closed, opened, signed out and deleted by its name', async () => {
    const { directory, asked } = withReplies({ body: {} });
    expect(await directory.setEnabled(username, false)).toEqual(ok);
    expect(await directory.setEnabled(username, true)).toEqual(ok);
    await directory.signOut(username);
    await directory.remove(username);
    expect(asked()).toEqual([
      ['AdminDisableUser', named],
      ['AdminEnableUser', named],
      ['AdminUserGlobalSignOut', named],
      ['AdminDeleteUser', named],
    ]);
  });

  it('that is unknown has no sessions, is deleted already, and cannot be opened', async () => {
    const { directory } = withReplies(awsError(400, 'UserNotFoundException'));
    await expect(directory.signOut(username)).resolves.toBeUndefined();
    await expect(directory.remove(username)).resolves.toBeUndefined();
    expect(await directory.setEnabled(username, true)).toEqual(unknown);
  });
});

describe('trouble', () => {
  const outages: readonly (AwsReply | Error)[] = [
    awsError(400, 'TooManyRequestsException'),
    awsError(500, 'InternalErrorException'),
    awsError(400, 'CodeDeliveryFailureException'),
    awsError(400, 'LimitExceededException'),
    connectionError(),
  ];
  it.each(outages.map((outage, index) => [index, outage] as const))('of the service or of the mail can pass (%i)', async (_, outage) => {
    await expect(withReplies(outage).directory.invite(person)).rejects.toThrow(UnavailableError);
    await expect(withReplies(status('CONFIRMED'), outage).directory.resetPassword(username)).rejects.toThrow(UnavailableError);
  });

  it.each([
    'NotAuthorizedException',
    'InvalidParameterException',
    'ResourceNotFoundException',
  ])('of our own making is told as it is: %s', async (code) => {
    const { directory } = withReplies(awsError(400, code));
    for (const call of [
      directory.invite(person),
      directory.setEnabled(username, false),
      directory.resetPassword(username),
      directory.remove(username),
    ])
      await expect(call).rejects.toMatchObject({ name: code });
  });
});

describe('the issuer of a pool', () => {
  it('follows from the id of the pool', () => {
    const url = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_A1b2C3d4E';
    expect(withReplies().directory.issuer).toEqual({
      url,
      clientId: pool.clientId,
      jwksUrl: `${url}/.well-known/jwks.json`,
      signInUrl: pool.signInUrl,
    });
  });

  it.each(['', 'A1b2C3d4E', 'eu-central-1_', 'evil.example/eu-central-1_A', 'eu-central-1_A/../x'])('is not made of %j', (poolId) => {
    expect(() => cognitoIssuer({ ...pool, poolId })).toThrow('not the id of a user pool');
  });
});

describe('a process in AWS', () => {
  const installation = { stage: 'test', region: 'eu-central-1', account: '123456789012', partition: 'aws' };
  const stored: Readonly<Record<string, string>> = {
    'user-pool-id': pool.poolId,
    'user-pool-client-id': pool.clientId,
    'sign-in-url': pool.signInUrl,
  };
  const variables = () => userPoolVariablesOf({ get: async (name) => stored[name] });
  const parts = (env: Readonly<Record<string, string>>) => awsParts(installation, [], env);

  it('knows the pool by three variables, which stand as parameters of the stage too', async () => {
    const env = await variables();
    expect(env).toEqual({
      WAYBILL_USER_POOL_ID: pool.poolId,
      WAYBILL_USER_POOL_CLIENT_ID: pool.clientId,
      WAYBILL_SIGN_IN_URL: pool.signInUrl,
    });
    for (const open of [openDirectoryIssuer, openDirectory]) expect(open(parts(env)).directory?.issuer).toEqual(cognitoIssuer(pool));
  });

  it('can know where people sign in without being able to change anything there', async () => {
    const { directory } = openDirectoryIssuer(parts(await variables()));
    await expect(directory?.invite(person)).rejects.toThrow('declares no right');
    await expect(directory?.remove(username)).rejects.toThrow('declares no right');
  });

  it('has no directory where the stage has no pool, and does not start with half of one', async () => {
    expect(await userPoolVariablesOf({ get: async () => undefined })).toEqual({});
    for (const open of [openDirectoryIssuer, openDirectory]) {
      expect(open(parts({}))).toEqual({});
      expect(() => open(parts({ WAYBILL_USER_POOL_ID: pool.poolId }))).toThrow('WAYBILL_USER_POOL_CLIENT_ID, WAYBILL_SIGN_IN_URL');
    }
  });
});
