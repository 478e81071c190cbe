import { List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../session/session.tsx';
import { Copyable } from '../../shared/copyable.tsx';
import { Facts } from '../../shared/facts.tsx';
import { locationsText, useLocationNames } from '../../shared/location-choice.tsx';
import { Section } from '../../shared/section.tsx';
import { words } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { ChannelAccount } from '../../shared/types.ts';
import { channelTitle, kindOf } from './channel-kinds.ts';

type Setting = NonNullable<ChannelAccount['settings']>[string];

const settingText = (value: Setting): string => {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(settingText).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : value.toString();
};

/** How the account is set up. */
export const AccountFacts = ({ account }: { readonly account: ChannelAccount }) => {
  const names = useLocationNames();
  const labels = new Map(kindOf(account.channel)?.fields.map(({ name, label }) => [name, label]));
  const { settings, stock } = account;
  return (
    <Section title="Settings">
      <Facts
        facts={[
          ['Shop domain', account.shop_domain],
          ['Read through its API', settings === null ? 'no: it only takes what is sent to it' : 'yes'],
          ...Object.entries(settings ?? {}).map(([name, value]) => [labels.get(name) ?? words(name), settingText(value)] as const),
          ['Told of stock', stock === null ? 'no' : `yes: ${locationsText(stock.locations, names)}`],
          ['Place that is told', stock?.channel_location_id],
          ['Another address', account.base_url],
          ['Added', <Time key="added" at={account.added_at} full />],
          ['Removed', account.removed_at && <Time key="removed" at={account.removed_at} full />],
        ]}
      />
      {settings !== null && Object.keys(settings).length === 0 && (
        <Text size="sm" className="muted" mt="xs">
          Everything else is as {channelTitle(account.channel)} has it by default.
        </Text>
      )}
    </Section>
  );
};

/** What is done at the channel and on the command line, so that the account works. */
export const AccountSetUp = ({ account }: { readonly account: ChannelAccount }) => {
  const { api } = useSession();
  const me = useQuery({ queryKey: ['me'], queryFn: () => api.getMe() });
  const kind = kindOf(account.channel);
  const stage = me.data?.stage ? `--stage ${me.data.stage} ` : '';
  const put = (name: string): string => `npm run -s oms -- ${stage}secret put ${name}`;
  return (
    <Section title="Secrets and set-up">
      <Stack gap="sm">
        <Text size="sm">
          Secrets are kept where no page reaches them, and stand here by name alone. The commands read the value from standard input and end
          with Ctrl-D; a value that is replaced goes on counting until it is retired.
        </Text>
        {kind?.signing !== undefined && (
          <div>
            <Text size="sm" mb={4}>
              Signing secret <span className="mono break">{account.secret_name}</span>: {kind.signing}.
            </Text>
            <Copyable label="Command for the signing secret" value={put(account.secret_name)} />
          </div>
        )}
        <div>
          <Text size="sm" mb={4}>
            Secret for the API <span className="mono break">{account.credentials_name}</span>
            {kind && (
              <>
                : JSON such as <span className="mono break">{kind.credentials}</span>
              </>
            )}
          </Text>
          <Copyable label="Command for the secret of the API" value={put(account.credentials_name)} />
        </div>
        {kind?.signing !== undefined && (
          <div>
            <Text size="sm" mb={4}>
              Address of its webhooks
            </Text>
            <Copyable label="Address of its webhooks" value={`${location.origin}/webhooks/${account.channel}/${account.account}`} />
          </div>
        )}
        {kind && (
          <div>
            <Text size="sm">At {kind.title}:</Text>
            <List size="sm" type="ordered">
              {kind.steps.map((step) => (
                <List.Item key={step}>{step}</List.Item>
              ))}
            </List>
          </div>
        )}
      </Stack>
    </Section>
  );
};
