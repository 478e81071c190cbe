import { Button, Stack } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { PageHeader } from '../../shared/page-header.tsx';
import { Article } from './article.tsx';
import { ArticleSearch } from './article-search.tsx';
import { StockList } from './stock-list.tsx';

/** How much there is of an article, and of all of them. */
export const StockPage = () => {
  const { may } = useSession();
  const [query, setQuery] = useSearchParams();
  const sku = query.get('sku')?.trim() ?? '';
  const open = (next: string): void => setQuery(next === '' ? {} : { sku: next });
  return (
    <div className="touch">
      <PageHeader
        title={sku === '' ? 'Stock' : `Stock of ${sku}`}
        about={
          sku === ''
            ? 'What there is of every article of the catalog: on the shelf, promised to orders, and free to be sold.'
            : 'What there is of the article at each location: on the shelf, promised to orders, and free to be sold.'
        }
        actions={
          sku !== '' && (
            <Button variant="default" onClick={() => open('')}>
              All articles
            </Button>
          )
        }
      />
      <Stack>
        {may('catalog:read') && <ArticleSearch onFound={open} />}
        {sku === '' ? <StockList onOpen={open} /> : <Article key={sku} sku={sku} />}
      </Stack>
    </div>
  );
};
