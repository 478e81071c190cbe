import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import { genesisHash, type Sha256Hex } from '../../../kernel/hash-chain.ts';
import { type CommitItem, firstVersionOf, expand, lastVersionOf } from '../../../platform/event-store/commit.codec.ts';
import { type CommitCheck, gatherFindings } from './commit-check.ts';
import type { FindingText } from './finding.ts';

const restore = 'Compare the stream with a backup. A chain breaks only when something other than this program has changed the table.';

const gapText = (commit: CommitItem, expectedVersion: number): readonly FindingText[] =>
  firstVersionOf(commit) === expectedVersion
    ? []
    : [
        {
          code: 'version-gap',
          message: `Version ${expectedVersion} should follow; the next commit begins with ${firstVersionOf(commit)}.`,
          suggestion: restore,
        },
      ];

const checkHashes = (commit: CommitItem, previousHash: string, sha256: Sha256Hex): readonly FindingText[] => {
  const texts: FindingText[] = [];
  if (commit.prev_hash !== previousHash) {
    texts.push({
      code: 'chain-broken',
      message: `Version ${firstVersionOf(commit)} does not name the hash of the version before it.`,
      suggestion: restore,
    });
  }
  if (expand(commit, sha256).hash !== commit.hash) {
    texts.push({
      code: 'hash-differs',
      message: `The hash stored with version ${lastVersionOf(commit)} is not the hash of its content.`,
      suggestion: restore,
    });
  }
  return texts;
};

/** Whether the commits of a stream follow one another without a gap and each carries the right hashes. */
export const chainCheck = (id: StreamId, sha256: Sha256Hex): CommitCheck => {
  const { add, findings } = gatherFindings('hash-chain', id);
  let version = 0;
  let hash = genesisHash;
  let recordedAt = '';
  return {
    next: (commit) => {
      add([...gapText(commit, version + 1), ...checkHashes(commit, hash, sha256)]);
      if (commit.recorded_at < recordedAt) {
        add([
          {
            code: 'time-went-back',
            message: `Version ${firstVersionOf(commit)} is dated before the version that precedes it.`,
            suggestion: restore,
          },
        ]);
      }
      version = lastVersionOf(commit);
      hash = commit.hash;
      recordedAt = commit.recorded_at;
    },
    findings,
  };
};
