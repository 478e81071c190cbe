import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import type { Api } from '../../shared/api.ts';
import { Dialog } from '../../shared/dialog-button.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { inputError } from '../../shared/field-message.ts';
import { LocationChoice } from '../../shared/location-choice.tsx';
import { rolesOfPeople } from '../../shared/rights.ts';
import { Time } from '../../shared/time.tsx';
import type { Locations, Role } from '../../shared/types.ts';
import { RoleChoice } from './role-fields.tsx';
import { ShownOnce } from './shown-once.tsx';

type Created = Awaited<ReturnType<Api['createUser']>>;

const Fields = ({
  onCreated,
  onCancel,
}: {
  readonly onCreated: (created: Created, email: string) => void;
  readonly onCancel: () => void;
}) => {
  const api = useApi();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const [locations, setLocations] = useState<Locations>('all');
  const run = async (): Promise<void> => {
    if (email.trim() === '') throw inputError([{ field: 'email', message: 'must be given' }]);
    if (locations !== 'all' && locations.length === 0) throw inputError([{ field: 'locations', message: 'must name at least one' }]);
    onCreated(await api.createUser({ body: { email: email.trim(), role, locations } }), email.trim());
  };
  return (
    <EditForm submitLabel="Add" run={run} onCancel={onCancel}>
      {(messageOf) => (
        <>
          <TextInput
            label="E-mail"
            description="The person signs in with it"
            type="email"
            required
            autoComplete="off"
            value={email}
            error={messageOf('email')}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <RoleChoice label="Role" roles={rolesOfPeople} value={role} error={messageOf('role')} onChange={setRole} />
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

const Result = ({ created, email, onClose }: { readonly created: Created; readonly email: string; readonly onClose: () => void }) => {
  const { one_time_password: password } = created;
  if (password)
    return (
      <ShownOnce label="One-time password" value={password.password} onClose={onClose}>
        <Text size="sm">
          Tell it to {email} by telephone or in person. It is good for one sign-in, which asks for a password of their own, until{' '}
          <Time at={password.expires_at} full />.
        </Text>
      </ShownOnce>
    );
  return (
    <Stack>
      <Alert color="ink" variant="light" title="Added" role="status">
        {created.mailed ? `${email} has been mailed an invitation.` : `${email} signs in where everybody does.`}
      </Alert>
      <Group justify="flex-end">
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
};

/** Lets another person in. */
export const NewMember = () => {
  const [isOpen, setOpen] = useState(false);
  const [done, setDone] = useState<{ readonly created: Created; readonly email: string }>();
  const close = (): void => {
    setOpen(false);
    setDone(undefined);
  };
  return (
    <>
      <Button size="compact-sm" onClick={() => setOpen(true)}>
        Add a person
      </Button>
      <Dialog title="Add a person" opened={isOpen} onClose={close} holds={done !== undefined}>
        {done ? (
          <Result {...done} onClose={close} />
        ) : (
          <Fields onCreated={(created, email) => setDone({ created, email })} onCancel={close} />
        )}
      </Dialog>
    </>
  );
};
