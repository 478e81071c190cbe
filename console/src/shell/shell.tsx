import {
  ActionIcon,
  AppShell,
  Badge,
  Burger,
  Group,
  Menu,
  NavLink,
  ScrollArea,
  Text,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useMemo, useRef } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { useSession } from '../session/session.tsx';
import { type Hotkeys, useHotkeys } from '../shared/hotkeys.ts';
import { type NavigationGroup, navigationFor } from './navigation.ts';
import { Reach } from './reach.tsx';
import { SearchBox } from './search-box.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

const Navigation = ({ groups, onChoose }: { readonly groups: readonly NavigationGroup[]; readonly onChoose: () => void }) => {
  const { pathname } = useLocation();
  return (
    <nav aria-label="Pages">
      {groups.map((group) => (
        <div key={group.label}>
          <Text size="xs" fw={600} className="muted" px="sm" pt="sm" pb={2}>
            {group.label}
          </Text>
          {group.entries.map(({ path, label }) => {
            const active = pathname === path || pathname.startsWith(`${path}/`);
            return (
              <NavLink
                key={path}
                component={Link}
                to={path}
                label={label}
                active={active}
                aria-current={active ? 'page' : undefined}
                onClick={onChoose}
                py={6}
                style={{ borderRadius: 'var(--mantine-radius-md)' }}
              />
            );
          })}
        </div>
      ))}
    </nav>
  );
};

const Account = ({ onShortcuts }: { readonly onShortcuts: () => void }) => {
  const { me, signOut, chooseTenant } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const who = me.email ?? (me.kind === 'api_key' ? 'API key' : me.id);
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={`Account of ${who}`}>
          {who.slice(0, 1).toUpperCase()}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className="break">{who}</Menu.Label>
        <Menu.Label>
          Tenant {me.tenant_id}
          {me.roles?.length ? ` · ${me.roles.join(', ')}` : ''}
        </Menu.Label>
        {chooseTenant && <Menu.Item onClick={chooseTenant}>Another tenant</Menu.Item>}
        <Menu.Divider />
        <Menu.Item onClick={() => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark')}>
          {colorScheme === 'dark' ? 'Light colours' : 'Dark colours'}
        </Menu.Item>
        <Menu.Item onClick={onShortcuts}>Keyboard</Menu.Item>
        <Menu.Item component={Link} to="/account">
          Account
        </Menu.Item>
        <Menu.Item onClick={signOut}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

/** What stands around every page. */
export const Shell = ({ children }: { readonly children: ReactNode }) => {
  const { me } = useSession();
  const { pathname } = useLocation();
  const [menu, { toggle, close }] = useDisclosure(false);
  const [shortcuts, keyboard] = useDisclosure(false);
  const search = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const isWide = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false });
  const groups = useMemo(() => navigationFor(me.scopes), [me.scopes]);
  const maySearch = me.scopes.includes('orders:read');
  const keys: Hotkeys = {
    '?': keyboard.open,
    ...(maySearch ? { '/': () => search.current?.focus() } : {}),
    ...Object.fromEntries(
      groups.flatMap(({ entries }) => entries.flatMap(({ key, path }) => (key ? [[`g ${key}`, () => void navigate(path)]] : []))),
    ),
    ArrowDown: () => document.querySelector<HTMLElement>('[data-row]')?.focus(),
  };
  useHotkeys(keys);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !menu } }}
      padding={isWide ? 'lg' : 'sm'}
      transitionDuration={0}
    >
      <a href="#main" className="skip">
        To the page
      </a>
      <AppShell.Header className="no-print">
        <Group h="100%" px="md" gap="sm" wrap="nowrap" justify="space-between">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={menu} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={menu ? 'Close the menu' : 'Open the menu'} />
            <UnstyledButton component={Link} to="/" aria-label="Waybill, first page">
              <Group gap={8} wrap="nowrap">
                <img src="/console/icon.svg" alt="" width={26} height={26} />
                <Text fw={700} visibleFrom="sm">
                  Waybill
                </Text>
              </Group>
            </UnstyledButton>
            {me.environment === 'sandbox' && (
              <Badge variant="light" color="orange" visibleFrom="sm" tt="none">
                sandbox
              </Badge>
            )}
          </Group>
          {maySearch && <SearchBox inputRef={search} />}
          <Account onShortcuts={keyboard.open} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" className="no-print">
        <ScrollArea type="auto" style={{ flex: 1 }}>
          <Navigation groups={groups} onChoose={close} />
        </ScrollArea>
      </AppShell.Navbar>
      {/* A page stays until the next one can be drawn; whoever drives the console sees here which of the two it is. */}
      <AppShell.Main id="main" tabIndex={-1} data-page={pathname}>
        <Reach />
        {children}
      </AppShell.Main>
      <ShortcutsDialog opened={shortcuts} onClose={keyboard.close} groups={groups} />
    </AppShell>
  );
};
