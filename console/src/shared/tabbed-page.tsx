import { Tabs } from '@mantine/core';
import type { ComponentType, ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '../session/session.tsx';
import { PageHeader } from './page-header.tsx';
import type { Scope } from './rights.ts';

/** A part of a page under a name of its own, which its address keeps. */
export type PageTab = {
  readonly value: string;
  readonly label: string;
  /** Only who has this right sees it. */
  readonly scope?: Scope;
  readonly Panel: ComponentType;
};

type TabbedPageProps = {
  readonly title: string;
  readonly about: string;
  readonly actions?: ReactNode;
  readonly tabs: readonly PageTab[];
};

/** A page in parts, of which one is shown: the first unless the address says another. */
export const TabbedPage = ({ title, about, actions, tabs }: TabbedPageProps) => {
  const { may } = useSession();
  const [query, setQuery] = useSearchParams();
  const shown = tabs.filter(({ scope }) => scope === undefined || may(scope));
  const first = shown[0]?.value ?? null;
  const tab = shown.find(({ value }) => value === query.get('tab'))?.value ?? first;
  return (
    <>
      <PageHeader title={title} about={about} actions={actions} />
      <Tabs
        value={tab}
        onChange={(value) => setQuery(value === null || value === first ? {} : { tab: value }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {shown.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map(({ value, Panel }) => (
          <Tabs.Panel key={value} value={value}>
            <Panel />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
};
