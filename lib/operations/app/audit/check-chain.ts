import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import { genesisHash, type Sha256Hex } from '../../../kernel/hash-chain.ts';
import { type CommitItem, commitKey, expand } from '../../../platform/event-store/commit.codec.ts';
import { type CommitCheck, gatherFindings } from './commit-check.ts';
import type { FindingText } from './finding.ts';

const restore = 'Compare the stream with a backup. A chain breaks only when something other than this program has changed the table.';

const checkNumbers = (commit: CommitItem, expectedVersion: number): readonly FindingText[] => {
  const texts: FindingText[] = [];
  if (commit.first_version !== expectedVersion) {
    texts.push({
      code: 'version-gap',
      message: `Version ${expectedVersion} should follow; the next commit begins with ${commit.first_version}.`,
      suggestion: restore,
    });
  }
  if (commit.SK !== commitKey(commit.first_version)) {
    texts.push({
      code: 'commit-misplaced',
      message: `The commit of version ${commit.first_version} stands under ${commit.SK}.`,
      suggestion: restore,
    });
  }
  const stated = commit.last_version - commit.first_version + 1;
  if (stated !== commit.events.length) {
    texts.push({
      code: 'event-count-differs',
      message: `The commit of version ${commit.first_version} states ${stated} events and holds ${commit.events.length}.`,
      suggestion: restore,
    });
  }
  return texts;
};

const checkHashes = (commit: CommitItem, previousHash: string, sha256: Sha256Hex): readonly FindingText[] => {
  const texts: FindingText[] = [];
  if (commit.prev_hash !== previousHash) {
    texts.push({
      code: 'chain-broken',
      message: `Version ${commit.first_version} does not name the hash of the version before it.`,
      suggestion: restore,
    });
  }
  if (expand(commit, sha256).hash !== commit.hash) {
    texts.push({
      code: 'hash-differs',
      message: `The hash stored with version ${commit.last_version} is not the hash of its content.`,
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
      add([...checkNumbers(commit, version + 1), ...checkHashes(commit, hash, sha256)]);
      if (commit.recorded_at < recordedAt) {
        add([
          {
            code: 'time-went-back',
            message: `Version ${commit.first_version} is dated before the version that precedes it.`,
            suggestion: restore,
          },
        ]);
      }
      version = commit.last_version;
      hash = commit.hash;
      recordedAt = commit.recorded_at;
    },
    findings,
  };
};
