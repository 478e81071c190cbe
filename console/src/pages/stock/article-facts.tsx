import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../session/session.tsx';
import { Facts } from '../../shared/facts.tsx';
import { moneyText } from '../../shared/money.tsx';
import { ProblemAlert, ProblemError } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { Time } from '../../shared/time.tsx';
import { unitsText } from './units.tsx';

/** The article in the catalog, for those who may look there. */
export const useProduct = (sku: string) => {
  const { api, may } = useSession();
  return useQuery({ queryKey: ['product', sku], queryFn: () => api.getProduct({ path: { sku } }), enabled: may('catalog:read') });
};

/** What the catalog says of an article. */
export const ArticleFacts = ({ sku }: { readonly sku: string }) => {
  const product = useProduct(sku);
  const isUnknown = product.error instanceof ProblemError && product.error.problem.status === 404;
  const { data } = product;
  return (
    <Section title="Article">
      {isUnknown && (
        <Alert color="orange" variant="light" mb="sm">
          The catalog has no article {sku}. Add it under Locations and products, so that it can be scanned and shows its title.
        </Alert>
      )}
      {!isUnknown && <ProblemAlert error={product.error} onRetry={() => void product.refetch()} />}
      <Facts
        facts={[
          ['Title', data?.title],
          [
            'SKU',
            <span key="sku" className="mono">
              {sku}
            </span>,
          ],
          ['Barcode', data?.barcode && <span className="mono">{data.barcode}</span>],
          ['Weight', data?.weight_grams === undefined ? undefined : `${unitsText(data.weight_grams)} g`],
          ['Price', data?.price !== undefined && data.currency !== undefined && moneyText(data.price, data.currency)],
          ['Shipped', data && (data.requires_shipping ? 'yes' : 'no: nothing is sent')],
          ['Changed', data && <Time at={data.updated_at} />],
        ]}
      />
    </Section>
  );
};
