import { Button, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Dialog, DialogButton } from '../../shared/dialog-button.tsx';
import { Facts } from '../../shared/facts.tsx';
import { Money, moneyText } from '../../shared/money.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Time } from '../../shared/time.tsx';
import type { Product } from '../../shared/types.ts';
import { useRows } from '../../shared/use-rows.ts';
import { findProduct } from './find-product.ts';
import { ProductForm } from './product-form.tsx';

const columns: readonly Column<Product>[] = [
  {
    header: 'Title',
    cell: ({ title, sku }) => (
      <>
        <Text span inherit fw={600} className="break">
          {title}
        </Text>
        <Text size="xs" className="muted mono break">
          {sku}
        </Text>
      </>
    ),
    csv: ({ title }) => title,
  },
  { header: 'SKU', csv: ({ sku }) => sku },
  { header: 'Barcode', cell: ({ barcode }) => <span className="mono">{barcode ?? '–'}</span>, csv: ({ barcode }) => barcode },
  {
    header: 'Price',
    align: 'right',
    cell: ({ price, currency }) => (price === undefined || currency === undefined ? '–' : <Money amount={price} currency={currency} />),
    csv: ({ price }) => price,
  },
  { header: 'Currency', csv: ({ currency }) => currency },
  { header: 'Weight, g', align: 'right', cell: ({ weight_grams: grams }) => grams ?? '–', csv: ({ weight_grams: grams }) => grams },
  {
    header: 'Shipped',
    cell: ({ requires_shipping: ships }) => (ships ? 'yes' : 'no'),
    csv: ({ requires_shipping: ships }) => ships,
    wideOnly: true,
  },
  { header: 'Changed', cell: ({ updated_at: at }) => <Time at={at} relative />, csv: ({ updated_at: at }) => at, wideOnly: true },
];

const ProductFacts = ({ product }: { readonly product: Product }) => (
  <Facts
    facts={[
      [
        'SKU',
        <span className="mono" key="sku">
          {product.sku}
        </span>,
      ],
      ['Title', product.title],
      ['Price', product.price === undefined || product.currency === undefined ? 'none' : moneyText(product.price, product.currency)],
      ['Weight', product.weight_grams === undefined ? 'not known' : `${product.weight_grams} g`],
      ['Barcode', product.barcode],
      ['Shipped', product.requires_shipping ? 'yes' : 'no'],
      ['Must stay cold', product.cold_chain && 'yes'],
      ['Hazardous', product.hazmat && 'yes'],
      ['Sold from', product.available_from !== undefined && <Time key="from" at={product.available_from} full />],
      ['May be sent from', product.ships_from?.join(', ')],
      ['By kinds of location', product.location_types?.join(', ')],
      ['Changed', <Time key="at" at={product.updated_at} full />],
    ]}
  />
);

type Found = { readonly sku: string; readonly product: Product | undefined };

const LookUp = ({ onFound }: { readonly onFound: (found: Found) => void }) => {
  const { api } = useSession();
  const [sku, setSku] = useState('');
  const look = useMutation({
    mutationFn: async (): Promise<Found> => ({ sku: sku.trim(), product: await findProduct(api, sku.trim()) }),
    onSuccess: (found) => {
      setSku('');
      onFound(found);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (sku.trim() !== '') look.mutate();
  };
  return (
    <form onSubmit={submit} style={{ display: 'flex', gap: 6 }}>
      <TextInput
        size="xs"
        aria-label="SKU to look up"
        placeholder="SKU"
        autoComplete="off"
        spellCheck={false}
        maxLength={128}
        value={sku}
        onChange={(event) => setSku(event.currentTarget.value)}
      />
      <Button size="xs" type="submit" variant="default" loading={look.isPending}>
        Look up
      </Button>
      <ProblemAlert error={look.error} />
    </form>
  );
};

const FoundDialog = ({ found, onClose }: { readonly found: Found; readonly onClose: () => void }) => {
  const { may } = useSession();
  const { product, sku } = found;
  if (product) return may('catalog:write') ? <ProductForm product={product} onClose={onClose} /> : <ProductFacts product={product} />;
  return (
    <>
      <Text size="sm" mb="md" className="break">
        No product has the SKU <span className="mono">{sku}</span>. It must be whole, and as it was entered: capital and small letters
        differ.
        {may('catalog:write') && ' It can be added here.'}
      </Text>
      {may('catalog:write') && <ProductForm sku={sku} onClose={onClose} />}
    </>
  );
};

/** Articles that are sold. */
export const ProductsTab = () => {
  const { api, may } = useSession();
  const [found, setFound] = useState<Found>();
  const rows = useRows(['products'], (cursor) => api.listProducts({ query: cursor === undefined ? {} : { cursor } }));
  const mayWrite = may('catalog:write');
  return (
    <>
      <DataTable
        label="Products"
        columns={columns}
        rows={rows}
        keyOf={({ sku }) => sku}
        onOpen={(product) => setFound({ sku: product.sku, product })}
        tools={
          <>
            <LookUp onFound={setFound} />
            {mayWrite && (
              <DialogButton label="Add a product" variant="filled" size="compact-sm">
                {(close) => <ProductForm onClose={close} />}
              </DialogButton>
            )}
          </>
        }
        empty="There is no product yet. Products are known by their SKU; add them here, or many at once from a CSV file."
      />
      <Dialog title={found?.product?.title ?? 'No such product'} opened={found !== undefined} onClose={() => setFound(undefined)}>
        {found && <FoundDialog found={found} onClose={() => setFound(undefined)} />}
      </Dialog>
    </>
  );
};
