import { SimpleGrid, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Api } from '../../shared/api.ts';
import { CurrencyChoice } from '../../shared/choices.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { type FieldProblem, inputError, type MessageOf } from '../../shared/field-message.ts';
import { moneyInputText, parseMoney } from '../../shared/money.tsx';
import { useApi } from '../../session/session.tsx';
import type { Product } from '../../shared/types.ts';
import { FormFields } from '../policies/form-fields.tsx';
import type { FormTyped } from '../policies/form.ts';
import { findProduct } from './find-product.ts';
import { instantOf, localText, moreTyped, productMore, productMoreOf } from './more-fields.ts';

const empty = { sku: '', title: '', price: '', currency: '', weight_grams: '', barcode: '', available_from: '', requires_shipping: true };
type Fields = Readonly<Record<Exclude<keyof typeof empty, 'requires_shipping'>, string>> & { readonly requires_shipping: boolean };

const fieldsOf = (product: Product | undefined, sku: string): Fields =>
  product === undefined
    ? { ...empty, sku }
    : {
        sku: product.sku,
        title: product.title,
        price: product.price === undefined ? '' : moneyInputText(product.price, product.currency ?? 'USD'),
        currency: product.currency ?? '',
        weight_grams: product.weight_grams === undefined ? '' : String(product.weight_grams),
        barcode: product.barcode ?? '',
        available_from: localText(product.available_from),
        requires_shipping: product.requires_shipping,
      };

const priceOf = ({ price, currency }: Fields, problems: FieldProblem[]): number | undefined => {
  if (price.trim() === '') return undefined;
  if (currency === '') problems.push({ field: 'currency', message: 'must stand beside a price' });
  const amount = currency === '' ? undefined : parseMoney(price, currency);
  if (currency !== '' && amount === undefined)
    problems.push({ field: 'price', message: `must be an amount of ${currency}, such as ${moneyInputText(1990, currency)}` });
  return amount;
};

const bodyOf = (fields: Fields, more: FormTyped) => {
  const problems: FieldProblem[] = [];
  const price = priceOf(fields, problems);
  const grams = fields.weight_grams.trim();
  if (grams !== '' && !/^\d{1,9}$/.test(grams)) problems.push({ field: 'weight_grams', message: 'must be a whole number of grams' });
  if (problems.length > 0) throw inputError(problems);
  const availableFrom = instantOf(fields.available_from);
  return {
    sku: fields.sku.trim(),
    title: fields.title.trim(),
    ...(price === undefined ? {} : { price }),
    ...(fields.currency === '' ? {} : { currency: fields.currency }),
    ...(grams === '' ? {} : { weight_grams: Number(grams) }),
    ...(fields.barcode.trim() === '' ? {} : { barcode: fields.barcode.trim() }),
    ...(availableFrom === undefined ? {} : { available_from: availableFrom }),
    requires_shipping: fields.requires_shipping,
    ...productMoreOf(more),
  };
};

const save = async (api: Api, fields: Fields, more: FormTyped, isNew: boolean): Promise<void> => {
  const body = bodyOf(fields, more);
  // The API would replace the other one without a word.
  if (isNew && body.sku !== '' && (await findProduct(api, body.sku))) {
    throw inputError([{ field: 'sku', message: 'is the SKU of a product that exists; look it up to change it' }]);
  }
  await api.putProduct({ body });
};

type FieldsProps = {
  readonly fields: Fields;
  readonly set: (change: Partial<Fields>) => void;
  readonly isNew: boolean;
  readonly messageOf: MessageOf;
};

const ProductFields = ({ fields, set, isNew, messageOf }: FieldsProps) => {
  const text = (field: Exclude<keyof Fields, 'requires_shipping'>) => ({
    value: fields[field],
    error: messageOf(field),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => set({ [field]: event.currentTarget.value }),
  });
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label="SKU"
          description={isNew ? 'Yours to choose, for good; the same at every channel' : 'Cannot be changed: stock and orders name it'}
          required
          disabled={!isNew}
          {...text('sku')}
        />
        <TextInput label="Title" description="As people call it" required {...text('title')} />
        <TextInput label="Price" description="Of one unit, for orders entered by hand" inputMode="decimal" {...text('price')} />
        <CurrencyChoice
          label="Currency"
          description="Of the price"
          none="None"
          value={fields.currency}
          error={messageOf('currency')}
          onChange={(currency) => set({ currency })}
        />
        <TextInput label="Weight in grams" inputMode="numeric" {...text('weight_grams')} />
        <TextInput label="Barcode" description="As the scanner reads it: GTIN, EAN or UPC" autoComplete="off" {...text('barcode')} />
        <TextInput
          type="datetime-local"
          label="Sold from"
          description="Orders before it are preorders and wait. Empty for now"
          {...text('available_from')}
        />
      </SimpleGrid>
      <Switch
        label="Is shipped: an order of it needs a location that has it"
        checked={fields.requires_shipping}
        onChange={(event) => set({ requires_shipping: event.currentTarget.checked })}
      />
    </>
  );
};

type ProductFormProps = {
  /** The one that is changed; without it a new one is made. */
  readonly product?: Product;
  readonly sku?: string;
  readonly onClose: () => void;
};

/** An article that is sold. */
export const ProductForm = ({ product, sku = '', onClose }: ProductFormProps) => {
  const api = useApi();
  const [fields, setFields] = useState<Fields>(() => fieldsOf(product, sku));
  const [more, setMore] = useState(() => moreTyped(productMore, product));
  return (
    <EditForm
      submitLabel={product ? 'Save' : 'Add'}
      run={() => save(api, fields, more, product === undefined)}
      done={product ? 'The product is changed' : 'The product is added'}
      onDone={onClose}
      onCancel={onClose}
    >
      {(messageOf) => (
        <>
          <ProductFields
            fields={fields}
            set={(change) => setFields((before) => ({ ...before, ...change }))}
            isNew={product === undefined}
            messageOf={messageOf}
          />
          <FormFields fields={productMore} typed={more} onChange={setMore} messageOf={messageOf} />
        </>
      )}
    </EditForm>
  );
};
