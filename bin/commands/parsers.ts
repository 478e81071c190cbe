import { InvalidArgumentError } from 'commander';
import { tenantIdPattern } from '../../lib/kernel/ids.ts';
import { type Instant, parseInstant } from '../../lib/kernel/instant.ts';

// What the options of several commands have in common. A wrong value ends the command with what would be allowed.

export const wholeNumber =
  (minimum: number, maximum: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < minimum || value > maximum)
      throw new InvalidArgumentError(`It must be a whole number from ${minimum} to ${maximum}.`);
    return value;
  };

export const instant = (text: string): Instant => {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new InvalidArgumentError('It must be a moment with a zone, such as 2026-11-20T14:23:33Z.');
  return parsed;
};

export const tenant = (text: string): string => {
  if (!tenantIdPattern.test(text)) throw new InvalidArgumentError('It must be 1 to 40 lower-case letters, digits and hyphens.');
  return text;
};

/** `a,b,c`, each of the allowed values, if there are such. */
export const list =
  <Value extends string = string>(allowed?: readonly Value[]) =>
  (text: string): readonly Value[] => {
    const values = text.split(',').map((value) => value.trim());
    const wrong = values.find((value) => value === '' || (allowed !== undefined && !allowed.some((one) => one === value)));
    if (wrong !== undefined)
      throw new InvalidArgumentError(
        allowed ? `Allowed are ${allowed.join(', ')}, separated by commas.` : 'It must be a list separated by commas.',
      );
    return values as readonly string[] as readonly Value[];
  };

/** May be given several times. */
export const several = (text: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), text];
