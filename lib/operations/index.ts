export { type AuditOptions, type AuditReport, type CheckReport, createAudit } from './app/audit/audit.ts';
export { type AuditCheck, auditChecks, auditCheckTitles, type Finding } from './app/audit/finding.ts';
export { createDeadLetters, type DeadLetters } from './app/dead-letters.ts';
export { createKeepStreamFailure } from './app/keep-stream-failure.ts';
export { createRebuildViews, type RebuildReport } from './app/rebuild-views.ts';
export { createStatus, type InstallationStatus } from './app/status.ts';
export { statusPage } from './app/status-page.ts';
export type { ViewDifference } from './app/view-differences.ts';
