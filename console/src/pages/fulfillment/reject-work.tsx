import { Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import type { FulfillmentOrder } from '../../shared/types.ts';

const reasons = [
  { value: 'out-of-stock', label: 'The goods are not here' },
  { value: 'damaged', label: 'The goods are damaged' },
  { value: 'capacity', label: 'Too much to do' },
  { value: 'closed', label: 'Closed' },
  { value: 'cannot-ship', label: 'Cannot be shipped from here' },
  { value: 'other', label: 'Another reason' },
] as const;
type Reason = (typeof reasons)[number]['value'];

const RejectForm = ({ work, close }: { readonly work: FulfillmentOrder; readonly close: () => void }) => {
  const { api } = useSession();
  const [reason, setReason] = useState<Reason>('out-of-stock');
  return (
    <div className="touch">
      <EditForm
        submitLabel="Reject the work"
        color="red"
        run={() => api.rejectFulfillmentOrder({ path: { id: work.fulfillment_order_id }, body: { reason } })}
        done="The work is given back"
        onDone={close}
        onCancel={close}
      >
        {() => (
          <>
            <Choice
              size="md"
              label="Why"
              value={reason}
              options={reasons}
              onChange={(value) => setReason(reasons.find((one) => one.value === value)?.value ?? 'other')}
            />
            <Text size="sm">
              All of this work leaves {work.location_id}.{' '}
              {work.delivery_method === 'pickup'
                ? 'The customer was to collect it here, so no other location is looked for: a person decides what becomes of the order.'
                : 'Another location is looked for, and this one is not asked for these goods of the order again.'}
            </Text>
          </>
        )}
      </EditForm>
    </div>
  );
};

/** Gives all of the work back. */
export const RejectButton = ({ work }: { readonly work: FulfillmentOrder }) => (
  <DialogButton label="Reject" title="Reject the work" size="md" dialogSize="md">
    {(close) => <RejectForm work={work} close={close} />}
  </DialogButton>
);
