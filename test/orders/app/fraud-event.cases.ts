const at = '2026-11-20T14:00:00.000Z';
const charged = {
  chargeback_id: 'cb-1',
  received_at: at,
  reason_code: '10.4',
  fraudulent: true,
  amount_minor: 1_250,
  currency: 'EUR',
  placed_at: at,
  person_id: null,
  email_domain: null,
};
const review = { hold_id: 'h-1', outcome: 'released', decided_by: 'user:1', decided_at: at, placed_at: at };

type Case = readonly [type: string, payload: object, sentence: string, reference?: string];

/** Type, payload, sentence and reference of the events on an order's honesty. */
export const fraudCases: readonly Case[] = [
  [
    'fraud.verification_requested',
    { verification: 1, cause: 'hold:h', placed_at: at, requested_at: at },
    'The customer is asked to confirm the order by a code on their phone.',
  ],
  ['fraud.code_issued', { verification: 1, send: 1, expires_at: at }, `A code goes to the customer; it is good until ${at}.`],
  ['fraud.code_issued', { verification: 1, send: 2, expires_at: at }, `Code number 2 goes to the customer; it is good until ${at}.`],
  ['fraud.code_refused', { verification: 1, tries: 3 }, 'A wrong code was entered (3 so far).'],
  ...(
    [
      ['customer', 'The customer confirmed the order by the code.'],
      ['support', 'Support confirmed the order by the code that the customer read out.'],
    ] as const
  ).map(
    ([basis, sentence]): Case => [
      'fraud.verification_confirmed',
      { verification: 1, basis, confirmed_by: 'user:1', confirmed_at: at },
      sentence,
    ],
  ),
  ...(
    [
      ['no-phone', 'there is no phone number'],
      ['undeliverable', 'the code could not be delivered'],
      ['expired', 'nobody entered it in time'],
      ['too-many-tries', 'a wrong code was entered too often'],
      ['no-sends-left', 'no further code may be sent'],
    ] as const
  ).map(
    ([reason, words]): Case => [
      'fraud.verification_failed',
      { verification: 1, reason, failed_at: at },
      `The order was not confirmed by a code: ${words}. A person looks at it instead.`,
    ],
  ),
  ['fraud.review_decided', review, 'The review found the order genuine.', 'h-1'],
  ['fraud.review_decided', { ...review, outcome: 'rejected' }, 'The review found the order fraudulent.', 'h-1'],
  ['fraud.chargeback_received', charged, 'The bank took back 12.50 EUR under code 10.4, which stands for fraud.', 'cb-1'],
  [
    'fraud.chargeback_received',
    { ...charged, reason_code: '13.1', fraudulent: false },
    'The bank took back 12.50 EUR under code 13.1, which says nothing of fraud.',
    'cb-1',
  ],
];

/** The same of a tenant's forecasts. */
export const forecastCases: readonly Case[] = [
  [
    'forecast.accuracy_breached',
    { measure: 'mape', week: '2026-11-16', values: [0.3, 0.31, 0.4], limit: 0.25 },
    'Forecasts are too far off: their mean absolute percentage error was above 0.25 for 3 weeks up to 2026-11-16: 0.3, 0.31 and 0.4.',
    '2026-11-16',
  ],
  [
    'forecast.accuracy_breached',
    { measure: 'wape_ratio', week: '2026-11-16', values: [1.1, 1.2, 1.3456], limit: 1 },
    'Forecasts are too far off: their weighted error against the naive forecast was above 1 for 3 weeks up to 2026-11-16: 1.1, 1.2 and 1.346.',
    '2026-11-16',
  ],
];
