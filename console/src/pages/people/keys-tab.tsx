import { Group, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { ActionButton } from '../../shared/action-button.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Dialog } from '../../shared/dialog-button.tsx';
import { Facts } from '../../shared/facts.tsx';
import { locationsText, useLocationNames } from '../../shared/location-choice.tsx';
import { scopeText } from '../../shared/rights.ts';
import { WordBadge } from '../../shared/status-badge.tsx';
import { Time, useNow } from '../../shared/time.tsx';
import type { ApiKey } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';
import { NewKey } from './new-key.tsx';

type State = { readonly word: string; readonly colour: string };

const stateOf = ({ revoked_at: revoked, expires_at: expires }: ApiKey, now: number): State => {
  if (revoked !== undefined) return { word: 'revoked', colour: 'gray' };
  if (expires !== undefined && Date.parse(expires) <= now) return { word: 'expired', colour: 'orange' };
  return { word: 'good', colour: 'green' };
};

const StateBadge = ({ state }: { readonly state: State }) => <WordBadge word={state.word} colour={state.colour} />;

const columnsOf = (now: number, names: ReadonlyMap<string, string>): readonly Column<ApiKey>[] => [
  {
    header: 'For',
    cell: ({ label, prefix }) => (
      <>
        <Text span inherit fw={600} className="break">
          {label}
        </Text>
        <Text size="xs" className="muted mono break">
          {prefix}…
        </Text>
      </>
    ),
    csv: ({ label }) => label,
  },
  { header: 'Begins with', csv: ({ prefix }) => prefix },
  {
    header: 'Rights',
    cell: ({ scopes }) => (scopes.length === 1 ? scopes[0] : `${scopes.length} rights`),
    csv: ({ scopes }) => scopes.join(' '),
  },
  {
    header: 'Locations',
    cell: ({ locations }) => locationsText(locations, names),
    csv: ({ locations }) => (locations === 'all' ? 'all' : locations.join(' ')),
    wideOnly: true,
  },
  { header: 'State', cell: (key) => <StateBadge state={stateOf(key, now)} />, csv: (key) => stateOf(key, now).word },
  { header: 'Last used', cell: ({ last_used_at: at }) => (at ? <Time at={at} relative /> : 'never'), csv: ({ last_used_at: at }) => at },
  { header: 'Expires', cell: ({ expires_at: at }) => (at ? <Time at={at} relative /> : 'never'), csv: ({ expires_at: at }) => at },
  { header: 'Made', cell: ({ created_at: at }) => <Time at={at} />, csv: ({ created_at: at }) => at, wideOnly: true },
];

const KeyDetails = ({ apiKey, onClose }: { readonly apiKey: ApiKey; readonly onClose: () => void }) => {
  const { api } = useSession();
  const names = useLocationNames();
  const state = stateOf(apiKey, useNow());
  return (
    <Stack>
      <Facts
        facts={[
          ['State', <StateBadge key="state" state={state} />],
          [
            'Begins with',
            <span className="mono" key="prefix">
              {apiKey.prefix}
            </span>,
          ],
          ['Locations', locationsText(apiKey.locations, names)],
          ['Made', <Time key="made" at={apiKey.created_at} full />],
          [
            'Made by',
            <span className="mono" key="by">
              {apiKey.created_by.id}
            </span>,
          ],
          ['Last used', apiKey.last_used_at ? <Time key="used" at={apiKey.last_used_at} full /> : 'never'],
          ['Expires', apiKey.expires_at ? <Time key="expires" at={apiKey.expires_at} full /> : 'never'],
          ['Revoked', apiKey.revoked_at && <Time key="revoked" at={apiKey.revoked_at} full />],
        ]}
      />
      <div>
        <Text size="sm" fw={600}>
          May
        </Text>
        <List size="sm">
          {apiKey.scopes.map((scope) => (
            <List.Item key={scope}>
              {scopeText(scope)} <span className="muted mono">{scope}</span>
            </List.Item>
          ))}
        </List>
      </div>
      {apiKey.revoked_at === undefined && (
        <Group justify="flex-end">
          <ActionButton
            label="Revoke"
            color="red"
            confirm={`Whatever comes with the key of ${apiKey.label} is refused, everywhere within 30 seconds. It cannot be taken back.`}
            run={() => api.revokeApiKey({ path: { id: apiKey.key_id } })}
            done="The key is revoked"
            onDone={onClose}
          />
        </Group>
      )}
    </Stack>
  );
};

/** Keys of machines. */
export const KeysTab = () => {
  const { api } = useSession();
  const names = useLocationNames();
  const now = useNow();
  const rows = useRows(['api-keys'], (cursor) => api.listApiKeys({ query: cursor === undefined ? {} : { cursor } }));
  const [openedId, setOpenedId] = useState<string>();
  const opened = rows.items?.find(({ key_id: id }) => id === openedId);
  return (
    <>
      <DataTable
        label="API keys"
        columns={columnsOf(now, names)}
        rows={rows}
        keyOf={({ key_id: id }) => id}
        onOpen={({ key_id: id }) => setOpenedId(id)}
        tools={<NewKey />}
        empty="There is no key yet. A storefront, an app or a script needs one of its own, with no more rights than it uses."
      />
      <Dialog title={opened?.label ?? ''} opened={opened !== undefined} onClose={() => setOpenedId(undefined)}>
        {opened && <KeyDetails apiKey={opened} onClose={() => setOpenedId(undefined)} />}
      </Dialog>
    </>
  );
};
