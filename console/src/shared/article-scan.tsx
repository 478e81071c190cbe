import { useState } from 'react';
import { useSession } from '../session/session.tsx';
import type { Api } from './api.ts';
import { ChooseOne } from './choose-one.tsx';
import { problemOf } from './problem.tsx';
import { ScanBox, useScanMessage } from './scan-box.tsx';
import type { FoundProduct } from './types.ts';

const lookedAtMax = 20;

/** Articles that a scanned or typed code means: the exact ones, or those that begin like it. */
export const findArticles = async (
  api: Api,
  code: string,
): Promise<{ readonly exact: readonly FoundProduct[]; readonly alike: readonly FoundProduct[] }> => {
  const { items } = await api.searchProducts({ query: { q: code, limit: lookedAtMax } });
  return {
    exact: items.filter((item) => item.matched_by !== 'beginning'),
    alike: items.filter((item) => item.matched_by === 'beginning'),
  };
};

/** An article as far as a scan has to name it; one that the catalog does not know has its SKU for a title. */
type ScannedArticle = Pick<FoundProduct, 'sku' | 'title' | 'barcode'>;

type Choice = { readonly title: string; readonly of: readonly ScannedArticle[]; readonly isUnknown: boolean };

const skuLengthMax = 128;
const mayBeSku = (code: string): boolean => code.length <= skuLengthMax && !code.includes('#');

type ArticleScanProps = {
  readonly label: string;
  /** @returns what came of it, for the person who scanned; `refused` is said loudly */
  readonly onArticle: (article: ScannedArticle) => { readonly said: string; readonly refused?: boolean };
};

/** The field of a scanner where articles are scanned. */
export const ArticleScan = ({ label, onArticle }: ArticleScanProps) => {
  const { api } = useSession();
  const { message, good, bad, clear } = useScanMessage();
  const [choice, setChoice] = useState<Choice>();
  const take = (article: ScannedArticle): void => {
    const { said, refused = false } = onArticle(article);
    if (refused) bad(said);
    else good(said);
  };
  const look = async (code: string): Promise<void> => {
    setChoice(undefined);
    const { exact, alike } = await findArticles(api, code);
    const [only, ...others] = exact;
    if (only && others.length === 0) return take(only);
    if (exact.length === 0 && alike.length === 0) {
      bad(`No article is known as ${code}. Scan it again, or type its SKU.`);
      // Goods may come before anybody has entered them.
      return setChoice(mayBeSku(code) ? { title: 'Is this a new SKU?', of: [{ sku: code, title: code }], isUnknown: true } : undefined);
    }
    setChoice(
      exact.length > 0
        ? { title: `Several articles have the code ${code}`, of: exact, isUnknown: false }
        : { title: `Articles that begin with ${code}`, of: alike, isUnknown: false },
    );
    good('Choose the article.');
  };
  return (
    <>
      <ScanBox
        label={label}
        placeholder="Barcode or SKU"
        message={message}
        onCovered={() => bad('Answer the open question first, then scan again.')}
        onScan={(code) => {
          look(code).catch((error: unknown) => {
            const { title, detail } = problemOf(error);
            bad(detail ?? title);
          });
        }}
      />
      {choice && (
        <ChooseOne
          title={choice.title}
          isGrave={choice.isUnknown}
          of={choice.of.map(({ sku, title, barcode }) =>
            choice.isUnknown
              ? {
                  id: sku,
                  title: `Yes, take ${sku} as a SKU`,
                  about: 'Not if it is a barcode: the goods would stand under a name that no order has.',
                }
              : { id: sku, title, about: barcode === undefined ? sku : `${sku} · ${barcode}` },
          )}
          onChoose={(sku) => {
            const article = choice.of.find((one) => one.sku === sku);
            setChoice(undefined);
            if (article) take(article);
          }}
          onClose={() => {
            setChoice(undefined);
            clear();
          }}
        />
      )}
    </>
  );
};
