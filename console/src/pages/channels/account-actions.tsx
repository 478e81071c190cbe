import { Button, Group, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { ActionButton } from '../../shared/action-button.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { type FieldProblem, inputError } from '../../shared/field-message.ts';
import { zoneName } from '../../shared/time.tsx';
import type { ChannelAccount, ConnectionTest } from '../../shared/types.ts';
import { AccountForm } from './account-form.tsx';
import { channelTitle } from './channel-kinds.ts';

type AccountProps = { readonly account: ChannelAccount };

const momentOf = (field: string, text: string, problems: FieldProblem[]): string => {
  const at = new Date(text);
  if (text !== '' && !Number.isNaN(at.getTime())) return at.toISOString();
  problems.push({ field, message: 'must be given' });
  return '';
};

const BackfillForm = ({ account, onClose }: AccountProps & { readonly onClose: () => void }) => {
  const { api } = useSession();
  const [range, setRange] = useState({ from: '', to: '' });
  const run = async (): Promise<void> => {
    const problems: FieldProblem[] = [];
    const body = { from: momentOf('from', range.from, problems), to: momentOf('to', range.to, problems) };
    if (problems.length > 0) throw inputError(problems);
    await api.backfillChannelAccount({ path: { channel: account.channel, account: account.account }, body });
  };
  return (
    <EditForm submitLabel="Take in" run={run} done="Asked for; its progress stands among the readings" onDone={onClose} onCancel={onClose}>
      {(messageOf) => (
        <>
          <Text size="sm">
            Orders that changed between the two moments are taken in, beside the polling. Those that are known already stay as they are, and
            the same range again goes on where it stopped. Times are of {zoneName}.
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            {(['from', 'to'] as const).map((name) => (
              <TextInput
                key={name}
                type="datetime-local"
                label={name === 'from' ? 'From' : 'To'}
                required
                value={range[name]}
                error={messageOf(name)}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  setRange((before) => ({ ...before, [name]: value }));
                }}
              />
            ))}
          </SimpleGrid>
        </>
      )}
    </EditForm>
  );
};

/** What can be done with an account. */
export const AccountActions = ({ account, onTested }: AccountProps & { readonly onTested: (test: ConnectionTest) => void }) => {
  const { api, may } = useSession();
  const navigate = useNavigate();
  const path = { channel: account.channel, account: account.account };
  const isRemoved = account.removed_at !== null;
  const name = `${channelTitle(account.channel)} ${account.account}`;
  return (
    <Group gap="xs">
      {account.connected && may('channels:write') && (
        <ActionButton
          label="Test connection"
          run={async () => onTested(await api.testChannelAccount({ path }))}
          done="The connection was tested"
        />
      )}
      {account.connected && may('operations:write') && (
        <>
          <ActionButton label="Poll now" run={() => api.pollChannelAccount({ path })} done="Asked for; the readings show what came of it" />
          <DialogButton label="Backfill">{(close) => <BackfillForm account={account} onClose={close} />}</DialogButton>
        </>
      )}
      {may('channels:write') && (
        <>
          <DialogButton label={isRemoved ? 'Take into use again' : 'Edit settings'} title={name}>
            {(close) => <AccountForm channel={account.channel} account={account} taken={new Set()} onSaved={close} onCancel={close} />}
          </DialogButton>
          {!isRemoved && (
            <ActionButton
              label="Remove"
              color="red"
              confirm={`No order of ${name} is taken any more, it is read no more, and it is told nothing more, parcels of its open orders included. What has come in stays, and the account can be taken into use again.`}
              run={() => api.deleteChannelAccount({ path })}
              done="The account is removed"
            />
          )}
        </>
      )}
      <Button variant="default" onClick={() => void navigate('/channels')}>
        All accounts
      </Button>
    </Group>
  );
};
