import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSession } from '../../session/session.tsx';
import type { FulfillmentOrder } from '../../shared/types.ts';

export type Packages = Parameters<ReturnType<typeof useSession>['api']['packFulfillmentOrder']>[0]['body']['packages'];

export type Handover = { readonly carrier: string; readonly tracking_number: string; readonly service?: string };

export type Collection = Parameters<ReturnType<typeof useSession>['api']['collectFulfillmentOrder']>[0]['body'];

const acceptance = (reference = ''): { readonly reference?: string } => (reference.trim() === '' ? {} : { reference: reference.trim() });

/** The steps of a piece of work. One at a time; a refusal stays until the next. */
export const useWorkActions = (work: FulfillmentOrder) => {
  const { api } = useSession();
  const queries = useQueryClient();
  const path = { id: work.fulfillment_order_id };
  const acting = useMutation({
    mutationFn: (step: () => Promise<unknown>) => step(),
    onSettled: () => queries.invalidateQueries(),
  });
  return {
    isActing: acting.isPending,
    error: acting.error,
    /** @param reference what the location itself calls the work */
    accept: (reference?: string) => acting.mutate(() => api.acceptFulfillmentOrder({ path, body: acceptance(reference) })),
    start: (reference?: string) =>
      acting.mutate(async () => {
        if (!work.accepted) await api.acceptFulfillmentOrder({ path, body: acceptance(reference) });
        await api.pickFulfillmentOrder({ path, body: {} });
      }),
    pack: (packages: Packages) => acting.mutate(() => api.packFulfillmentOrder({ path, body: { packages } })),
    /** Without a hand-over it goes under the label that has been bought. */
    ship: (handover: Handover | undefined) => acting.mutate(() => api.shipFulfillmentOrder({ path, body: handover ?? {} })),
    ready: () => acting.mutate(() => api.readyFulfillmentOrder({ path, body: {} })),
    collect: (collection: Collection) => acting.mutate(() => api.collectFulfillmentOrder({ path, body: collection })),
  };
};

export type WorkActions = ReturnType<typeof useWorkActions>;
