import { Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import type { Api } from '../../shared/api.ts';
import { Choice } from '../../shared/choices.tsx';
import { documentNumber } from '../../shared/document-number.ts';
import { EditForm } from '../../shared/edit-form.tsx';
import { type FieldProblem, inputError } from '../../shared/field-message.ts';
import { useLocations } from '../../shared/locations.tsx';
import { PlaceField } from '../supply/place-field.tsx';

type Reason = Parameters<Api['adjustStock']>[0]['body']['lines'][number]['reason_code'];

/** Each reason in words, and which way it goes; a reason that the API gets and that has none here stops the build. */
const reasons: Readonly<Record<Reason, { readonly label: string; readonly way: 'down' | 'up' | 'both' }>> = {
  shrinkage: { label: 'Shrinkage: gone, nobody knows how', way: 'down' },
  theft: { label: 'Theft', way: 'down' },
  damage: { label: 'Damage: moves to the damaged units', way: 'down' },
  expired: { label: 'Expired', way: 'down' },
  sample: { label: 'Given as a sample', way: 'down' },
  donation: { label: 'Donated', way: 'down' },
  disposal: { label: 'Disposed of', way: 'down' },
  found: { label: 'Found', way: 'up' },
  correction: { label: 'Correction of the book', way: 'both' },
};
const reasonCodes = Object.keys(reasons) as readonly Reason[];

const directions = { down: 'Fewer: taken off the book', up: 'More: put on the book' } as const;
type Direction = keyof typeof directions;

type AdjustFormProps = { readonly sku: string; readonly locations: readonly string[]; readonly onClose: () => void };

/** Puts the book of an article right by a number of units, with the reason. */
export const AdjustForm = ({ sku, locations: known, onClose }: AdjustFormProps) => {
  const api = useApi();
  const locations = useLocations();
  const [id] = useState(() => documentNumber('A'));
  const [locationId, setLocation] = useState(known.length === 1 ? (known[0] ?? '') : '');
  const [reason, setReason] = useState<Reason>('shrinkage');
  const [chosenWay, setWay] = useState<Direction>('down');
  const [units, setUnits] = useState('');
  const { way: allowed } = reasons[reason];
  const way = allowed === 'both' ? chosenWay : allowed;
  const run = async (): Promise<void> => {
    const problems: FieldProblem[] = [];
    if (locationId === '') problems.push({ field: 'location', message: 'A location must be chosen' });
    if (!/^\s*[1-9]\d{0,8}\s*$/.test(units)) problems.push({ field: 'units', message: 'must be a whole number, 1 or more' });
    if (problems.length > 0) throw inputError(problems);
    const delta = Number(units) * (way === 'down' ? -1 : 1);
    await api.adjustStock({ body: { adjustment_id: id, lines: [{ sku, location_id: locationId, delta, reason_code: reason }] } });
  };
  return (
    <EditForm submitLabel="Adjust" run={run} done={`The book of ${sku} is adjusted`} onDone={onClose} onCancel={onClose}>
      {(messageOf) => (
        <Stack>
          <Text size="sm">
            Changes how many units the book has on hand. Units that orders were promised are not taken: count the shelf for that. Where more
            is there afterwards, orders that wait go on by themselves.
          </Text>
          <PlaceField
            label="Location"
            locations={locations}
            value={locationId}
            onChange={setLocation}
            error={messageOf('location', 'lines.0.location_id', 'body.lines.0.location_id')}
          />
          <Choice
            label="Reason"
            value={reason}
            options={reasonCodes.map((code) => ({ value: code, label: reasons[code].label }))}
            error={messageOf('body.lines.0.reason_code')}
            onChange={(value) => setReason(reasonCodes.find((code) => code === value) ?? reason)}
          />
          {allowed === 'both' && (
            <Choice
              label="Which way"
              value={chosenWay}
              options={Object.entries(directions).map(([value, label]) => ({ value, label }))}
              onChange={(value) => setWay(value === 'up' ? 'up' : 'down')}
            />
          )}
          <TextInput
            label={way === 'down' ? 'Units fewer' : 'Units more'}
            required
            inputMode="numeric"
            autoComplete="off"
            value={units}
            error={messageOf('units', 'body.lines.0.delta', 'lines.0.delta')}
            onChange={(event) => setUnits(event.currentTarget.value)}
          />
          <Text size="xs" className="muted">
            Adjustment <span className="mono">{id}</span>. Sent twice, it counts once.
          </Text>
        </Stack>
      )}
    </EditForm>
  );
};
