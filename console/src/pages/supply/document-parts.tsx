import { Anchor, Skeleton, Stack, Text, Timeline } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Section } from '../../shared/section.tsx';

/** An article of a document, which leads to its stock. */
export const ArticleLink = ({ sku }: { readonly sku: string }) => (
  <Anchor component={Link} to={`/stock?sku=${encodeURIComponent(sku)}`} underline="always" inherit className="mono break">
    {sku}
  </Anchor>
);

/** Something that has happened to a document. */
export type Happening = { readonly key: string; readonly title: string; readonly about?: ReactNode };

/** What has happened to a document so far, the first on top. */
export const DocumentHistory = ({ of }: { readonly of: readonly Happening[] }) => (
  <Section title="History">
    <Timeline bulletSize={14} lineWidth={2} active={of.length}>
      {of.map(({ key, title, about }) => (
        <Timeline.Item key={key} title={title} fz="sm">
          {about !== undefined && (
            <Text size="sm" className="muted break" component="div">
              {about}
            </Text>
          )}
        </Timeline.Item>
      ))}
    </Timeline>
  </Section>
);

export const DocumentLoading = () => (
  <Stack aria-busy="true" role="status" aria-label="Loading">
    <Skeleton height={40} w="50%" />
    <Skeleton height={220} />
  </Stack>
);
