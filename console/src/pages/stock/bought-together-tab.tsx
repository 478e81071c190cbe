import { Box, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Api } from '../../shared/api.ts';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Section } from '../../shared/section.tsx';
import { Time } from '../../shared/time.tsx';
import { ArticleLink } from '../supply/document-parts.tsx';
import { unitsText } from './units.tsx';

type Answer<Name extends keyof Api> = Awaited<ReturnType<Api[Name]>>;
type Recommendations = Answer<'listRecommendations'>;
type Recommended = Recommendations['items'][number];
type Bundle = Answer<'listBundles'>['items'][number];

const shownMax = 20;
const percents = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const times = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

const partnerColumns: readonly Column<Recommended>[] = [
  { header: 'Article', cell: ({ sku }) => <ArticleLink sku={sku} />, csv: ({ sku }) => sku },
  { header: 'Orders', align: 'right', cell: ({ orders }) => unitsText(orders), csv: ({ orders }) => orders },
  {
    header: 'Share of its orders',
    align: 'right',
    cell: ({ share }) => (share === null ? '–' : percents.format(share)),
    csv: ({ share }) => share,
  },
  {
    header: 'Times chance',
    align: 'right',
    cell: ({ lift }) => (lift === null ? '–' : `${times.format(lift)} ×`),
    csv: ({ lift }) => lift,
  },
  { header: 'Why', prose: true, cell: ({ reason }) => reason, csv: ({ reason }) => reason },
];

const bundleColumns = (sku: string): readonly Column<Bundle>[] => [
  {
    header: 'Bundle',
    cell: ({ skus }) => (
      <Group gap={6}>
        {skus.map((one, place) => (
          <span key={one}>
            {place > 0 && '+ '}
            {one === sku ? <span className="mono">{one}</span> : <ArticleLink sku={one} />}
          </span>
        ))}
      </Group>
    ),
    csv: ({ skus }) => skus.join(' + '),
  },
  { header: 'Orders', align: 'right', cell: ({ orders }) => unitsText(orders), csv: ({ orders }) => orders },
  { header: 'Share of all orders', align: 'right', cell: ({ support }) => percents.format(support), csv: ({ support }) => support },
  { header: 'Times chance', align: 'right', cell: ({ lift }) => `${times.format(lift)} ×`, csv: ({ lift }) => lift },
];

const basisText: Readonly<Record<Recommendations['basis'], string>> = {
  'bought-together': 'What is bought with it more often than by chance, and can be had now.',
  'best-selling': 'Too little is known of what is bought with it. These sell best, and are what is shown beside it.',
  nothing: 'Nothing is known yet, or everything is sold out.',
};

const Counted = ({ answer }: { readonly answer: Pick<Recommendations, 'counted_at' | 'baskets'> }) => (
  <Text size="sm" className="muted">
    {answer.counted_at === null ? (
      'It has not been counted yet. That is done each night, from the newest orders.'
    ) : (
      <>
        Counted <Time at={answer.counted_at} relative /> from {unitsText(answer.baskets)} {answer.baskets === 1 ? 'order' : 'orders'}.
      </>
    )}
  </Text>
);

/** What is bought with an article, and the bundles that it is part of: what a website may show beside it. */
export const BoughtTogetherTab = ({ sku }: { readonly sku: string }) => {
  const { api } = useSession();
  const partners = useQuery({
    queryKey: ['recommendations', sku],
    queryFn: () => api.listRecommendations({ query: { sku, limit: shownMax } }),
  });
  const bundles = useQuery({ queryKey: ['bundles'], queryFn: () => api.listBundles({ query: { limit: shownMax } }) });
  const proposed = bundles.data?.items.filter(({ skus }) => skus.includes(sku));
  return (
    <Stack>
      <Section title="Shown beside it">
        {partners.data && (
          <Box mb="sm">
            <Text size="sm">{basisText[partners.data.basis]}</Text>
            <Counted answer={partners.data} />
          </Box>
        )}
        <DataTable
          label={`Bought with ${sku}`}
          columns={partnerColumns}
          rows={{ items: partners.data?.items, error: partners.error, retry: () => void partners.refetch() }}
          keyOf={({ sku: one }) => one}
          empty="Nothing can be shown beside it: no order has it together with something that can be had now."
        />
      </Section>
      <Section title="Bundles">
        <DataTable
          label={`Bundles with ${sku}`}
          columns={bundleColumns(sku)}
          rows={{ items: proposed, error: bundles.error, retry: () => void bundles.refetch() }}
          keyOf={({ skus }) => skus.join(' ')}
          empty={`${sku} is in none of the ${shownMax} best bundles. They are pairs and triples with at least three orders.`}
        />
      </Section>
    </Stack>
  );
};
