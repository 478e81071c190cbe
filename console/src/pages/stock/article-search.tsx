import { Autocomplete, Button, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { findArticles } from '../../shared/article-scan.tsx';
import { problemOf } from '../../shared/problem.tsx';
import { soundBad, soundGood } from '../../shared/sounds.ts';
import { takesScans, useWedge } from '../../shared/wedge.ts';

const suggestionsMax = 10;
const typingPauseMs = 200;

/** What is known of a code: the article that it means, or why none. */
const useFindArticle = (onFound: (sku: string) => void) => {
  const { api } = useSession();
  const [problem, setProblem] = useState<string>();
  const refuse = (text: string): void => {
    soundBad();
    setProblem(text);
  };
  const find = async (code: string): Promise<void> => {
    setProblem(undefined);
    const { exact, alike } = await findArticles(api, code);
    const candidates = exact.length > 0 ? exact : alike;
    const [only] = candidates;
    if (!only) return refuse(`No article is known as ${code}.`);
    if (candidates.length > 1) return refuse(`${code} may be ${candidates.map(({ sku }) => sku).join(', ')}: choose one.`);
    soundGood();
    onFound(only.sku);
  };
  const look = (code: string): void => {
    find(code).catch((error: unknown) => {
      const { title, detail } = problemOf(error);
      refuse(detail ?? title);
    });
  };
  return { look, problem, forget: () => setProblem(undefined) };
};

/** Finds an article by its SKU, by how that begins, or by its barcode. */
export const ArticleSearch = ({ onFound }: { readonly onFound: (sku: string) => void }) => {
  const { api } = useSession();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), typingPauseMs);
  const suggestions = useQuery({
    queryKey: ['product-search', asked],
    queryFn: () => api.searchProducts({ query: { q: asked, limit: suggestionsMax } }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  });
  const found = (sku: string): void => {
    setText('');
    onFound(sku);
  };
  const { look, problem, forget } = useFindArticle(found);
  useWedge((code) => code !== undefined && look(code));
  const titles = new Map(suggestions.data?.items.map(({ sku, title }) => [sku, title]));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== '') look(text.trim());
  };
  return (
    <form role="search" aria-label="Articles" onSubmit={submit}>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <Autocomplete
          {...takesScans}
          size="md"
          style={{ flex: 1, minWidth: 0 }}
          label="Article"
          placeholder="SKU or barcode: type or scan"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          comboboxProps={{ withinPortal: false }}
          value={text}
          onChange={(value) => {
            forget();
            setText(value);
          }}
          onOptionSubmit={found}
          // What is offered was found by the API, by barcode too; nothing of it is to be sorted out here.
          filter={({ options }) => options}
          data={asked === '' ? [] : [...titles.keys()]}
          renderOption={({ option }) => (
            <div>
              <Text size="sm" className="mono">
                {option.value}
              </Text>
              <Text size="xs" className="muted">
                {titles.get(option.value)}
              </Text>
            </div>
          )}
        />
        <Button type="submit" size="md" variant="default">
          Find
        </Button>
      </Group>
      <div role="alert">
        {problem !== undefined && (
          <Text size="sm" c="red" mt={4}>
            {problem}
          </Text>
        )}
      </div>
    </form>
  );
};
