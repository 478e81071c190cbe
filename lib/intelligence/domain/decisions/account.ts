import { accountOfAddress, accountOfDuplicate, accountOfFraud, accountOfOther, accountOfUnusual } from './account.checks.ts';
import { accountOfReturnRisk } from './account.return-risk.ts';
import { accountOfRouting } from './account.routing.ts';
import type { DecisionAccount, Recorded } from './decision-account.ts';

const byKind: Readonly<Record<string, (record: Recorded) => DecisionAccount>> = {
  routing: accountOfRouting,
  fraud: accountOfFraud,
  duplicate: accountOfDuplicate,
  unusual: accountOfUnusual,
  address: accountOfAddress,
  'return-risk': accountOfReturnRisk,
};

/** What a receipt of any kind and release says, in one form. Total: a receipt of another form gives an account with less in it. */
export const accountOf = (record: Recorded): DecisionAccount => {
  const own = Object.hasOwn(byKind, record.kind) ? byKind[record.kind] : undefined;
  return (own ?? accountOfOther)(record);
};
