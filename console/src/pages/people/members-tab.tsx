import { Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Dialog } from '../../shared/dialog-button.tsx';
import { locationsText, useLocationNames } from '../../shared/location-choice.tsx';
import { roleName } from '../../shared/rights.ts';
import { WordBadge } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { User } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';
import { Member } from './member-dialog.tsx';
import { NewMember } from './new-member.tsx';

const states = {
  active: { word: 'active', colour: 'green' },
  disabled: { word: 'disabled', colour: 'orange' },
  revoked: { word: 'revoked', colour: 'gray' },
} as const;

const stateOf = ({ status, membership }: User) => states[membership === 'revoked' ? 'revoked' : status];
const nameOf = ({ email }: User): string => email ?? 'Erased person';

const columnsOf = (ownId: string, names: ReadonlyMap<string, string>): readonly Column<User>[] => [
  {
    header: 'Person',
    cell: (user) => (
      <Text span inherit fw={600} className="break">
        {nameOf(user)}
        {user.user_id === ownId && (
          <Text span inherit fw={400} className="muted">
            {' '}
            (you)
          </Text>
        )}
      </Text>
    ),
    csv: ({ email }) => email,
  },
  { header: 'Role', cell: ({ role }) => roleName(role), csv: ({ role }) => role },
  {
    header: 'Locations',
    cell: ({ locations }) => locationsText(locations, names),
    csv: ({ locations }) => (locations === 'all' ? 'all' : locations.join(' ')),
  },
  {
    header: 'State',
    cell: (user) => <WordBadge word={stateOf(user).word} colour={stateOf(user).colour} />,
    csv: (user) => stateOf(user).word,
  },
  { header: 'Rights since', cell: ({ granted_at: at }) => <Time at={at} />, csv: ({ granted_at: at }) => at, wideOnly: true },
  { header: 'Id', csv: ({ user_id: id }) => id },
];

/** People who sign in. */
export const MembersTab = () => {
  const { api, me } = useSession();
  const names = useLocationNames();
  const rows = useRows(['users'], (cursor) => api.listUsers({ query: cursor === undefined ? {} : { cursor } }));
  const [openedId, setOpenedId] = useState<string>();
  // Taken from the list each time, so that an action in the dialog shows what came of it.
  const opened = rows.items?.find(({ user_id: id }) => id === openedId);
  const close = (): void => setOpenedId(undefined);
  return (
    <>
      <DataTable
        label="People"
        columns={columnsOf(me.id, names)}
        rows={rows}
        keyOf={({ user_id: id }) => id}
        onOpen={({ user_id: id }) => setOpenedId(id)}
        tools={<NewMember />}
        empty="Nobody signs in here yet; everything is done with keys. Add the first person."
      />
      <Dialog title={opened ? nameOf(opened) : ''} opened={opened !== undefined} onClose={close}>
        {opened && <Member key={`${opened.user_id} ${opened.membership} ${opened.granted_at}`} user={opened} onClose={close} />}
      </Dialog>
    </>
  );
};
