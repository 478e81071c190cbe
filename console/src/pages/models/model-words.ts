import type { Api } from '../../shared/api.ts';

type Answer<Name extends keyof Api> = Awaited<ReturnType<Api[Name]>>;
export type ModelSummary = Answer<'listModels'>['items'][number];
export type Model = Answer<'getModel'>;
export type ModelVersion = Model['versions'][number];
export type ModelHistoryEvent = Model['history'][number];
export type ModelGate = ModelVersion['gates'][number];
export type ModelDrift = Answer<'getModelDrift'>;
export type Training = Answer<'listTrainings'>['items'][number];

const titles: Readonly<Record<string, { readonly title: string; readonly about: string }>> = {
  fraud: { title: 'Fraud', about: 'How likely an order is fraudulent.' },
  routing: { title: 'Routing', about: 'What a parcel costs in the end, when it comes, and whether it comes whole.' },
  forecast: { title: 'Forecast', about: 'How much of an article will be wanted.' },
  returns: { title: 'Returns', about: 'How likely what is ordered comes back.' },
};

/** A model's name as a title; one that is new to the console stands as the API has it. */
export const modelTitle = (model: string): string => titles[model]?.title ?? model;
export const modelAbout = (model: string): string => titles[model]?.about ?? '';

/** The starter of the release is version 0. */
export const versionName = (version: number): string => (version === 0 ? 'the starter' : `version ${version}`);
export const versionTitle = (version: number): string => (version === 0 ? 'Starter' : `Version ${version}`);

/** How the version that answers came to be. */
export const originWords: Readonly<Record<ModelSummary['champion_from'], string>> = {
  release: 'with the release',
  retraining: 'by retraining',
  hand: 'by hand',
};

/** What a version does at the moment, with the colour of its badge. */
export const roleWords: Readonly<Record<ModelVersion['role'], { readonly word: string; readonly colour: string }>> = {
  champion: { word: 'champion', colour: 'green' },
  challenger: { word: 'challenger', colour: 'blue' },
  shadow: { word: 'shadow', colour: 'grape' },
  none: { word: 'not in use', colour: 'gray' },
};

const statusWords: Readonly<Record<ModelVersion['status'], string>> = {
  starter: 'comes with the release',
  registered: 'gates not evaluated yet',
  gates_failed: 'gates failed',
  gates_passed: 'waits for approval',
  approved: 'approved',
  retired: 'retired',
};

/** How far a version has come. One that was rolled back has to pass its gates again. */
export const statusText = ({ status, gates }: ModelVersion): string =>
  status === 'registered' && gates.length > 0 ? 'gates to be evaluated again' : statusWords[status];

export const trainingColours: Readonly<Record<Training['state'], string>> = {
  building: 'blue',
  training: 'blue',
  evaluating: 'blue',
  awaiting_approval: 'yellow',
  canary: 'indigo',
  watching: 'indigo',
  promoted: 'green',
  refused: 'orange',
  skipped: 'gray',
  declined: 'gray',
  rolled_back: 'red',
  failed: 'red',
};

export const trainingWords: Readonly<Record<Training['state'], string>> = {
  building: 'gathers its history',
  training: 'trains',
  evaluating: 'is measured',
  awaiting_approval: 'waits for approval',
  canary: 'answers a share of orders',
  watching: 'promoted, and watched',
  promoted: 'promoted',
  refused: 'a gate was not passed',
  skipped: 'too little history',
  declined: 'not taken up',
  rolled_back: 'rolled back',
  failed: 'broke off',
};

export const triggerWords: Readonly<Record<Training['trigger'], string>> = {
  person: 'a person asked',
  schedule: 'it was time',
  accuracy: 'it kept missing',
  drift: 'what it met had changed',
  import: 'history was imported',
};

const figures = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 4 });
/** A figure of a metric or a gate, whose unit the API does not say. */
export const figureText = (value: number): string => figures.format(value);

const shares = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
export const shareText = (share: number): string => shares.format(share);
export const perMilleText = (perMille: number): string => shareText(perMille / 1_000);

const dollars = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD', maximumFractionDigits: 4 });
/** @param microUsd millionths of a dollar */
export const costText = (microUsd: number | null): string => (microUsd === null ? '' : dollars.format(microUsd / 1_000_000));

export const gateText = ({ wants, bound }: ModelGate): string => `${wants === 'at_least' ? 'at least' : 'at most'} ${figureText(bound)}`;
export const gatesText = (gates: readonly ModelGate[]): string =>
  gates.length === 0 ? '' : `${gates.filter(({ passed }) => passed).length} of ${gates.length} passed`;
