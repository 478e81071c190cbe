import { ActionIcon, Autocomplete, Group, Paper, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useSession } from '../../session/session.tsx';
import type { MessageOf } from '../../shared/field-message.ts';
import { Money, moneyInputText, moneyText } from '../../shared/money.tsx';
import type { Product } from '../../shared/types.ts';
import { findProduct } from '../catalog/find-product.ts';
import type { Draft, DraftLine } from './draft.ts';
import { typed } from './form-parts.ts';
import { lineTotal } from './order-of-draft.ts';

/** SKU of a line that somebody has finished typing, and what the catalog and the shelves say of it. */
const useArticle = (sku: string) => {
  const { api, may } = useSession();
  const product = useQuery({
    queryKey: ['product', sku],
    queryFn: async () => (await findProduct(api, sku)) ?? null,
    enabled: sku !== '' && may('catalog:read'),
  });
  const stock = useQuery({
    queryKey: ['stock-levels', sku],
    queryFn: () => api.getStockLevels({ query: { sku } }),
    enabled: sku !== '' && may('inventory:read'),
  });
  const available = stock.data?.levels.reduce((total, level) => total + Math.max(0, level.available), 0);
  return { product: product.data, available };
};

const priceText = (product: Product, currency: string): string | undefined =>
  product.price !== undefined && product.currency === currency ? moneyInputText(product.price, currency) : undefined;

/** What the catalog knows goes into the fields that are still empty; what was typed stays. */
const filled = (draft: Draft, line: DraftLine, product: Product): Draft => {
  const currency = draft.currency === '' ? (product.currency ?? '') : draft.currency;
  const known: DraftLine = {
    ...line,
    sku: product.sku,
    title: line.title === '' ? product.title : line.title,
    unitPrice: line.unitPrice === '' ? (priceText(product, currency) ?? '') : line.unitPrice,
    requiresShipping: product.requires_shipping,
  };
  return { ...draft, currency, lines: draft.lines.map((one) => (one.id === line.id ? known : one)) };
};

const Known = ({ sku, currency }: { readonly sku: string; readonly currency: string }) => {
  const { product, available } = useArticle(sku);
  if (sku === '') return null;
  const price = product?.price !== undefined && product.currency !== undefined ? moneyText(product.price, product.currency) : undefined;
  const parts = [
    product === null ? 'Not in the catalog: give title and price yourself.' : undefined,
    price === undefined
      ? undefined
      : `Catalog price ${price}${product?.currency === currency ? '' : ', in another currency than the order'}.`,
    available === undefined ? undefined : available === 0 ? 'None available: the order would wait for stock.' : `${available} available.`,
  ].filter((part) => part !== undefined);
  return (
    <Text size="xs" className="muted" role="status">
      {parts.join(' ')}
    </Text>
  );
};

const SkuField = ({
  value,
  onChange,
  onCommit,
  error,
  suggestions,
}: {
  readonly value: string;
  readonly onChange: (sku: string) => void;
  readonly onCommit: (sku: string) => void;
  readonly error: string | undefined;
  readonly suggestions: readonly Product[];
}) => {
  const titles = new Map(suggestions.map(({ sku, title }) => [sku, title]));
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') onCommit(event.currentTarget.value);
  };
  return (
    <Autocomplete
      label="SKU"
      required
      autoComplete="off"
      spellCheck={false}
      maxLength={128}
      data={[...titles.keys()]}
      limit={20}
      value={value}
      error={error}
      filter={({ options, search, limit }) => {
        const wanted = search.trim().toLowerCase();
        return options
          .filter((option) => 'value' in option && `${option.value} ${titles.get(option.value) ?? ''}`.toLowerCase().includes(wanted))
          .slice(0, limit);
      }}
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
      onChange={onChange}
      onOptionSubmit={onCommit}
      onBlur={typed(onCommit)}
      onKeyDown={onKeyDown}
    />
  );
};

type LineCardProps = {
  readonly draft: Draft;
  readonly line: DraftLine;
  readonly number: number;
  readonly change: (change: (draft: Draft) => Draft) => void;
  readonly messageOf: MessageOf;
  readonly suggestions: readonly Product[];
};

/** One article of the order. */
export const LineCard = ({ draft, line, number, change, messageOf, suggestions }: LineCardProps) => {
  const { api, may } = useSession();
  const [sku, setSku] = useState(line.sku);
  const looked = useRef(line.sku);
  const quantity = useRef<HTMLInputElement>(null);
  const set = (part: Partial<DraftLine>): void =>
    change((before) => ({ ...before, lines: before.lines.map((one) => (one.id === line.id ? { ...one, ...part } : one)) }));
  const commit = async (text: string): Promise<void> => {
    const entered = text.trim();
    // SKUs are told apart by their capitals; what is one of the catalog but for those is meant to be that one.
    const known = suggestions.some(({ sku: one }) => one === entered)
      ? undefined
      : suggestions.find(({ sku: one }) => one.toLowerCase() === entered.toLowerCase());
    const wanted = known?.sku ?? entered;
    if (known) set({ sku: wanted });
    setSku(wanted);
    if (wanted === '' || wanted === looked.current || !may('catalog:read')) return;
    looked.current = wanted;
    // What cannot be looked up is no mistake of the person: title and price can be typed.
    const product = await findProduct(api, wanted).catch(() => undefined);
    if (product && looked.current === wanted)
      change((before) => filled(before, before.lines.find(({ id }) => id === line.id) ?? line, product));
  };
  const text = (field: 'title' | 'quantity' | 'unitPrice' | 'discount' | 'tax', wireField: string) => ({
    value: line[field],
    error: messageOf(wireField),
    autoComplete: 'off',
    onChange: typed((value) => set({ [field]: value })),
  });
  return (
    <Paper withBorder p="sm" component="fieldset" aria-label={`Line ${number}`} m={0} style={{ minWidth: 0 }}>
      <Stack gap="xs">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
          <SkuField
            value={line.sku}
            error={messageOf('sku')}
            suggestions={suggestions}
            onChange={(value) => set({ sku: value })}
            onCommit={(value) => void commit(value)}
          />
          <TextInput label="Title" {...text('title', 'title')} />
        </SimpleGrid>
        <Known sku={sku} currency={draft.currency} />
        <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="xs">
          <TextInput ref={quantity} label="Quantity" required inputMode="numeric" {...text('quantity', 'quantity')} />
          <TextInput label="Unit price" required inputMode="decimal" {...text('unitPrice', 'unit_price')} />
          <TextInput label="Discount" inputMode="decimal" {...text('discount', 'discount')} />
          <TextInput label="Tax" inputMode="decimal" {...text('tax', 'tax')} />
        </SimpleGrid>
        <Group justify="space-between">
          <Switch
            size="xs"
            label="Is shipped"
            checked={line.requiresShipping}
            onChange={(event) => set({ requiresShipping: event.currentTarget.checked })}
          />
          <Group gap="sm">
            <Text size="sm" fw={600}>
              {draft.currency === '' ? '–' : <Money amount={lineTotal(line, draft)} currency={draft.currency} />}
            </Text>
            {draft.lines.length > 1 && (
              <ActionIcon
                variant="default"
                aria-label={`Remove line ${number}`}
                onClick={() => change((before) => ({ ...before, lines: before.lines.filter(({ id }) => id !== line.id) }))}
              >
                ×
              </ActionIcon>
            )}
          </Group>
        </Group>
      </Stack>
    </Paper>
  );
};
