import type { Api } from '../../shared/api.ts';
import { type FieldProblem, inputError } from '../../shared/field-message.ts';
import type { ChannelAccount, Locations } from '../../shared/types.ts';
import { type ChannelKind, kindOf, type SettingField } from './channel-kinds.ts';

type Settings = NonNullable<ChannelAccount['settings']>;
type SettingValue = Settings[string];
type Body = NonNullable<Parameters<Api['putChannelAccount']>[0]>['body'];

/** A setting as it is typed: several are texts of lines, or of parts. */
export type Typed = string | boolean | readonly string[] | Readonly<Record<string, string>>;

export type AccountDraft = {
  readonly account: string;
  readonly shopDomain: string;
  /** Whether its API is used at all. */
  readonly isRead: boolean;
  readonly typed: Readonly<Record<string, Typed>>;
  readonly isTold: boolean;
  readonly locations: Locations;
  readonly channelLocation: string;
  readonly secretName: string;
  readonly credentialsName: string;
  readonly baseUrl: string;
};

const asText = (value: SettingValue | undefined): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
const record = (value: SettingValue | undefined): Readonly<Record<string, SettingValue>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

/** The choice whose value is null. A list of the browser knows texts alone. */
export const noneChosen = '\u0000none';

const typedOf = (field: SettingField, value: SettingValue | undefined): Typed => {
  switch (field.kind) {
    case 'text':
    case 'number':
      return asText(value);
    case 'choice':
      return value === null ? noneChosen : value === undefined ? (field.options[0]?.value ?? noneChosen) : asText(value);
    case 'switch':
      return typeof value === 'boolean' ? value : field.usual;
    case 'checks':
      return Array.isArray(value) ? value.map(asText) : field.usual;
    case 'list':
      return Array.isArray(value) ? value.map(asText).join('\n') : '';
    case 'pairs':
      return Object.entries(record(value))
        .map(([name, one]) => `${name} = ${asText(one)}`)
        .join('\n');
    case 'part':
      return Object.fromEntries(field.parts.map(({ name }) => [name, asText(record(value)[name])]));
  }
};

const emptyDraft: Omit<AccountDraft, 'typed'> = {
  account: 'main',
  shopDomain: '',
  isRead: true,
  isTold: false,
  locations: 'all',
  channelLocation: '',
  secretName: '',
  credentialsName: '',
  baseUrl: '',
};

const draftPartsOf = ({ settings, stock, ...account }: ChannelAccount): Omit<AccountDraft, 'typed'> => ({
  account: account.account,
  shopDomain: account.shop_domain ?? '',
  isRead: settings !== null,
  isTold: stock !== null,
  locations: stock?.locations ?? 'all',
  channelLocation: stock?.channel_location_id ?? '',
  secretName: account.secret_name,
  credentialsName: account.credentials_name,
  baseUrl: account.base_url ?? '',
});

/** What stands in the form for an account, or for a new one of the channel. */
export const draftOf = (channel: string, account: ChannelAccount | undefined): AccountDraft => {
  const settings = account?.settings ?? {};
  const fields = kindOf(channel)?.fields ?? [];
  return {
    ...(account ? draftPartsOf(account) : emptyDraft),
    typed: Object.fromEntries(fields.map((field) => [field.name, typedOf(field, settings[field.name])])),
  };
};

const linesOf = (text: string): readonly string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

const pairsOf = (field: string, text: string, problems: FieldProblem[]): Record<string, string> => {
  const pairs: Record<string, string> = {};
  for (const line of linesOf(text)) {
    const match = /^([^=]+)=(.+)$/.exec(line);
    if (!match) problems.push({ field, message: `must have “name = value” in each line, and “${line}” has not` });
    else pairs[(match[1] ?? '').trim()] = (match[2] ?? '').trim();
  }
  return pairs;
};

/** What was typed, of a setting that is one text. */
export const textOf = (typed: Typed): string => (typeof typed === 'string' ? typed : '');
/** What was ticked, of a setting that is several. */
export const ticked = (typed: Typed): string[] => (Array.isArray(typed) ? typed.filter((one) => typeof one === 'string') : []);

