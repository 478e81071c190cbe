import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import type { Api } from '../../shared/api.ts';
import { ArticleScan } from '../../shared/article-scan.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Sku } from '../../shared/sku.tsx';
import { ArticleLines } from './article-lines.tsx';
import { type Drafting, linesMax, useDraft } from './draft.ts';
import { PostedLevels } from './posted-levels.tsx';
import { articlesText, linesToPost, type PostedLine, usePosting } from './posting.ts';

type Compared = { readonly sku: string; readonly title: string; readonly counted: number; readonly book: number };

const signed = (units: number): string => (units > 0 ? `+${units}` : units < 0 ? `−${-units}` : '0');

const columns: readonly Column<Compared>[] = [
  { header: 'Article', cell: (line) => line.title, csv: (line) => line.title },
  { header: 'SKU', cell: (line) => <Sku of={line.sku} />, csv: (line) => line.sku },
  { header: 'Counted', align: 'right', cell: (line) => line.counted, csv: (line) => line.counted },
  { header: 'Book', align: 'right', cell: (line) => line.book, csv: (line) => line.book },
  {
    header: 'Difference',
    align: 'right',
    cell: (line) => (
      <Text span inherit fw={line.counted === line.book ? 400 : 700} {...(line.counted === line.book ? {} : { c: 'red' })}>
        {signed(line.counted - line.book)}
      </Text>
    ),
    csv: (line) => line.counted - line.book,
  },
];

const readsAtOnce = 6;

/** What the book says of each article at the location, read only once it has been counted. */
const readBook = async (api: Api, locationId: string, skus: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const book = new Map<string, number>();
  for (let start = 0; start < skus.length; start += readsAtOnce) {
    const answers = await Promise.all(skus.slice(start, start + readsAtOnce).map((sku) => api.getStockLevels({ query: { sku } })));
    for (const { sku, levels } of answers) book.set(sku, levels.find((level) => level.location_id === locationId)?.on_hand ?? 0);
  }
  return book;
};

type CompareProps = {
  readonly locationId: string;
  readonly drafting: Drafting;
  readonly lines: readonly PostedLine[];
  readonly posting: ReturnType<typeof usePosting>;
  readonly onBack: () => void;
};

/** Counted beside the book: the last look before the book is changed. */
const Compare = ({ locationId, drafting, lines, posting, onBack }: CompareProps) => {
  const { api } = useSession();
  const skus = lines.map(({ sku }) => sku);
  const book = useQuery({
    queryKey: ['book', locationId, drafting.draft.id, skus],
    queryFn: () => readBook(api, locationId, skus),
    gcTime: 0,
  });
  const titles = new Map(drafting.draft.lines.map(({ sku, title }) => [sku, title]));
  const compared =
    book.data && lines.map(({ sku, units }) => ({ sku, title: titles.get(sku) ?? sku, counted: units, book: book.data.get(sku) ?? 0 }));
  const differing = compared?.filter((line) => line.counted !== line.book).length;
  return (
    <Stack gap="sm">
      <DataTable
        label="Count against the book"
        columns={columns}
        rows={{ items: compared, error: book.error, retry: () => void book.refetch() }}
        keyOf={(line) => line.sku}
        empty="Nothing was counted."
      />
      <TextInput
        size="md"
        label="Why it differs"
        description="Kept with the count, if you like"
        maxLength={200}
        value={drafting.draft.reason}
        onChange={(event) => drafting.setReason(event.currentTarget.value)}
      />
      <Text size="sm">
        {differing === 0
          ? 'The book is right. Posting keeps on record that it was counted.'
          : 'What was counted replaces what the book says. Where less is there than orders were promised, those orders are sourced elsewhere or wait.'}
      </Text>
      <ProblemAlert error={posting.error} />
      <Button size="xl" fullWidth loading={posting.isPosting} disabled={!compared} onClick={posting.post}>
        Post the count
      </Button>
      <Group>
        <Button size="md" variant="default" onClick={onBack}>
          Count again
        </Button>
      </Group>
    </Stack>
  );
};

/** What stands on the shelf, counted without knowing what the book says. */
export const CountTab = ({ locationId }: { readonly locationId: string }) => {
  const { api } = useSession();
  const drafting = useDraft('count', locationId);
  const { draft } = drafting;
  const [counted, setCounted] = useState<readonly PostedLine[]>();
  const [wrong, setWrong] = useState<unknown>();
  const posting = usePosting(async () => {
    const lines = linesToPost(draft, 0).map(({ units, ...line }) => ({ ...line, location_id: locationId, on_hand: units }));
    const { count_id: id, levels } = await api.countStock({ body: { count_id: draft.id, lines } });
    return { id, levels };
  });
  const begin = (): void => {
    posting.forget();
    setCounted(undefined);
  };
  const compare = (): void => {
    setWrong(undefined);
    try {
      setCounted(linesToPost(draft, 0));
    } catch (error) {
      setWrong(error);
    }
  };
  if (posting.posted)
    return (
      <PostedLevels
        title={`Count ${posting.posted.id} is posted`}
        levels={posting.posted.levels}
        nextLabel="Next count"
        onNext={() => {
          begin();
          drafting.next();
        }}
      />
    );
  if (counted) return <Compare locationId={locationId} drafting={drafting} lines={counted} posting={posting} onBack={begin} />;
  return (
    <Stack gap="sm">
      <ArticleScan
        label="Scan what is there"
        onArticle={(article) => {
          const there = drafting.add(article);
          return there === undefined
            ? { said: `A count has ${linesMax} articles at most. Post this one, then go on.`, refused: true }
            : { said: `${article.title}: ${there}` };
        }}
      />
      {draft.lines.length === 0 ? (
        <Text className="muted">
          Nothing is counted yet. Scan each unit, or scan one and type how many there are. What the book says is shown afterwards.
        </Text>
      ) : (
        <>
          <ArticleLines drafting={drafting} quantityLabel="Counted" least={0} problemOf={posting.problemOf} />
          <ProblemAlert error={wrong} />
          <Button size="xl" fullWidth onClick={compare} styles={{ label: { whiteSpace: 'normal' } }} h="auto" mih={60} py="xs">
            Compare {articlesText(draft.lines.length)} with the book
          </Button>
          <Text size="xs" className="muted">
            Count <span className="mono">{draft.id}</span> at {locationId}. Nothing is changed before you post it.
          </Text>
        </>
      )}
    </Stack>
  );
};
