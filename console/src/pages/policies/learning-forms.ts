// Fields of the policies that tell models and forecasts what they may do by themselves.
import type { FormField } from './form.ts';

const minor = 'minor units';

/** What each action against fraud costs; in the order in which one comes to know them. */
export const fraudBands: readonly FormField[] = [
  {
    kind: 'choice',
    path: 'mode',
    label: 'What costs decide',
    options: [
      { value: 'off', label: 'Nothing: the review of large orders alone' },
      { value: 'advise', label: 'Nothing, and they stand on the receipt' },
      { value: 'decide', label: 'The action of least cost; the review of large orders stands above it' },
    ],
  },
  { kind: 'text', path: 'currency', label: 'Currency of all amounts', description: 'Orders in another one are left to the rule.' },
  {
    kind: 'group',
    label: 'What it costs',
    description: 'In minor units: 300 are 3.00 of most currencies.',
    fields: [
      { kind: 'number', path: 'review_cost_minor', label: 'A person looks at an order', unit: minor },
      { kind: 'number', path: 'verification_cost_minor', label: 'A customer is sent a code', unit: minor },
      {
        kind: 'number',
        path: 'chargeback_fee_minor',
        label: 'Fee of a chargeback',
        unit: minor,
        description: 'Beside the money and the goods.',
      },
      { kind: 'number', path: 'churn_cost_minor', label: 'A good customer is turned away', unit: minor },
      { kind: 'number', path: 'margin_percent', label: 'Margin', unit: '%', description: 'What of the total an order earns.' },
    ],
  },
  {
    kind: 'group',
    label: 'What it achieves',
    fields: [
      { kind: 'number', path: 'verification_catches_percent', label: 'Fraud that does not answer a code', unit: '%' },
      { kind: 'number', path: 'verification_abandons_percent', label: 'Customers who give up when asked for a code', unit: '%' },
      { kind: 'number', path: 'review_catches_percent', label: 'Fraud that a person finds', unit: '%' },
      { kind: 'number', path: 'review_refuses_percent', label: 'Honest orders that a person turns away', unit: '%' },
    ],
  },
  {
    kind: 'number',
    path: 'decline_above_percent',
    label: 'Declined without a person from',
    unit: '%',
    orNull: true,
    description: 'Probability of fraud. Empty: a person looks at every order that it would be cheapest to decline.',
  },
  {
    kind: 'group',
    label: 'Orders that pass to learn from them',
    description: 'A small random share passes, so that the model sees what it would otherwise never learn of.',
    fields: [
      { kind: 'number', path: 'explore.share_per_mille', label: 'Share', unit: 'per mille', description: '0 to 200.' },
      { kind: 'number', path: 'explore.amount_max_minor', label: 'Up to a total of', unit: minor },
      { kind: 'number', path: 'explore.per_day_max', label: 'At most', unit: 'a day' },
    ],
  },
  { kind: 'number', path: 'review_hours', label: 'A person decides within', unit: 'hours' },
  { kind: 'number', path: 'capacity_per_day', label: 'Reviewers get through', unit: 'orders a day' },
  { kind: 'number', path: 'label_days', label: 'Honest without a chargeback after', unit: 'days' },
  {
    kind: 'text',
    path: 'verification_url',
    label: 'Page on which a customer enters the code',
    orNull: true,
    description: 'With {token} where the token goes. Empty where the shop shows it by itself.',
  },
];

export const dispositions: readonly FormField[] = [
  { kind: 'number', path: 'opened_percent', label: 'Opened goods bring', unit: '%', description: 'Of their price, sold as they are.' },
  { kind: 'number', path: 'worn_percent', label: 'Worn goods bring', unit: '%' },
  { kind: 'number', path: 'damaged_percent', label: 'Damaged goods bring', unit: '%', description: '0: not sold as they are.' },
  { kind: 'number', path: 'incomplete_percent', label: 'Incomplete goods bring', unit: '%', description: '0: not sold as they are.' },
  { kind: 'number', path: 'refurbished_percent', label: 'Goods put right bring', unit: '%' },
  { kind: 'number', path: 'refurbish_cost_minor', label: 'Putting a unit right costs', unit: minor },
  { kind: 'number', path: 'liquidate_percent', label: 'A buyer of remainders pays', unit: '%' },
  { kind: 'number', path: 'handling_minor', label: 'Receiving a unit costs', unit: minor },
  { kind: 'number', path: 'dispose_cost_minor', label: 'Getting rid of a unit costs', unit: minor },
  { kind: 'number', path: 'loss_percent_per_week', label: 'Lost with each week that it waits', unit: '%' },
  { kind: 'number', path: 'shelf_days', label: 'On the shelf after', unit: 'days', description: 'From the arrival of a unit.' },
  { kind: 'number', path: 'refurbish_days', label: 'Putting a unit right takes', unit: 'days' },
  { kind: 'number', path: 'weeks_without_forecast', label: 'Waits, where no forecast knows', unit: 'weeks' },
];

