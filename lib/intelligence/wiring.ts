import type { ContextWiring } from '../platform/wiring.ts';
import { decisionsWiring } from './decisions.wiring.ts';
import { modelsWiring } from './models.wiring.ts';
import { trainingWiring } from './training.wiring.ts';

export const intelligenceWiring: ContextWiring = {
  context: 'intelligence',
  http: [...modelsWiring.http, ...decisionsWiring.http, ...trainingWiring.http],
  queues: [...decisionsWiring.queues, ...trainingWiring.queues],
  subscriptions: [...decisionsWiring.subscriptions, ...trainingWiring.subscriptions],
  tasks: [...trainingWiring.tasks],
  machines: [...trainingWiring.machines],
  schedules: [...modelsWiring.schedules, ...decisionsWiring.schedules, ...trainingWiring.schedules],
  alarms: [...modelsWiring.alarms, ...decisionsWiring.alarms, ...trainingWiring.alarms],
};
