// Every state that the reservation protocol and the order can be in, within small bounds, over the product's own deciders.
//   node scripts/model-check.ts [--model plain-one-item …] [--scope small|large] [--json]
// `--model` takes a name or the beginning of several. Ends with 1 when a rule is broken, and prints the shortest way there.
import { parseArgs } from 'node:util';
import { outcomesJson, printOutcomes, type Outcome } from './model-check/print.ts';
import { modelsOf } from './model-check/registry.ts';

const { values } = parseArgs({
  options: {
    model: { type: 'string', multiple: true, default: [] },
    scope: { type: 'string', default: 'small' },
    json: { type: 'boolean', default: false },
  },
});

const refuse = (message: string): never => {
  console.error(message);
  process.exit(2);
};

const size =
  values.scope === 'small' || values.scope === 'large' ? values.scope : refuse(`--scope takes small or large, not ${values.scope}.`);
const known = modelsOf(size);
const unknown = values.model.filter((wanted) => !known.some(({ name }) => name.startsWith(wanted)));
if (unknown.length > 0)
  refuse(`No model of this scope begins with ${unknown.join(', ')}; there are ${known.map(({ name }) => name).join(', ')}.`);

const outcomes: Outcome[] = [];
for (const model of known) {
  if (values.model.length > 0 && !values.model.some((wanted) => model.name.startsWith(wanted))) continue;
  if (!values.json) console.error(`${model.name}: ${model.about}`);
  outcomes.push({ model, exploration: model.explore() });
}
console.log(values.json ? outcomesJson(outcomes) : printOutcomes(outcomes));
if (outcomes.some(({ exploration }) => exploration.violation !== undefined)) process.exitCode = 1;
