import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
  type MessageActionType,
} from '@aws-sdk/client-cognito-identity-provider';
import { err, ok, type Result } from '../../kernel/result.ts';
import { type Directory, UnavailableError, type UsernameUnknown } from '../ports.ts';
import type { PortOpener } from './aws-settings.ts';
import { answered, clientSettings, isNamed } from './client-settings.ts';
import { cognitoIssuer, type UserPool, userPoolFrom } from './cognito-issuer.ts';

/** Mail that could not be sent, or not any more today: a later try may succeed. */
const mailErrors = ['CodeDeliveryFailureException', 'LimitExceededException'] as const;

const mailed = async <Output>(call: Promise<Output>): Promise<Output> => {
  try {
    return await answered(call);
  } catch (error) {
    if (!isNamed(error, ...mailErrors)) throw error;
    throw new UnavailableError(`The mail was not sent: ${(error as Error).name}`, { cause: error });
  }
};

const known = async (call: Promise<unknown>): Promise<Result<void, UsernameUnknown>> => {
  try {
    await call;
    return ok(undefined);
  } catch (error) {
    if (isNamed(error, 'UserNotFoundException')) return err({ code: 'username-unknown' });
    throw error;
  }
};

/**
 * People in a user pool whose usernames are our user ids and whose addresses are aliases. An entry is made with its
 * address verified, because an address that is not verified signs nobody in and gets no code.
 */
export const createCognitoDirectory = (client: CognitoIdentityProviderClient, pool: UserPool): Directory => {
  const named = (username: string) => ({ UserPoolId: pool.poolId, Username: username });

  /** Undefined for an unknown name. `FORCE_CHANGE_PASSWORD` is somebody who has not signed in yet. */
  const statusOf = async (username: string): Promise<string | undefined> => {
    try {
      return (await answered(client.send(new AdminGetUserCommand(named(username))))).UserStatus ?? 'UNKNOWN';
    } catch (error) {
      if (isNamed(error, 'UserNotFoundException')) return undefined;
      throw error;
    }
  };

  const create = (username: string, more: { readonly email: string } | { readonly action: MessageActionType }) =>
    mailed(
      client.send(
        new AdminCreateUserCommand({
          ...named(username),
          DesiredDeliveryMediums: ['EMAIL'],
          ...('action' in more
            ? { MessageAction: more.action }
            : {
                UserAttributes: [
                  { Name: 'email', Value: more.email },
                  { Name: 'email_verified', Value: 'true' },
                ],
                // Otherwise the pool would take the address away from the entry that has it.
                ForceAliasCreation: false,
              }),
        }),
      ),
    );

  const inviteAgain = async (username: string): Promise<void> => {
    await create(username, { action: 'RESEND' });
  };

  return {
    issuer: cognitoIssuer(pool),

    invite: async ({ username, email }) => {
      try {
        await create(username, { email });
        return ok(undefined);
      } catch (error) {
        // Pools answer either for an address that is taken; the second also for a name that is.
        if (!isNamed(error, 'AliasExistsException', 'UsernameExistsException')) throw error;
      }
      const status = await statusOf(username);
      if (status === undefined) return err({ code: 'address-taken' });
      // The first try may have been cut off before its mail was sent.
      if (status === 'FORCE_CHANGE_PASSWORD') await inviteAgain(username);
      return ok(undefined);
    },

    setEnabled: (username, enabled) => {
      const command = enabled ? new AdminEnableUserCommand(named(username)) : new AdminDisableUserCommand(named(username));
      return known(answered(client.send(command)));
    },

    signOut: async (username) => {
      await known(answered(client.send(new AdminUserGlobalSignOutCommand(named(username)))));
    },

    resetPassword: async (username) => {
      const status = await statusOf(username);
      if (status === undefined) return err({ code: 'username-unknown' });
      // The pool refuses to reset a password that was never set.
      if (status === 'FORCE_CHANGE_PASSWORD') return ok(await inviteAgain(username));
      return known(mailed(client.send(new AdminResetUserPasswordCommand(named(username)))));
    },

    remove: async (username) => {
      await known(answered(client.send(new AdminDeleteUserCommand(named(username)))));
    },
  };
};

/** The directory of the pool that the environment names, if it names one. */
export const openDirectory: PortOpener = ({ env, installation: { region } }) => {
  const pool = userPoolFrom(env);
  return pool === undefined
    ? {}
    : { directory: createCognitoDirectory(new CognitoIdentityProviderClient({ ...clientSettings(), region }), pool) };
};
