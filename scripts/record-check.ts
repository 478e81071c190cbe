// What the check of incoming records finds, on a simulated history with planted faults:
//   node scripts/record-check.ts [--days 120] [--seed 20261101] [--json]
// Judges the last third of the orders, as they were to count false alarms, and each fifth of them with every fault.
import { parseArgs } from 'node:util';
import { generateHistory, standardHistory } from '../lib/intelligence/domain/history/index.ts';
import { historyRecord } from '../lib/intelligence/domain/records/history-record.ts';
import { createRecordJudge, falsePositiveBudget, recordsMax, trainRecordModel } from '../lib/intelligence/domain/records/record-check.ts';
import { createRandom } from '../lib/platform/simulation/random.ts';
import { corruptions } from './record-check/corruptions.ts';

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '120' },
    seed: { type: 'string', default: '20261101' },
    json: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const days = Number(values.days);
if (!Number.isSafeInteger(days) || days < 30) {
  console.error(`--days takes a whole number from 30, not ${values.days}.`);
  process.exit(2);
}

const random = createRandom(seed);
const rows = [...generateHistory(random, { ...standardHistory, seed, days })];
const records = rows.flatMap((row) => (row.kind === 'order' ? [historyRecord(row, row.shipping?.country ?? null)] : []));
const first = Math.floor((2 * records.length) / 3);
const spoiling = random.fork('spoil');
const tally = corruptions.map(({ name }) => ({ name, tried: 0, caught: 0, reason: '' }));
const alarmsBy = new Map<string, number>();
let [alarms, judged, trainings, trainedMs, judgedMs, threshold] = [0, 0, 0, 0, 0, 0];
// As in the product: trained anew as orders come in, here once a day, and never on what it is asked about.
for (let from = first; from < records.length; ) {
  const day = records[from]?.placedAt.slice(0, 10);
  let to = from;
  while (to < records.length && records[to]?.placedAt.slice(0, 10) === day) to += 1;
  const startedAt = performance.now();
  const model = trainRecordModel(records.slice(Math.max(0, from - recordsMax), from), seed);
  if (!model) throw new Error(`${from} orders are too few to train on; take more --days`);
  trainedMs += performance.now() - startedAt;
  [trainings, threshold] = [trainings + 1, model.threshold];
  const judge = createRecordJudge(model);
  for (const record of records.slice(from, to)) {
    const beganAt = performance.now();
    const { unusual, reasons } = judge(record);
    judgedMs += performance.now() - beganAt;
    judged += 1;
    if (unusual) {
      alarms += 1;
      const field = reasons[0]?.field.replace(/\d+/, 'n') ?? '';
      alarmsBy.set(field, (alarmsBy.get(field) ?? 0) + 1);
    }
    if (judged % 5 !== 0) continue;
    for (const [index, { spoil }] of corruptions.entries()) {
      const verdict = judge(spoil(record, spoiling));
      const row = tally[index];
      if (!row) continue;
      row.tried += 1;
      if (!verdict.unusual) continue;
      row.caught += 1;
      row.reason ||= verdict.reasons[0] ? `${verdict.reasons[0].field}: ${verdict.reasons[0].message}` : '';
    }
  }
  from = to;
}
const figures = {
  trainedOn: Math.min(first, recordsMax),
  trainings,
  trainedMs: Math.round(trainedMs / trainings),
  judgedMs: Math.round((1_000 * judgedMs) / judged) / 1_000,
  threshold,
  judged,
  falseAlarms: alarms,
  falseAlarmShare: alarms / judged,
  falseAlarmsBy: Object.fromEntries(alarmsBy),
  budget: falsePositiveBudget,
  found: tally.map(({ name, tried, caught, reason }) => ({ name, tried, share: caught / tried, reason })),
};
const percent = (share: number, digits: number): string => `${(100 * share).toFixed(digits)} %`;
if (values.json) console.log(JSON.stringify(figures));
else {
  console.log(
    `Trained ${trainings} times, at first on ${figures.trainedOn} orders, in ${figures.trainedMs} ms; ${figures.judgedMs} ms a record.`,
  );
  console.log(
    `Set aside of ${judged} orders as they were: ${alarms}, ${percent(figures.falseAlarmShare, 2)}; the budget is ${percent(falsePositiveBudget, 1)}.`,
  );
  for (const [field, count] of alarmsBy) console.log(`  ${field}: ${count}`);
  for (const { name, share, reason } of figures.found) console.log(`${name.padEnd(30)} ${percent(share, 1).padStart(8)}   ${reason}`);
}
