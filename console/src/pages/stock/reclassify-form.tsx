import { Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import type { Api } from '../../shared/api.ts';
import { Choice } from '../../shared/choices.tsx';
import { documentNumber } from '../../shared/document-number.ts';
import { EditForm } from '../../shared/edit-form.tsx';
import { type FieldProblem, inputError } from '../../shared/field-message.ts';
import type { StockLevel } from '../../shared/types.ts';
import { unitsText } from './units.tsx';

type Line = Parameters<Api['reclassifyStock']>[0]['body']['lines'][number];
type Place = Line['to'];

const asidePlaces: Readonly<Record<Line['from'], string>> = { damaged: 'Damaged', quality_control: 'In quality control' };
const finalPlaces: Readonly<Record<Place, string>> = {
  on_hand: 'For sale again',
  damaged: 'Damaged',
  disposed: 'Disposed of: off the book',
};

/** Units of an article that stand aside somewhere. */
export const setAside = (levels: readonly StockLevel[]) =>
  levels.flatMap((level) =>
    (['quality_control', 'damaged'] as const).flatMap((from) =>
      level[from] > 0 ? [{ locationId: level.location_id, from, units: level[from] }] : [],
    ),
  );

type ReclassifyFormProps = {
  readonly sku: string;
  readonly aside: ReturnType<typeof setAside>;
  readonly onClose: () => void;
};

/** Gives units of an article that were set aside their final place. */
export const ReclassifyForm = ({ sku, aside, onClose }: ReclassifyFormProps) => {
  const api = useApi();
  const [id] = useState(() => documentNumber('R'));
  const [chosen, setChosen] = useState('0');
  const [to, setTo] = useState<Place>('on_hand');
  const [units, setUnits] = useState('');
  const source = aside[Number(chosen)];
  const run = async (): Promise<void> => {
    const problems: FieldProblem[] = [];
    if (source === undefined) problems.push({ field: 'source', message: 'Units that stand aside must be chosen' });
    if (!/^\s*[1-9]\d{0,8}\s*$/.test(units)) problems.push({ field: 'units', message: 'must be a whole number, 1 or more' });
    if (source?.from === to) problems.push({ field: 'to', message: 'must be another place' });
    if (problems.length > 0 || source === undefined) throw inputError(problems);
    const line = { sku, location_id: source.locationId, quantity: Number(units), from: source.from, to };
    await api.reclassifyStock({ body: { reclassification_id: id, lines: [line] } });
  };
  return (
    <EditForm submitLabel="Decide" run={run} done={`The units of ${sku} have their place`} onDone={onClose} onCancel={onClose}>
      {(messageOf) => (
        <Stack>
          <Text size="sm">
            Units that were set aside are sold to nobody until somebody decides. Where some are for sale again, orders that wait go on by
            themselves.
          </Text>
          <Choice
            label="Set aside"
            value={chosen}
            options={aside.map(({ locationId, from, units: there }, index) => ({
              value: String(index),
              label: `${locationId}, ${asidePlaces[from].toLowerCase()}: ${unitsText(there)}`,
            }))}
            error={messageOf('source', 'body.lines.0.from')}
            onChange={setChosen}
          />
          <Choice
            label="What becomes of them"
            value={to}
            options={Object.entries(finalPlaces).map(([value, label]) => ({ value, label }))}
            error={messageOf('to', 'body.lines.0.to')}
            onChange={(value) => setTo(value === 'damaged' || value === 'disposed' ? value : 'on_hand')}
          />
          <TextInput
            label="Units"
            required
            inputMode="numeric"
            autoComplete="off"
            value={units}
            error={messageOf('units', 'body.lines.0.quantity', 'lines.0.quantity')}
            onChange={(event) => setUnits(event.currentTarget.value)}
          />
          <Text size="xs" className="muted">
            Decision <span className="mono">{id}</span>. Sent twice, it counts once.
          </Text>
        </Stack>
      )}
    </EditForm>
  );
};
