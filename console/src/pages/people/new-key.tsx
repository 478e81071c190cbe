import { Button, Checkbox, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import type { Api } from '../../shared/api.ts';
import { Choice } from '../../shared/choices.tsx';
import { Dialog } from '../../shared/dialog-button.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { type FieldProblem, inputError } from '../../shared/field-message.ts';
import { LocationChoice } from '../../shared/location-choice.tsx';
import { roleNames, scopeNames, scopeWords } from '../../shared/rights.ts';
import type { ApiKey, Locations, Role } from '../../shared/types.ts';
import { RoleChoice } from './role-fields.tsx';
import { ShownOnce } from './shown-once.tsx';

type Scope = ApiKey['scopes'][number];
type Body = NonNullable<Parameters<Api['createApiKey']>[0]>['body'];

const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: '', label: 'Until it is revoked' },
] as const;

const dayMs = 86_400_000;

type Fields = {
  readonly label: string;
  readonly by: 'role' | 'scopes';
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly locations: Locations;
  readonly days: string;
};

const bodyOf = ({ label, by, role, scopes, locations, days }: Fields): Body => {
  const problems: FieldProblem[] = [];
  if (label.trim() === '') problems.push({ field: 'label', message: 'must be given' });
  if (by === 'scopes' && scopes.length === 0) problems.push({ field: 'scopes', message: 'must name at least one' });
  if (locations !== 'all' && locations.length === 0) problems.push({ field: 'locations', message: 'must name at least one' });
  if (problems.length > 0) throw inputError(problems);
  return {
    label: label.trim(),
    ...(by === 'role' ? { role } : { scopes: [...scopes] }),
    locations,
    ...(days === '' ? {} : { expires_at: new Date(Date.now() + Number(days) * dayMs).toISOString() }),
  };
};

type ScopesProps = {
  readonly value: readonly Scope[];
  readonly onChange: (scopes: readonly Scope[]) => void;
  readonly error: string | undefined;
};

/** Rights one by one; nobody gives what they do not have. */
const Scopes = ({ value, onChange, error }: ScopesProps) => {
  const { may } = useSession();
  return (
    <Checkbox.Group label="Rights" value={[...value]} onChange={(chosen) => onChange(chosen as readonly Scope[])} error={error}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt={6}>
        {scopeNames.filter(may).map((scope) => (
          <Checkbox key={scope} value={scope} label={scopeWords[scope]} description={scope} />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
};

const KeyForm = ({ onCreated, onCancel }: { readonly onCreated: (apiKey: string) => void; readonly onCancel: () => void }) => {
  const { api } = useSession();
  const [fields, setFields] = useState<Fields>({ label: '', by: 'role', role: 'storefront', scopes: [], locations: 'all', days: '365' });
  const set = (change: Partial<Fields>): void => setFields((before) => ({ ...before, ...change }));
  const run = async (): Promise<void> => onCreated((await api.createApiKey({ body: bodyOf(fields) })).api_key);
  return (
    <EditForm submitLabel="Make the key" run={run} onCancel={onCancel}>
      {(messageOf) => (
        <>
          <TextInput
            label="What it is for"
            description="Such as the name of the shop or the program"
            required
            maxLength={80}
            autoComplete="off"
            value={fields.label}
            error={messageOf('label')}
            onChange={(event) => set({ label: event.currentTarget.value })}
          />
          <SegmentedControl
            aria-label="Where its rights come from"
            value={fields.by}
            data={[
              { value: 'role', label: 'Rights of a role' },
              { value: 'scopes', label: 'Rights one by one' },
            ]}
            onChange={(by) => set({ by: by === 'role' ? 'role' : 'scopes' })}
          />
          {fields.by === 'role' ? (
            <RoleChoice label="Role" roles={roleNames} value={fields.role} error={messageOf('role')} onChange={(role) => set({ role })} />
          ) : (
            <Scopes value={fields.scopes} error={messageOf('scopes')} onChange={(scopes) => set({ scopes })} />
          )}
          <LocationChoice
            label="Whose work and stock it sees and changes"
            value={fields.locations}
            error={messageOf('locations')}
            onChange={(locations) => set({ locations })}
          />
          <Choice
            label="Good for"
            value={fields.days}
            error={messageOf('expires_at')}
            options={lifetimes}
            onChange={(days) => set({ days })}
          />
        </>
      )}
    </EditForm>
  );
};

/** Makes a key for a machine, and shows it the one time it can be shown. */
export const NewKey = () => {
  const [isOpen, setOpen] = useState(false);
  const [apiKey, setApiKey] = useState<string>();
  const close = (): void => {
    setOpen(false);
    setApiKey(undefined);
  };
  return (
    <>
      <Button size="compact-sm" onClick={() => setOpen(true)}>
        Make a key
      </Button>
      <Dialog title="Make a key" opened={isOpen} onClose={close} holds={apiKey !== undefined}>
        {apiKey === undefined ? (
          <KeyForm onCreated={setApiKey} onCancel={close} />
        ) : (
          <ShownOnce label="API key" value={apiKey} onClose={close}>
            <Stack gap={4}>
              <Text size="sm">
                Only a fingerprint of the key is kept, so nobody can show it again. Put it where the program finds its secrets.
              </Text>
              <Text size="sm">
                It is sent as the header <span className="mono">x-api-key</span>.
              </Text>
            </Stack>
          </ShownOnce>
        )}
      </Dialog>
    </>
  );
};
