import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ApiClient, must } from './api-client.ts';
import { say } from './narrator.ts';

type Item = Readonly<Record<string, unknown>>;

const note = (text: string): void => say('model fraud', text, new Date().toISOString());

const file = (path: string): Item =>
  JSON.parse(readFileSync(new URL(`../../models/fraud/artefact/${path}`, import.meta.url), 'utf8')) as Item;

/**
 * The starter's trees from another base score: the same order of orders, somewhat more careful or bolder. They stand in for what a
 * training would leave.
 */
const artefactOf = (baseScore: number): Item => {
  const starter = file('model.json');
  const learner = starter['learner'] as Item;
  const parameters = { ...(learner['learner_model_param'] as Item), base_score: String(baseScore) };
  const model = { ...starter, learner: { ...learner, learner_model_param: parameters } };
  const version = createHash('sha256').update(JSON.stringify(model)).digest('hex').slice(0, 16);
  return { model, summary: { ...file('meta/artefact.json'), model_version: version }, features: file('meta/features.json') };
};

/** One version is promoted and taken back, another one answers for a tenth of the orders. */
export const playModels = async (api: ApiClient): Promise<void> => {
  const send = (path: string, body: unknown) => must(api.send('POST', `/models/fraud/${path}`, body), `models/fraud/${path}`);
  const { metrics_held_out: metrics } = file('meta/artefact.json');
  const { auc, calibration_error: calibration } = metrics as { readonly auc: number; readonly calibration_error: number };
  const gates = [
    { name: 'auc', value: auc, bound: 0.9, wants: 'at_least' },
    { name: 'calibration_error', value: calibration, bound: 0.02, wants: 'at_most' },
  ];
  const register = async (baseScore: number, text: string): Promise<number> => {
    const { versions } = await send('versions', { artefact: artefactOf(baseScore), note: text });
    const version = Number((versions as readonly Item[])[0]?.['version']);
    await send(`versions/${version}/gates`, { gates });
    return version;
  };
  const careful = await register(0.033, 'The trees of the starter with a base score somewhat higher');
  await send(`versions/${careful}/approve`, { reason: 'Every gate is passed.' });
  await send(`versions/${careful}/promote`, { reason: 'To be tried on all orders.', watch_seconds: 3_600 });
  note(`version ${careful} passes its gates (AUC ${auc}), is approved and answers for every order`);
  const back = await send('rollback', { reason: 'The demo shows how a version is taken back.' });
  note(String((back['history'] as readonly Item[])[0]?.['sentence']));
  const bold = await register(0.027, 'The trees of the starter with a base score somewhat lower');
  await send(`versions/${bold}/challenge`, { reason: 'To be compared with the starter.', share_per_mille: 100 });
  note(`version ${bold} answers for 10 % of the orders, as the challenger`);
};
