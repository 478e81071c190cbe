import type { AuditEntry } from '../access/index.ts';
import type { Platform, Write } from '../platform/ports.ts';
import { createPolicyBook as createBook, type PolicyBook } from './app/policy-book.ts';
import { createPolicyDesk as createDesk, type PolicyChecks, type PolicyDesk } from './app/policy-desk.ts';
import { createPolicyStore } from './app/policy-store.ts';

/** What decides now: for whoever decides, with what is stored kept for 30 seconds. */
export const createPolicyBook = (platform: Pick<Platform, 'ledger' | 'clock' | 'parameters' | 'observability'>): PolicyBook =>
  createBook({ store: createPolicyStore(platform.ledger), platform });

/** Policies for the people who look at them and change them. */
export const createPolicyDesk = (
  { ledger, clock, parameters }: Pick<Platform, 'ledger' | 'clock' | 'parameters'>,
  given: { readonly book: Pick<PolicyBook, 'forget'>; readonly auditWrite: (entry: AuditEntry) => Write; readonly checks: PolicyChecks },
): PolicyDesk => createDesk({ store: createPolicyStore(ledger), clock, parameters, ...given });

export { type PolicyBook, policyCacheSeconds, type PolicyInForce } from './app/policy-book.ts';
export type { ChangedPolicy, PolicyChange, PolicyCheck, PolicyChecks, PolicyDesk, PolicyState } from './app/policy-desk.ts';
export { defaultPolicies, parseDuplicateWindow } from './app/policy-settings.ts';
export { policyForm, type PolicyForm } from './app/policy-form.ts';
export { readPolicyValue } from './app/policy-value.ts';
export { changedPolicyView, policyRefusal, policyVersionView, policyView } from './app/policy-view.ts';
export {
  type PolicyName,
  policyNames,
  type PolicyRejection,
  type PolicyValue,
  type PolicyValues,
  type PolicyVersion,
} from './domain/policy.ts';
