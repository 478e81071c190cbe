import { holdsCardNumber } from '../../shared/card-number.ts';
import * as drafts from '../../shared/drafts.ts';

/** A line as it is typed: amounts are texts such as `12.50`. */
export type DraftLine = {
  readonly id: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly discount: string;
  readonly tax: string;
  readonly requiresShipping: boolean;
};

export type Draft = {
  /** The order's number at the channel, and the key by which pressing twice makes one order. */
  readonly key: string;
  /** It has been sent, and what became of it is not known. */
  readonly isUnclear: boolean;
  readonly reference: string;
  readonly currency: string;
  readonly taxesIncluded: boolean;
  readonly isTest: boolean;
  readonly lines: readonly DraftLine[];
  readonly customer: { readonly name: string; readonly email: string; readonly phone: string };
  readonly address: {
    readonly name: string;
    readonly line1: string;
    readonly line2: string;
    readonly postalCode: string;
    readonly city: string;
    readonly region: string;
    readonly country: string;
  };
  /** Where the customer collects the goods; undefined where a carrier brings them, empty while it is to be chosen. */
  readonly pickupAt: string | undefined;
  readonly shipping: { readonly title: string; readonly price: string; readonly tax: string };
  readonly payment: { readonly kind: PaymentKind; readonly status: PaymentStatus; readonly provider: string; readonly reference: string };
  readonly purchase: { readonly company: string; readonly orderNumber: string; readonly netDays: string };
  readonly note: string;
};

/** Ways to pay that somebody who enters an order can tell apart. */
export const paymentKinds = {
  card: 'Card, taken at the payment provider',
  bank_transfer: 'Bank transfer',
  cash: 'Cash',
  cash_on_delivery: 'Cash on delivery',
  invoice: 'Invoice',
  wallet: 'Wallet, such as PayPal',
  instalments: 'Instalments',
  gift_card: 'Gift card',
  other: 'Another way',
} as const;
export type PaymentKind = keyof typeof paymentKinds;

/** Where the payment stands, and what follows for the order. */
export const paymentStatuses = {
  paid: 'Paid',
  authorized: 'Promised by the provider, not yet taken',
  pending: 'Not paid yet: the order waits',
} as const;
export type PaymentStatus = keyof typeof paymentStatuses;

// Without letters and digits that are taken for one another when somebody reads the number over the phone.
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Sixty bits by chance, so that two people never make the same. */
export const newKey = (): string => {
  const random = crypto.getRandomValues(new Uint8Array(12));
  const text = Array.from(random, (byte) => letters[byte % letters.length]).join('');
  return `M-${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
};

export const newLine = (): DraftLine => ({
  id: crypto.randomUUID(),
  sku: '',
  title: '',
  quantity: '1',
  unitPrice: '',
  discount: '',
  tax: '',
  requiresShipping: true,
});

export const newDraft = (): Draft => ({
  key: newKey(),
  isUnclear: false,
  reference: '',
  currency: '',
  taxesIncluded: false,
  isTest: false,
  lines: [newLine()],
  customer: { name: '', email: '', phone: '' },
  address: { name: '', line1: '', line2: '', postalCode: '', city: '', region: '', country: '' },
  pickupAt: undefined,
  shipping: { title: '', price: '', tax: '' },
  payment: { kind: 'card', status: 'paid', provider: '', reference: '' },
  purchase: { company: '', orderNumber: '', netDays: '' },
  note: '',
});

/** A line in which nothing has been entered. */
export const isBlank = (line: DraftLine): boolean =>
  [line.sku, line.title, line.unitPrice, line.discount, line.tax].every((text) => text.trim() === '');

const name = 'new-order';

export const readDraft = (owner: string): Draft => {
  const stored = drafts.readDraft(name, owner) as Partial<Draft> | undefined;
  // Of a draft that an earlier release left, what it does not have begins empty.
  return stored && Array.isArray(stored.lines) ? { ...newDraft(), ...stored } : newDraft();
};

const kept = (text: string): string => (holdsCardNumber(text) ? '' : text);

/** A card number that was typed in spite of what the page says is not kept, not even in the tab. */
const storable = (draft: Draft): Draft => ({
  ...draft,
  reference: kept(draft.reference),
  note: kept(draft.note),
  payment: { ...draft.payment, provider: kept(draft.payment.provider), reference: kept(draft.payment.reference) },
  purchase: { ...draft.purchase, orderNumber: kept(draft.purchase.orderNumber) },
});

export const writeDraft = (owner: string, draft: Draft): void => drafts.writeDraft(name, owner, storable(draft));
export const wipeDraft = (): void => drafts.wipeDraft(name);
