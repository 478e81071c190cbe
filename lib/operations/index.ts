export { createDeadLetters, type DeadLetters } from './app/dead-letters.ts';
export { createStatus } from './app/status.ts';
export { statusPage } from './app/status-page.ts';
