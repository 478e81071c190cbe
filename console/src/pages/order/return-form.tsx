import { Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { inputError, type MessageOf } from '../../shared/field-message.ts';
import { LocationChoice, useLocations } from '../../shared/locations.tsx';
import { optionsOf } from '../decisions/decision-words.ts';
import { conditionWords, type Returnable, type ReturnCondition, type ReturnReason, reasonWords } from './return-words.ts';

type TypedLine = { readonly units: number | string; readonly reason: ReturnReason; readonly condition: ReturnCondition };

const nothingBack: TypedLine = { units: 0, reason: 'changed-mind', condition: 'opened' };
const keyIn = <Code extends string>(words: Readonly<Record<Code, string>>, value: string, otherwise: Code): Code =>
  (Object.keys(words) as Code[]).find((one) => one === value) ?? otherwise;

type LineProps = {
  readonly line: Returnable;
  readonly typed: TypedLine;
  readonly onChange: (typed: TypedLine) => void;
  /** Place among the lines that are sent; undefined for one of which nothing came back. */
  readonly place: number | undefined;
  readonly messageOf: MessageOf;
};

const Line = ({ line, typed, onChange, place, messageOf }: LineProps) => {
  const messageOn = (field: string): string | undefined => (place === undefined ? undefined : messageOf(`lines.${place}.${field}`));
  return (
    <Stack gap={4} role="group" aria-label={line.name}>
      <Text size="sm" fw={600} className="break">
        {line.name}
      </Text>
      <Group gap="xs" align="flex-start">
        <NumberInput
          label="Units back"
          description={`of ${line.units}`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          w={110}
          min={0}
          max={line.units}
          allowDecimal={false}
          value={typed.units}
          error={messageOn('quantity')}
          onChange={(units) => onChange({ ...typed, units })}
        />
        <Choice
          label="Because"
          value={typed.reason}
          options={optionsOf(reasonWords)}
          error={messageOn('reason')}
          onChange={(value) => onChange({ ...typed, reason: keyIn(reasonWords, value, typed.reason) })}
        />
        <Choice
          label="Condition"
          value={typed.condition}
          options={optionsOf(conditionWords)}
          error={messageOn('condition')}
          onChange={(value) => onChange({ ...typed, condition: keyIn(conditionWords, value, typed.condition) })}
        />
      </Group>
    </Stack>
  );
};

type ReturnFormProps = { readonly orderId: string; readonly lines: readonly Returnable[]; readonly onClose: () => void };

/** Records what came back. */
export const ReturnForm = ({ orderId, lines, onClose }: ReturnFormProps) => {
  const { api } = useSession();
  const locations = useLocations();
  const [typed, setTyped] = useState<Readonly<Record<string, TypedLine>>>({});
  const [location, setLocation] = useState('');
  // The same return, however often it is sent.
  const [returnId, setReturnId] = useState(() => `R-${crypto.randomUUID().slice(0, 8).toUpperCase()}`);
  const typedOf = ({ lineId }: Returnable): TypedLine => typed[lineId] ?? nothingBack;
  const sent = lines.filter((line) => Number(typedOf(line).units) > 0);
  const run = async (): Promise<void> => {
    const [first] = lines;
    if (sent.length === 0 && first) throw inputError([{ field: 'lines', message: 'must say of which line something came back' }]);
    await api.recordReturn({
      path: { id: orderId },
      body: {
        return_id: returnId.trim(),
        lines: sent.map((line) => {
          const { units, reason, condition } = typedOf(line);
          return { line_id: line.lineId, quantity: Number(units), reason, condition };
        }),
        ...(location === '' ? {} : { location_id: location }),
      },
    });
  };
  return (
    <EditForm submitLabel="Record" run={run} done="The return is recorded" onDone={onClose} onCancel={onClose}>
      {(messageOf) => (
        <>
          <Text size="sm">Records what has come back, for good. Money is given back and stock is booked where that is done today.</Text>
          {lines.map((line) => (
            <Line
              key={line.lineId}
              line={line}
              typed={typedOf(line)}
              onChange={(next) => setTyped({ ...typed, [line.lineId]: next })}
              place={sent.includes(line) ? sent.indexOf(line) : undefined}
              messageOf={messageOf}
            />
          ))}
          {messageOf('lines') !== undefined && (
            <Text size="sm" c="red" role="alert">
              {messageOf('lines')}
            </Text>
          )}
          <LocationChoice locations={locations} value={location} onChange={setLocation} label="Received at" all="Not said" />
          <TextInput
            label="Name of the return"
            description="As the parcel or the shop has it; sent again under the same name it changes nothing"
            required
            maxLength={100}
            value={returnId}
            error={messageOf('return_id')}
            onChange={(event) => setReturnId(event.currentTarget.value)}
          />
        </>
      )}
    </EditForm>
  );
};
