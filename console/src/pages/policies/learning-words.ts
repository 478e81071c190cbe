// What the policies of models and forecasts say, as one would say it.
import { moneyText } from '../../shared/money.tsx';
import type { Policy } from '../../shared/types.ts';

type ValueOf<Name extends Policy['name']> = Extract<Policy, { readonly name: Name }>['value'];

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

export const bandsSentence = (value: ValueOf<'fraud_bands'>): string => {
  const { mode, currency, review_cost_minor: review, decline_above_percent: decline, explore } = value;
  if (mode === 'off') return 'Only the review of large orders decides.';
  const cost = `A look by a person is taken to cost ${moneyText(review, currency)}`;
  if (mode === 'advise') return `What each action would cost stands on the receipt, and decides nothing. ${cost}.`;
  const declined =
    decline === null ? 'nothing is declined without a person' : `from a probability of ${decline} % an order is declined without a person`;
  const passed = explore.share_per_mille === 0 ? '' : ` ${explore.share_per_mille} of 1,000 stopped orders pass to learn from them.`;
  return `The action that costs least is taken. ${cost}; ${declined}.${passed}`;
};

export const retrainingSentence = (value: ValueOf<'retraining'>): string => {
  const canary =
    value.canary_hours === 0
      ? 'is promoted at once'
      : `first answers for ${value.canary_per_mille / 10} % of orders for ${value.canary_hours} hours`;
  const goes = value.approval === 'person' ? `waits for a person, and then ${canary}` : canary;
  const when = !value.enabled
    ? 'Models are trained only when a person asks for it.'
    : `Models are trained anew ${value.every_days === 0 ? 'when somebody asks' : `every ${days(value.every_days)}`}${value.on_drift === 'retrain' ? ' and when what they meet has changed' : ''}.`;
  return `${when} What passes its gates ${goes}. At most ${value.runs_per_month} trainings and ${moneyText(Math.round(value.monthly_budget_usd * 100), 'USD')} a month.`;
};

export const dispositionsSentence = ({
  refurbished_percent: put,
  liquidate_percent: sold,
  loss_percent_per_week: loss,
}: ValueOf<'dispositions'>): string =>
  `Goods put right are taken to bring ${put} % of their price, sold off ${sold} %; each week of waiting costs ${loss} % of it.`;

export const returnRiskSentence = ({ suggest, show_from_percent: from, loss_percent: loss }: ValueOf<'return_risk'>): string =>
  `${suggest ? `From a probability of ${from} % on a customer is told what may keep the goods from coming back.` : 'Customers are told nothing of returns.'} Goods that were sent back are taken to bring ${loss} % less.`;

export const planningSentence = ({
  service_percent: percent,
  transfers,
  replenishment,
  valid_days: valid,
}: ValueOf<'planning'>): string => {
  const proposed = [...(transfers.enabled ? ['transfers'] : []), ...(replenishment.enabled ? ['purchases'] : [])];
  if (proposed.length === 0) return 'Nothing is proposed.';
  return `${proposed.join(' and ')} are proposed so that demand is covered in ${percent} % of cases; a proposal stands for ${days(valid)}.`.replace(
    /^./,
    (letter) => letter.toUpperCase(),
  );
};

export const labourSentence = ({ lines_per_person_hour: lines, shift_hours: hours, location_types: types }: ValueOf<'labour'>): string => {
  const others = types.map(({ type, productivity_percent: percent }) => `${type} ${percent} %`);
  return `One person picks and packs ${lines} order lines an hour in a shift of ${hours} hours${others.length === 0 ? '' : `; of that, ${others.join(', ')}`}.`;
};
