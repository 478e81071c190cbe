import type { Api } from '../../shared/api.ts';
import { type FieldProblem, inputError } from '../../shared/field-message.ts';
import { linesOf, type TypedLine } from '../routing/line-fields.tsx';

type Answer<Name extends keyof Api> = Awaited<ReturnType<Api[Name]>>;
export type DeliveryOptions = Answer<'offerDeliveryOptions'>;
export type DeliveryOption = DeliveryOptions['items'][number];
export type ReturnRisk = Answer<'assessReturnRisk'>;
export type Promotions = Answer<'offerPromotions'>;
export type OfferedPromotion = Promotions['items'][number];
export type PromotionFigures = Answer<'getPromotionReport'>['items'][number];
export type RiskOfLine = ReturnRisk['lines'][number];

type DeliveryOptionsBody = Parameters<Api['offerDeliveryOptions']>[0]['body'];
type PromotionsBody = Parameters<Api['offerPromotions']>[0]['body'];
type ReturnRiskBody = Parameters<Api['assessReturnRisk']>[0]['body'];

/** A cart as it is typed. */
export type TypedCart = {
  readonly lines: readonly TypedLine[];
  readonly currency: string;
  readonly country: string;
  readonly region: string;
  readonly postalCode: string;
  readonly email: string;
};

/** What a shop would ask with this cart. @throws ProblemError that names what cannot be read */
export const questionsOf = (
  cart: TypedCart,
): { readonly delivery: DeliveryOptionsBody; readonly returns: ReturnRiskBody; readonly promotions: PromotionsBody } => {
  const problems: FieldProblem[] = [];
  const lines = linesOf(cart.lines, problems);
  if (cart.country === '') problems.push({ field: 'destination.country', message: 'must be chosen' });
  if (problems.length > 0) throw inputError(problems);
  const { currency } = cart;
  const [region, postalCode, email] = [cart.region.trim(), cart.postalCode.trim(), cart.email.trim()];
  const customer = email === '' ? {} : { customer: { email } };
  const destination = {
    country: cart.country,
    ...(region === '' ? {} : { region }),
    ...(postalCode === '' ? {} : { postal_code: postalCode }),
  };
  const goods = { lines, currency, ...customer };
  return { delivery: { ...goods, destination }, returns: goods, promotions: goods };
};

export const dateBasisWords: Readonly<Record<DeliveryOption['date_basis'], string>> = {
  learned: 'learned from parcels',
  'prior-only': 'by the rates: too few parcels yet',
  location: 'when the place has it ready',
  unknown: 'nobody can say',
};

export const rankingWords: Readonly<Record<DeliveryOptions['ranking']['basis'], string>> = {
  personal: 'In the order in which this customer chose before.',
  shop: 'In the order in which the shop’s customers choose.',
  assumed: 'In an order by assumptions: hardly anybody has chosen yet.',
};

/** Whether what is known of the customer was looked at. @param consent null where none was named */
export const consentText = (consent: boolean | null): string => {
  if (consent === null) return 'No customer was named.';
  return consent
    ? 'The customer agrees to personalisation.'
    : 'The customer has not agreed to personalisation, so nothing of theirs was read.';
};

export const leftOutWords: Readonly<Record<DeliveryOptions['left_out'][number]['reason'], string>> = {
  'no-stock': 'no location has it',
  excluded: 'the locations that have it are excluded',
  'location-unusable': 'the locations that have it are closed',
  'not-released': 'it is not released yet',
  'service-level': 'the promise would not be kept',
  'cold-chain': 'cold goods need a place that can cool them',
  hazmat: 'dangerous goods may not leave from there',
  geography: 'goods may not be sent there',
  'location-type': 'this type of location may not send',
  capacity: 'locations are full today',
  'max-parcels': 'it would take too many parcels',
  'promise-not-kept': 'more likely late than not',
  dominated: 'another way is cheaper and faster',
};

export const riskBasisWords: Readonly<Record<RiskOfLine['basis'], string>> = {
  model: 'the trained model',
  history: 'the shop’s own shares, by rule',
  usual: 'what is usual elsewhere: nothing of the kind has been sold here',
};

export const customerWords: Readonly<Record<ReturnRisk['customer'], string>> = {
  used: 'What the customer sent back before counts: they agree to personalisation.',
  'no-consent': 'The customer has not agreed to personalisation, so nothing of theirs was read.',
  unknown: 'Nobody by this address has ordered before.',
  'not-told': 'No customer was named.',
};

export const shownWords: Readonly<Record<RiskOfLine['show_reason'], string>> = {
  shown: 'may be shown to the customer',
  'nothing-to-say': 'there is nothing to suggest',
  'switched-off': 'not shown: the policy suggests nothing',
  unlikely: 'not shown: a return is not likely enough',
};

export const promotionLeftOutWords: Readonly<Record<Promotions['left_out'][number]['reason'], string>> = {
  'not-yet': 'has not begun',
  over: 'is over',
  channel: 'is for another channel',
  currency: 'is in another currency',
  minimum: 'wants a larger cart',
  articles: 'is for other articles',
  'used-up': 'has been used as often as it may',
  consent: 'would look at what the customer bought, and they have not agreed to that',
  'no-companion': 'nothing of it is bought with this cart',
  'not-due': 'the customer does not need its articles yet',
  'not-lapsed': 'the customer has not stayed away',
  'sold-out': 'what it is about is sold out',
  'held-out': 'this customer is held out, to measure what it does',
};
