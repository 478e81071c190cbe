export { createDecisionLog, type DecisionLog, type DecisionRecord } from './app/decision-log.ts';
