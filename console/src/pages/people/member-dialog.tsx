import { Alert, Divider, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { ActionButton } from '../../shared/action-button.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { Facts } from '../../shared/facts.tsx';
import { inputError } from '../../shared/field-message.ts';
import { LocationChoice } from '../../shared/location-choice.tsx';
import { rolesOfPeople } from '../../shared/rights.ts';
import { Time } from '../../shared/time.tsx';
import type { Locations, Role, User } from '../../shared/types.ts';
import { RoleChoice } from './role-fields.tsx';
import { ShownOnce } from './shown-once.tsx';

type MemberProps = { readonly user: User; readonly onClose: () => void };

const nameOf = (user: User): string => user.email ?? user.user_id;

const Rights = ({ user, onClose }: MemberProps) => {
  const { api } = useSession();
  const [role, setRole] = useState<Role>(user.role);
  const [locations, setLocations] = useState<Locations>(user.locations);
  const isRevoked = user.membership === 'revoked';
  const run = async (): Promise<void> => {
    if (locations !== 'all' && locations.length === 0) throw inputError([{ field: 'locations', message: 'must name at least one' }]);
    await api.grantMembership({ path: { id: user.user_id }, body: { role, locations } });
  };
  const roles = rolesOfPeople.includes(user.role) ? rolesOfPeople : [...rolesOfPeople, user.role];
  return (
    <EditForm
      submitLabel={isRevoked ? 'Give the place back' : 'Save'}
      run={run}
      done={isRevoked ? 'The person has a place here again' : 'The rights are changed; they count from the next request'}
      onDone={onClose}
    >
      {(messageOf) => (
        <>
          <RoleChoice label="Role" roles={roles} value={role} error={messageOf('role')} onChange={setRole} />
          <LocationChoice
            label="Whose work and stock they see and change"
            value={locations}
            error={messageOf('locations')}
            onChange={setLocations}
          />
        </>
      )}
    </EditForm>
  );
};

type Reset = Awaited<ReturnType<ReturnType<typeof useSession>['api']['resetPassword']>>;

/** What ends or begins the person's access. */
const Actions = ({ user, onReset }: { readonly user: User; readonly onReset: (reset: Reset) => void }) => {
  const { api } = useSession();
  const path = { id: user.user_id };
  const name = nameOf(user);
  if (user.membership === 'revoked') return null;
  return (
    <Group gap="xs">
      {user.status === 'active' ? (
        <>
          <ActionButton
            label="New password"
            confirm={`The password of ${name} holds no longer, and every session ends. The new one is good for one sign-in, which sets another.`}
            run={async () => onReset(await api.resetPassword({ path }))}
            done="The password is reset"
          />
          <ActionButton
            label="Disable"
            color="red"
            confirm={`${name} is shut out at once and cannot sign in until somebody enables the account again. Role and locations are kept.`}
            run={() => api.disableUser({ path })}
            done="The account is disabled"
          />
        </>
      ) : (
        <ActionButton
          label="Enable"
          confirm={`${name} can sign in again, with the same role and locations.`}
          run={() => api.enableUser({ path })}
          done="The account is enabled"
        />
      )}
      <ActionButton
        label="Revoke"
        color="red"
        confirm={`${name} loses the place in this tenant at once. The person stays in the list, and can be given the place back.`}
        run={() => api.revokeMembership({ path })}
        done="The place is taken away"
      />
    </Group>
  );
};

/** One member: what they may do, and the end of it. */
export const Member = ({ user, onClose }: MemberProps) => {
  const { me } = useSession();
  const [reset, setReset] = useState<Reset>();
  if (reset?.one_time_password)
    return (
      <ShownOnce label="One-time password" value={reset.one_time_password.password} onClose={onClose}>
        <Text size="sm">
          Tell it to {nameOf(user)} by telephone or in person. It is good for one sign-in, which asks for a password of their own, until{' '}
          <Time at={reset.one_time_password.expires_at} full />.
        </Text>
      </ShownOnce>
    );
  return (
    <Stack>
      {reset && (
        <Alert color="ink" variant="light" title="Mailed" role="status">
          The person has been mailed what it takes to choose another password.
        </Alert>
      )}
      <Facts
        facts={[
          [
            'Id',
            <span className="mono" key="id">
              {user.user_id}
            </span>,
          ],
          ['Account since', <Time key="created" at={user.created_at} full />],
          ['Rights since', <Time key="granted" at={user.granted_at} full />],
        ]}
      />
      {user.user_id === me.id ? (
        <Text size="sm" className="muted">
          This is you. Somebody else changes your rights, so that nobody shuts themselves out. Your password is changed under Account.
        </Text>
      ) : (
        <>
          <Rights user={user} onClose={onClose} />
          {user.membership !== 'revoked' && <Divider />}
          <Actions user={user} onReset={setReset} />
        </>
      )}
    </Stack>
  );
};
