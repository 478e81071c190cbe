import { type FieldProblem, inputError } from '../../shared/field-message.ts';
import type { EvaluateRouteBody } from '../../shared/types.ts';
import { endOf } from '../replay/replay-words.ts';

/** Which policy decides: that of the tenant when neither is given. */
export type PolicyChoice = Pick<EvaluateRouteBody, 'preset' | 'policy'>;

type Line = { readonly id: string; readonly sku: string; readonly quantity: string };

/** An order as it is typed, to see where it would come from. */
export type OrderTyped = {
  readonly lines: readonly Line[];
  readonly country: string;
  readonly region: string;
  readonly postalCode: string;
  readonly deliverBy: string;
};

export const emptyLine = (): Line => ({ id: crypto.randomUUID(), sku: '', quantity: '1' });
export const emptyOrder = (): OrderTyped => ({ lines: [emptyLine()], country: '', region: '', postalCode: '', deliverBy: '' });

const trimmed = <Name extends string>(name: Name, text: string): { readonly [key in Name]?: string } =>
  text.trim() === '' ? {} : ({ [name]: text.trim() } as { readonly [key in Name]: string });

/** As `POST /routing/evaluate` has it. @throws ProblemError that names what cannot be read */
export const bodyOfTyped = (typed: OrderTyped, policy: PolicyChoice): EvaluateRouteBody => {
  const problems: FieldProblem[] = [];
  const lines = typed.lines.map(({ sku, quantity }, index) => {
    if (sku.trim() === '') problems.push({ field: `lines.${index}.sku`, message: 'must be given' });
    if (!/^\s*[1-9]\d{0,6}\s*$/.test(quantity))
      problems.push({ field: `lines.${index}.quantity`, message: 'must be a whole number from 1' });
    return { sku: sku.trim(), quantity: Number(quantity) };
  });
  if (typed.country === '') problems.push({ field: 'destination.country', message: 'must be chosen' });
  const deliverBy = typed.deliverBy === '' ? undefined : endOf(typed.deliverBy);
  if (problems.length > 0) throw inputError(problems);
  return {
    lines,
    destination: { country: typed.country, ...trimmed('region', typed.region), ...trimmed('postal_code', typed.postalCode) },
    ...(deliverBy === undefined ? {} : { deliver_by: deliverBy }),
    ...policy,
  };
};
