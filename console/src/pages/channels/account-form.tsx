import { Accordion, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import type { MessageOf } from '../../shared/field-message.ts';
import { LocationChoice } from '../../shared/location-choice.tsx';
import type { ChannelAccount } from '../../shared/types.ts';
import { type AccountDraft, bodyOf, draftOf } from './account-draft.ts';
import { channelTitle, kindOf } from './channel-kinds.ts';
import { SettingInput } from './setting-input.tsx';

type PartProps = {
  readonly channel: string;
  readonly draft: AccountDraft;
  readonly set: (change: Partial<AccountDraft>) => void;
  readonly messageOf: MessageOf;
};

const ReadingFields = ({ channel, draft, set, messageOf }: PartProps) => (
  <>
    <Switch
      label="Read and told through its API"
      description="Without it, the account only takes what is sent to it"
      checked={draft.isRead}
      error={messageOf('settings')}
      onChange={(event) => set({ isRead: event.currentTarget.checked })}
    />
    {draft.isRead &&
      kindOf(channel)?.fields.map((field) => (
        <SettingInput
          key={field.name}
          field={field}
          value={draft.typed[field.name] ?? ''}
          messageOf={messageOf}
          onChange={(value) => set({ typed: { ...draft.typed, [field.name]: value } })}
        />
      ))}
  </>
);

const StockFields = ({ channel, draft, set, messageOf }: PartProps) => {
  if (!draft.isRead) return null;
  return (
    <>
      <Switch
        label="Told how many there are of each article"
        description="What is available, added up over the locations below"
        checked={draft.isTold}
        error={messageOf('stock')}
        onChange={(event) => set({ isTold: event.currentTarget.checked })}
      />
      {draft.isTold && (
        <>
          <LocationChoice
            label="Whose units are for sale there"
            value={draft.locations}
            error={messageOf('stock.locations')}
            onChange={(locations) => set({ locations })}
          />
          {kindOf(channel)?.takesChannelLocation && (
            <TextInput
              label={`Place at ${channelTitle(channel)} that is told`}
              description="The channel's own id of it. Left empty: the only or default one"
              autoComplete="off"
              value={draft.channelLocation}
              error={messageOf('stock.channel_location_id')}
              onChange={(event) => set({ channelLocation: event.currentTarget.value })}
            />
          )}
        </>
      )}
    </>
  );
};

const OtherNames = ({ draft, set, messageOf }: PartProps) => {
  const text = (name: 'secretName' | 'credentialsName' | 'baseUrl', field: string) => ({
    value: draft[name],
    error: messageOf(field),
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  return (
    <Accordion variant="contained" order={2}>
      <Accordion.Item value="others">
        <Accordion.Control>Other names and addresses</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="sm">
            <TextInput
              label="Name of the signing secret"
              description="Left empty: the usual one. Others begin with the tenant's id and a slash"
              {...text('secretName', 'secret_name')}
            />
            <TextInput
              label="Name of the secret for the API"
              description="Left empty: the usual one"
              {...text('credentialsName', 'credentials_name')}
            />
            <TextInput
              label="Another address of the API"
              description="For test systems; https:// only. Left empty: the channel's own"
              {...text('baseUrl', 'base_url')}
            />
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
};

type AccountFormProps = {
  readonly channel: string;
  /** The one that is changed; without it a new one is made. */
  readonly account?: ChannelAccount;
  readonly taken: ReadonlySet<string>;
  readonly onSaved: (account: string) => void;
  readonly onCancel: () => void;
};

/** Everything that an account of a channel is set up with, but its secrets. */
export const AccountForm = ({ channel, account, onSaved, onCancel, taken }: AccountFormProps) => {
  const api = useApi();
  const kind = kindOf(channel);
  const [draft, setDraft] = useState(() => draftOf(channel, account));
  const set = (change: Partial<AccountDraft>): void => setDraft((before) => ({ ...before, ...change }));
  const name = draft.account.trim();
  const run = async (): Promise<void> => {
    const body = bodyOf(channel, draft, account);
    await api.putChannelAccount({ path: { channel, account: name }, body });
  };
  // The API would change the other account to what stands here.
  const isTaken = account === undefined && taken.has(`${channel}/${name}`);
  return (
    <EditForm
      submitLabel={account ? (account.removed_at === null ? 'Save' : 'Take into use again') : 'Add'}
      run={run}
      done={account ? 'The account is changed' : 'The account is added'}
      disabled={isTaken}
      onDone={() => onSaved(name)}
      onCancel={onCancel}
    >
      {(messageOf) => (
        <>
          {!account && (
            <TextInput
              label="Id of the account"
              description="Yours to choose; it ends the address of its webhooks"
              required
              autoComplete="off"
              spellCheck={false}
              value={draft.account}
              error={isTaken ? 'is the id of an account that exists; open that one to change it' : messageOf('path.account')}
              onChange={(event) => set({ account: event.currentTarget.value })}
            />
          )}
          {kind?.shopDomain && (
            <TextInput
              label={kind.shopDomain.label}
              placeholder={kind.shopDomain.placeholder}
              required={kind.shopDomain.isRequired}
              autoComplete="off"
              spellCheck={false}
              value={draft.shopDomain}
              error={messageOf('shop_domain', 'settings.shop_domain')}
              onChange={(event) => set({ shopDomain: event.currentTarget.value })}
            />
          )}
          <ReadingFields channel={channel} draft={draft} set={set} messageOf={messageOf} />
          <StockFields channel={channel} draft={draft} set={set} messageOf={messageOf} />
          <OtherNames channel={channel} draft={draft} set={set} messageOf={messageOf} />
          <Text size="sm" className="muted">
            Secrets are not entered here: they go in on the command line, so that they are in no browser. The page of the account has the
            commands.
          </Text>
        </>
      )}
    </EditForm>
  );
};
