import { formOf, type FormTyped, jsonOfForm } from './form.ts';
import type { ValueOf } from './policy-words.ts';
import type { PresetName } from './sourcing-presets.ts';
import { besideFields, type ShippingKind, shippingKindOf, sourcingForm } from './sourcing-form.ts';

export const ownPreset = 'own';

/** A policy of sourcing as it is typed: one that ships with the product, or one of one's own. */
export type SourcingTyped = {
  readonly name: 'sourcing';
  /** What counts beside a policy that ships with the product. */
  readonly beside: FormTyped;
} & (
  | {
      readonly preset: PresetName;
      /** What was typed of one's own before. */
      readonly own?: OwnTyped | undefined;
    }
  | { readonly preset: typeof ownPreset; readonly own: OwnTyped }
);
type OwnPolicy = Extract<ValueOf<'sourcing'>, { readonly policy: object }>['policy'];
export type OwnTyped = { readonly version: number; readonly shipping: ShippingKind; readonly form: FormTyped };

/** A whole policy as its fields show it. */
export const ownTyped = (policy: object): OwnTyped => {
  const shipping = shippingKindOf(policy);
  const version = 'version' in policy && typeof policy.version === 'number' ? policy.version : 1;
  return { version, shipping, form: formOf(sourcingForm(shipping), policy) };
};

export const sourcingTypedOf = (value: ValueOf<'sourcing'>): SourcingTyped =>
  'policy' in value
    ? { name: 'sourcing', preset: ownPreset, own: ownTyped(value.policy), beside: formOf(besideFields, {}) }
    : { name: 'sourcing', preset: value.preset, beside: formOf(besideFields, value) };

/** The whole policy that was typed. @param above where it stands in what is sent @throws ProblemError that names what cannot be read */
export const ownPolicyOf = ({ version, shipping, form }: OwnTyped, above: string): OwnPolicy =>
  // What is typed may make no sense yet: the API is who looks, and names the field.
  jsonOfForm(sourcingForm(shipping), form, above, { version, shipping: { kind: shipping } }) as OwnPolicy;

/** As `PUT /policies/sourcing` has it. */
export const sourcingValueOf = (typed: SourcingTyped): ValueOf<'sourcing'> =>
  typed.preset === ownPreset
    ? { policy: ownPolicyOf(typed.own, 'value.policy') }
    : // What is typed may make no sense yet: the API is who looks, and names the field.
      (jsonOfForm(besideFields, typed.beside, 'value', { preset: typed.preset }) as ValueOf<'sourcing'>);
