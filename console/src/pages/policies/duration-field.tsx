import { Group, TextInput } from '@mantine/core';
import { Choice } from '../../shared/choices.tsx';

const units = [
  { value: '1', label: 'seconds' },
  { value: '60', label: 'minutes' },
  { value: '3600', label: 'hours' },
  { value: '86400', label: 'days' },
] as const;

/** A span as it is typed. */
export type Duration = { readonly count: string; readonly unit: string };

/** In the largest unit that needs no fraction. */
export const durationOf = (seconds: number): Duration => {
  const unit = seconds === 0 ? units[1] : (units.findLast(({ value }) => seconds % Number(value) === 0) ?? units[0]);
  return { count: String(seconds / Number(unit.value)), unit: unit.value };
};

/** @returns undefined when it is no whole number of seconds */
export const secondsOf = ({ count, unit }: Duration): number | undefined => {
  const text = count.trim().replace(',', '.');
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(text)) return undefined;
  const seconds = Number(text) * Number(unit);
  return Number.isInteger(seconds) ? seconds : undefined;
};

type DurationFieldProps = {
  readonly label: string;
  readonly description?: string;
  readonly value: Duration;
  readonly onChange: (value: Duration) => void;
  readonly error: string | undefined;
};

export const DurationField = ({ label, description, value, onChange, error }: DurationFieldProps) => (
  <Group align="flex-end" gap="xs" wrap="nowrap">
    <TextInput
      label={label}
      description={description}
      required={description !== undefined}
      inputMode="decimal"
      style={{ flex: '1 1 auto' }}
      value={value.count}
      error={error}
      onChange={(event) => onChange({ ...value, count: event.currentTarget.value })}
    />
    <Choice
      aria-label={`${label}: unit`}
      w={120}
      style={{ flex: 'none' }}
      value={value.unit}
      options={units}
      onChange={(unit) => onChange({ ...value, unit })}
    />
  </Group>
);