const numberOf = (field: string, typed: string, problems: FieldProblem[]): number | undefined => {
  const text = typed.trim().replace(',', '.');
  if (text === '') return undefined;
  if (!Number.isFinite(Number(text))) problems.push({ field, message: 'must be a number' });
  return Number(text);
};

const partOf = (field: string, typed: Readonly<Record<string, string>>, problems: FieldProblem[]): Record<string, string> | undefined => {
  const parts = Object.entries(typed).map(([part, text]) => [part, text.trim()] as const);
  if (parts.every(([, text]) => text === '')) return undefined;
  for (const [part, text] of parts)
    if (text === '') problems.push({ field: `${field}.${part}`, message: 'must be given beside the other' });
  return Object.fromEntries(parts);
};

/** The setting that was typed; undefined to leave it to the channel's default. */
const settingOf = (field: SettingField, typed: Typed, problems: FieldProblem[]): SettingValue | undefined => {
  const name = `settings.${field.name}`;
  switch (field.kind) {
    case 'text':
      if (textOf(typed).trim() !== '') return textOf(typed).trim();
      if (field.isRequired) problems.push({ field: name, message: 'must be given' });
      return undefined;
    case 'number':
      return numberOf(name, textOf(typed), problems);
    case 'choice':
      if (typed === noneChosen) return null;
      return field.isRequired !== true && typed === field.options[0]?.value ? undefined : textOf(typed);
    case 'switch':
      return typed === field.usual ? undefined : typed === true;
    case 'checks': {
      const chosen = ticked(typed);
      if (chosen.length === 0) problems.push({ field: name, message: 'must name at least one' });
      return chosen.length === field.usual.length && chosen.every((one) => field.usual.includes(one)) ? undefined : chosen;
    }
    case 'list': {
      const lines = linesOf(textOf(typed));
      if (lines.length === 0 && field.isRequired) problems.push({ field: name, message: 'must name at least one' });
      return lines.length === 0 ? undefined : [...lines];
    }
    case 'pairs': {
      const pairs = pairsOf(name, textOf(typed), problems);
      return Object.keys(pairs).length === 0 ? undefined : pairs;
    }
    case 'part':
      return partOf(name, typed as Readonly<Record<string, string>>, problems);
  }
};

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Settings that the form does not know stay what they are. */
const settingsOf = (kind: ChannelKind, draft: AccountDraft, before: Settings, problems: FieldProblem[]): Settings => {
  const known = new Set(kind.fields.map(({ name }) => name));
  const kept = Object.entries(before).filter(([name]) => !known.has(name));
  const given = kind.fields.flatMap((field) => {
    const value = settingOf(field, draft.typed[field.name] ?? '', problems);
    return value === undefined ? [] : [[field.name, value] as const];
  });
  return Object.fromEntries([...kept, ...given]);
};

const stockOf = (draft: AccountDraft, problems: FieldProblem[]): Body['stock'] => {
  if (!draft.isRead || !draft.isTold) return null;
  const { locations, channelLocation } = draft;
  if (locations !== 'all' && locations.length === 0) problems.push({ field: 'stock.locations', message: 'must name at least one' });
  return { locations: locations === 'all' ? 'all' : [...locations], channel_location_id: orNull(channelLocation) };
};

/** The request that makes the account what the form says. @throws ProblemError that names what is missing */
export const bodyOf = (channel: string, draft: AccountDraft, before: ChannelAccount | undefined): Body => {
  const problems: FieldProblem[] = [];
  const kind = kindOf(channel);
  const kept = before?.settings ?? {};
  if (draft.account.trim() === '') problems.push({ field: 'path.account', message: 'must be given' });
  if (kind?.shopDomain?.isRequired && draft.shopDomain.trim() === '') problems.push({ field: 'shop_domain', message: 'must be given' });
  const settings = kind && draft.isRead ? settingsOf(kind, draft, kept, problems) : kept;
  const stock = stockOf(draft, problems);
  if (problems.length > 0) throw inputError(problems);
  return {
    shop_domain: orNull(draft.shopDomain),
    secret_name: orNull(draft.secretName),
    credentials_name: orNull(draft.credentialsName),
    base_url: orNull(draft.baseUrl),
    settings: draft.isRead ? settings : null,
    stock,
  };
};
