import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { type OrderAnomaly, type OrderResolution, resolutionCodes, resolutionWords } from './order-anomaly-words.ts';

type ResolveOrderAnomalyProps = { readonly anomaly: OrderAnomaly; readonly onClose: () => void };

/** Says that somebody has dealt with something strange about orders. */
export const ResolveOrderAnomaly = ({ anomaly, onClose }: ResolveOrderAnomalyProps) => {
  const api = useApi();
  const [code, setCode] = useState<OrderResolution>('expected');
  const [note, setNote] = useState('');
  const run = () =>
    api.resolveOrderAnomaly({ path: { id: anomaly.anomaly_id }, body: { code, ...(note.trim() === '' ? {} : { note: note.trim() }) } });
  return (
    <EditForm submitLabel="Resolve" run={run} done="The anomaly is resolved" onDone={onClose} onCancel={onClose}>
      {(messageOf) => (
        <>
          <Text size="sm">{anomaly.sentence}</Text>
          <Text size="sm">It leaves the list and is not told again while the same state lasts. No order is changed by this.</Text>
          <Choice
            label="What came of it"
            value={code}
            options={resolutionCodes.map((one) => ({ value: one, label: resolutionWords[one] }))}
            error={messageOf('body.code', 'code')}
            onChange={(value) => setCode(resolutionCodes.find((one) => one === value) ?? code)}
          />
          <TextInput
            label="Note"
            description="What was found, for whoever looks later; nothing personal"
            maxLength={500}
            autoComplete="off"
            value={note}
            error={messageOf('body.note', 'note')}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </>
      )}
    </EditForm>
  );
};
