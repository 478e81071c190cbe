import { err, ok, type Result } from '../../kernel/result.ts';
import type { Directory } from '../../platform/ports.ts';
import type { Principal } from '../domain/principal.ts';
import type { AccessRejection } from '../domain/rejections.ts';
import type { User, UserId } from '../domain/user.ts';
import { type AccessContext, auditOf, emailOf } from './access.context.ts';
import { makeCredential, type OneTimePassword } from './make-credential.ts';
import { findManageable } from './manageable-user.ts';

// Our own rows decide who is let in; a directory only decides who gets a token. So where there is one, a door is closed in
// our rows first and opened there last. Whatever breaks off in between leaves it closed, and the same call finishes it.

/** What to tell the user after a reset: a one-time password, or that the directory has written to them. */
export type ResetPassword = { readonly oneTimePassword?: OneTimePassword; readonly mailed?: true };

/**
 * Sets another user's password, or without `password` makes a one-time password. Everyone signed in to the account has to
 * sign in again. A tenant's administrator may do so only for users of that tenant alone. Users change their own by signing
 * in, or where the directory has them do so.
 */
export const setPassword =
  (context: AccessContext) =>
  async (
    principal: Principal,
    input: { readonly userId: UserId; readonly password?: string },
  ): Promise<Result<ResetPassword, AccessRejection>> => {
    const found = await findManageable(context, principal, input.userId);
    if (!found.ok) return found;
    const user = found.value;
    const email = await emailOf(context, user);
    if (email === undefined) return err({ code: 'account-erased' });
    // A directory refuses to reset what it does not let in.
    if (context.directory && user.status === 'disabled') return err({ code: 'account-disabled' });
    const made = await makeCredential(context, email, input.password);
    if (!made.ok) return made;
    const { credential, ...told } = made.value;
    const audit = auditOf(context, principal, {
      action: 'password.reset',
      target: { kind: 'user', id: user.userId },
      before: null,
      after: { oneTime: input.password === undefined },
    });
    // The record comes first: a reset that then fails is written down, but none ever happens unrecorded.
    const changed: User = { ...user, tokensValidFrom: context.clock.now(), revision: user.revision + 1 };
    if (!(await context.store.changeUser(changed, audit))) return err({ code: 'changed-meanwhile' });
    if (credential) await context.people.saveCredential(user.userId, credential);
    const reset = context.directory ? await resetIn(context.directory, user.userId, email) : ok(undefined);
    return reset.ok ? ok(told) : reset;
  };

/** Sessions end before the new password is on its way. An entry that has been deleted there is made again. */
const resetIn = async (directory: Directory, userId: UserId, email: string): Promise<Result<void, AccessRejection>> => {
  await directory.signOut(userId);
  const reset = await directory.resetPassword(userId);
  return reset.ok ? reset : inviteAnew(directory, userId, email);
};

const inviteAnew = async (directory: Directory, userId: UserId, email: string): Promise<Result<void, AccessRejection>> => {
  const invited = await directory.invite({ username: userId, email });
  return invited.ok ? invited : err({ code: 'email-taken-in-directory' });
};

const recordStatus = async (
  context: AccessContext,
  principal: Principal,
  user: User,
  status: User['status'],
): Promise<Result<User, AccessRejection>> => {
  if (user.status === status) return ok(user);
  const changed: User = { ...user, status, tokensValidFrom: context.clock.now(), revision: user.revision + 1 };
  const audit = auditOf(context, principal, {
    action: status === 'disabled' ? 'user.disabled' : 'user.enabled',
    target: { kind: 'user', id: user.userId },
    before: { status: user.status },
    after: { status },
  });
  return (await context.store.changeUser(changed, audit)) ? ok(changed) : err({ code: 'changed-meanwhile' });
};

const close = async (context: AccessContext, principal: Principal, user: User): Promise<Result<User, AccessRejection>> => {
  const closed = await recordStatus(context, principal, user, 'disabled');
  if (!closed.ok) return closed;
  // Sessions end first, so that none of them is there again when the user is enabled. An unknown name is closed already.
  await context.directory?.signOut(user.userId);
  await context.directory?.setEnabled(user.userId, false);
  return closed;
};

/** Shuts a user out of every tenant at once. Disabling again changes nothing. */
export const disableUser =
  (context: AccessContext) =>
  async (principal: Principal, userId: UserId): Promise<Result<User, AccessRejection>> => {
    const found = await findManageable(context, principal, userId);
    return found.ok ? close(context, principal, found.value) : found;
  };

/** Lets a disabled user sign in again; tokens from before stay void. */
export const enableUser =
  (context: AccessContext) =>
  async (principal: Principal, userId: UserId): Promise<Result<User, AccessRejection>> => {
    const found = await findManageable(context, principal, userId);
    if (!found.ok) return found;
    const email = await emailOf(context, found.value);
    if (email === undefined) return err({ code: 'account-erased' });
    if (context.directory) {
      const enabled = await context.directory.setEnabled(userId, true);
      const open = enabled.ok ? enabled : await inviteAnew(context.directory, userId, email);
      if (!open.ok) return open;
    }
    return recordStatus(context, principal, found.value, 'active');
  };

/**
 * Shuts a user out for good and destroys the address, the password and the directory's entry; the id and what was done
 * under it stay. The same address can be registered again, as another user. Erasing again changes nothing.
 */
export const eraseUser =
  (context: AccessContext) =>
  async (principal: Principal, userId: UserId): Promise<Result<User, AccessRejection>> => {
    const found = await findManageable(context, principal, userId);
    if (!found.ok || found.value.vaultReference === null) return found;
    const closed = await close(context, principal, found.value);
    if (!closed.ok) return closed;
    await context.directory?.remove(userId);
    await context.people.forget(userId, found.value.vaultReference);
    // Where the address stood is known until it is gone, so that an erasure that breaks off can be finished.
    const erased: User = { ...closed.value, vaultReference: null, revision: closed.value.revision + 1 };
    const audit = auditOf(context, principal, { action: 'user.erased', target: { kind: 'user', id: userId }, before: null, after: null });
    return (await context.store.changeUser(erased, audit)) ? ok(erased) : err({ code: 'changed-meanwhile' });
  };