export const returnRisk: readonly FormField[] = [
  {
    kind: 'switch',
    path: 'suggest',
    label: 'Customers are told what may keep goods from coming back',
    description: 'Another size, another article, or that several sizes are in the cart.',
  },
  { kind: 'number', path: 'show_from_percent', label: 'From a probability of', unit: '%', description: '0 to 100.' },
  { kind: 'number', path: 'freight_minor', label: 'The way back costs', unit: minor },
  { kind: 'number', path: 'handling_minor', label: 'Receiving and looking at it costs', unit: minor },
  { kind: 'number', path: 'loss_percent', label: 'Goods sent back bring less by', unit: '%', description: '0 to 100, of the price paid.' },
];

export const retraining: readonly FormField[] = [
  {
    kind: 'switch',
    path: 'enabled',
    label: 'Models are trained by themselves',
    description: 'Otherwise only when a person asks for it.',
  },
  {
    kind: 'number',
    path: 'every_days',
    label: 'Trained anew after',
    unit: 'days',
    description: '0: never because of time alone. Up to 365.',
  },
  {
    kind: 'number',
    path: 'cooldown_days',
    label: 'Not again within',
    unit: 'days',
    description: 'Unless a person asks. Up to 90.',
  },
  {
    kind: 'choice',
    path: 'on_drift',
    label: 'When what a model meets has changed',
    options: [
      { value: 'alert', label: 'Tell' },
      { value: 'retrain', label: 'Tell, and train anew' },
    ],
  },
  {
    kind: 'choice',
    path: 'approval',
    label: 'A version that has passed its gates',
    options: [
      { value: 'person', label: 'Waits for a person to approve it' },
      { value: 'policy', label: 'Goes on by itself' },
    ],
  },
  {
    kind: 'group',
    label: 'How it goes live',
    fields: [
      { kind: 'number', path: 'canary_per_mille', label: 'Answers first for', unit: 'per mille of orders', description: '10 to 500.' },
      { kind: 'number', path: 'canary_hours', label: 'For', unit: 'hours', description: '0 promotes it at once.' },
      { kind: 'number', path: 'watch_hours', label: 'Watched afterwards for', unit: 'hours' },
    ],
  },
  {
    kind: 'group',
    label: 'What it may cost',
    fields: [
      {
        kind: 'number',
        path: 'runs_per_month',
        label: 'Trainings',
        unit: 'a month',
        description: 'Of all models, those of people among them.',
      },
      { kind: 'number', path: 'monthly_budget_usd', label: 'Budget', unit: 'dollars a month' },
    ],
  },
  { kind: 'number', path: 'window_months', label: 'Learns from the last', unit: 'months', description: '3 to 120.' },
];

export const planning: readonly FormField[] = [
  {
    kind: 'number',
    path: 'service_percent',
    label: 'Demand is covered in',
    unit: '% of cases',
    description: '50 to 99.9.',
  },
  {
    kind: 'group',
    label: 'What a missing unit costs',
    fields: [
      { kind: 'number', path: 'shortage.loss_percent', label: 'Of its price', unit: '%' },
      { kind: 'number', path: 'shortage.loss_minor', label: 'Without a price', unit: minor },
    ],
  },
  {
    kind: 'group',
    label: 'Goods to move',
    fields: [
      { kind: 'switch', path: 'transfers.enabled', label: 'Transfers are proposed' },
      { kind: 'number', path: 'transfers.lead_time_days', label: 'Under way for', unit: 'days' },
      { kind: 'number', path: 'transfers.cover_days', label: 'Cover after that', unit: 'days' },
      { kind: 'number', path: 'transfers.keep_days', label: 'The giving location keeps', unit: 'days of demand' },
      { kind: 'number', path: 'transfers.cost_per_transfer_minor', label: 'Cost of a transfer', unit: minor },
      { kind: 'number', path: 'transfers.cost_per_unit_minor', label: 'And of each unit', unit: minor },
    ],
  },
  {
    kind: 'group',
    label: 'Goods to buy',
    fields: [
      { kind: 'switch', path: 'replenishment.enabled', label: 'Purchases are proposed' },
      { kind: 'number', path: 'replenishment.review_days', label: 'Between two purchases', unit: 'days' },
      {
        kind: 'number',
        path: 'replenishment.lead_time_days',
        label: 'Delivered in',
        unit: 'days',
        description: 'By a supplier who has not said.',
      },
    ],
  },
  { kind: 'number', path: 'valid_days', label: 'A proposal stands for', unit: 'days' },
  { kind: 'number', path: 'quiet_days', label: 'Once declined, not made again for', unit: 'days' },
];

export const labour: readonly FormField[] = [
  {
    kind: 'number',
    path: 'lines_per_person_hour',
    label: 'One person picks and packs',
    unit: 'order lines an hour',
  },
  { kind: 'number', path: 'shift_hours', label: 'A shift has', unit: 'hours' },
  {
    kind: 'table',
    path: 'location_types',
    label: 'Pace by type of location',
    description: 'In percent of the pace above. Types are warehouse, store, 3pl and supplier.',
    rowName: 'type',
    empty: 'There are none: every location reaches all of it.',
    columns: [
      { key: 'type', label: 'Type', kind: 'text' },
      { key: 'productivity_percent', label: 'Percent', kind: 'number' },
    ],
  },
];
