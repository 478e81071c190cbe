import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { documentNumber } from '../../shared/document-number.ts';
import type { FieldProblem } from '../../shared/field-message.ts';
import type { ChosenLine } from './chosen-lines.tsx';
import { takeUnits } from './typed-units.ts';

/**
 * A document that is being made. Whoever leads here may fill it in by the address: `from`, `to`, and `sku` with `units`.
 *
 * @param letter first of its number
 */
export const useDocumentDraft = (letter: string) => {
  const [query] = useSearchParams();
  const [id, setId] = useState(() => documentNumber(letter));
  const [from, setFrom] = useState(query.get('from') ?? '');
  const [to, setTo] = useState(query.get('to') ?? '');
  const [reference, setReference] = useState('');
  const [lines, setLines] = useState<readonly ChosenLine[]>(() => {
    const sku = query.get('sku');
    return sku === null || sku === '' ? [] : [{ sku, quantity: query.get('units') ?? '', day: '' }];
  });
  const add = (sku: string): void =>
    setLines((before) => (before.some((line) => line.sku === sku) ? before : [...before, { sku, quantity: '', day: '' }]));
  return { id, setId, from, setFrom, to, setTo, reference, setReference, lines, setLines, add };
};

/** Lines as they are sent; what is wrong of them goes to `problems`. */
export const readLines = (lines: readonly ChosenLine[], problems: FieldProblem[]) => {
  if (lines.length === 0) problems.push({ field: 'lines', message: 'must have at least one article' });
  return lines.map(({ sku, quantity }, index) => ({ sku, quantity: takeUnits(quantity, 1, `lines.${index}.quantity`, problems) }));
};
