// People who sign in.
import type { Result } from '../../kernel/result.ts';

/** Who signs the tokens of people, and where people go to get one. */
export type DirectoryIssuer = {
  /** `iss` of the tokens. */
  readonly url: string;
  /** `client_id` of the tokens that are meant for us. */
  readonly clientId: string;
  /** Where the public keys stand as a JWK set. */
  readonly jwksUrl: string;
  /** Page on which a person signs in. */
  readonly signInUrl: string;
};

/** Another entry has the address; the directory was not changed. */
export type AddressTaken = { readonly code: 'address-taken' };
/** The directory has no entry of this name. */
export type UsernameUnknown = { readonly code: 'username-unknown' };

/**
 * People who may sign in, where the machine keeps them and their passwords, after Cognito user pools. Usernames are user
 * ids. Every call can be repeated.
 */
export interface Directory {
  readonly issuer: DirectoryIssuer;
  /**
   * Makes the entry, with the address counting as verified, and mails the invitation. For an entry of this name that
   * nobody has signed in to yet, the invitation is mailed again; for any other entry of this name nothing is done.
   */
  invite(person: { readonly username: string; readonly email: string }): Promise<Result<void, AddressTaken>>;
  /** Whether the person can sign in. */
  setEnabled(username: string, enabled: boolean): Promise<Result<void, UsernameUnknown>>;
  /** Ends every session: no new token comes from an old one. Of an unknown name there are none. */
  signOut(username: string): Promise<void>;
  /** Voids the password and mails what it takes to set another: a code, or to somebody who never had one, the invitation. */
  resetPassword(username: string): Promise<Result<void, UsernameUnknown>>;
  /** Deletes the entry. Deleting an unknown one succeeds. */
  remove(username: string): Promise<void>;
}
