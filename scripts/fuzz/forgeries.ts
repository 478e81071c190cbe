// What a stranger can do who has seen genuine deliveries, and what proxies do to them; see signers.ts for how they are made.
import { type Verified, verifyWebhook, type WebhookGiven } from '../../lib/channels/verify/verify-webhook.ts';
import type { Chance } from './chance.ts';
import { damagedBytes } from './damage-bytes.ts';
import { damagedPayload } from './payloads.ts';
import { everySeed, seeds } from './seeds.ts';
import { type Genuine, type Signer, signers } from './signers.ts';
import { insistOnReasons } from './soundness.ts';
import { insist, type Target } from './target.ts';

/** A delivery on its way, to be changed in place. */
type Attempt = { headers: Record<string, unknown>; body: Buffer; secrets: string[]; nowSeconds: number };

/** Changes an attempt; true when it must still be believed. */
type Step = (attempt: Attempt, chance: Chance, known: readonly [Genuine, Genuine]) => boolean;

const toleranceSeconds = 300;
const noonSeconds = 1_795_000_000;

const damagedText = (text: string, chance: Chance): string =>
  damagedBytes(Buffer.from(text), chance, everySeed).subarray(0, 20_000).toString('utf8');

/** One of the headers; a name that nobody looks for once all are gone. */
const nameIn = (attempt: Attempt, chance: Chance): string => chance.pick([...Object.keys(attempt.headers), 'x-other']);

/** A header as text, also once an earlier step has made something else of it. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

const changeBody: Step = (attempt, chance) => {
  attempt.body = damagedBytes(attempt.body, chance, everySeed);
  return false;
};

const changeHeader: Step = (attempt, chance) => {
  const name = nameIn(attempt, chance);
  const value = textOf(attempt.headers[name]);
  const at = chance.below(value.length + 1);
  const other = String.fromCharCode(33 + chance.below(94));
  const changed = [
    () => value.slice(0, at) + other + value.slice(at + 1),
    () => value.slice(0, at) + other + value.slice(at),
    () => value.slice(0, at) + value.slice(at + 1),
    () => value.toUpperCase(),
    () => value.slice(0, at),
    () => `${value},${value}`,
    () => `${value} ${value}`,
    () => damagedText(value, chance),
  ];
  attempt.headers[name] = chance.pick(changed)();
  return false;
};

const oddValues: readonly unknown[] = [null, 1, true, [], [[]], ['a', 'b'], {}, '', ' ', '\u0000', '\ud800', 'a'.repeat(20_000)];

const spoilHeaders: Step = (attempt, chance) => {
  const name = nameIn(attempt, chance);
  if (chance.happens(0.4)) delete attempt.headers[name];
  else {
    const written = chance.happens(0.5) ? name : chance.pick(['', 'a b', '__proto__', 'x-other']);
    // As a member of its own, also for `__proto__`.
    Object.defineProperty(attempt.headers, written, {
      value: chance.pick(oddValues),
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  return false;
};

/** The parts of two genuine deliveries together: a signature beside another time or another body. */
const mix: Step = (attempt, chance, [, second]) => {
  for (const name of Object.keys(second.headers)) if (chance.happens(0.5)) attempt.headers[name] = second.headers[name];
  if (chance.happens(0.3)) attempt.body = second.body;
  return false;
};

/** Takes what is signed apart at other places than it was put together: every byte stays, and means something else. */
const moveBytes: Step = (attempt, chance) => {
  const last = nameIn(attempt, chance);
  const value = textOf(attempt.headers[last]);
  const body = attempt.body.toString('latin1');
  const count = chance.below(12);
  if (chance.happens(0.5)) {
    attempt.headers[last] = value + body.slice(0, count);
    attempt.body = attempt.body.subarray(count);
  } else {
    const kept = value.slice(0, Math.max(0, value.length - count));
    attempt.body = Buffer.concat([Buffer.from(value.slice(kept.length)), attempt.body]);
    attempt.headers[last] = kept;
  }
  return false;
};

/** The same for parts with full stops between them. */
const moveFullStops: Step = (attempt, chance, known) => {
  const id = attempt.headers['webhook-id'];
  const time = attempt.headers['webhook-timestamp'];
  if (id === undefined || time === undefined) return moveBytes(attempt, chance, known);
  const parts = `${textOf(id)}.${textOf(time)}.${attempt.body.toString('latin1')}`.split('.');
  const first = 1 + chance.below(Math.max(1, parts.length - 2));
  const second = first + 1 + chance.below(Math.max(1, parts.length - first - 1));
  attempt.headers['webhook-id'] = parts.slice(0, first).join('.');
  attempt.headers['webhook-timestamp'] = parts.slice(first, second).join('.');
  attempt.body = Buffer.from(parts.slice(second).join('.'), 'latin1');
  return false;
};

const moveTime: Step = (attempt, chance) => {
  attempt.nowSeconds += chance.pick([-301, 301, -86_400, 86_400, -attempt.nowSeconds, 3_600]);
  return false;
};

const changeSecrets: Step = (attempt, chance) => {
  attempt.secrets = chance.pick([[], [''], ['not the secret'], ['whsec_AAAA'], ['whpk_AAAA', 'whsk_AAAA'], ['\ud800'], ['whsec_']]);
  return false;
};

const harmless: Step = (attempt, chance) => {
  const entries = Object.entries(attempt.headers).map(([name, value]): [string, unknown] => {
    const padded = chance.happens(0.3) ? ` \t${textOf(value)} ` : value;
    return [chance.happens(0.5) ? name.toUpperCase() : name, chance.happens(0.3) ? [padded] : padded];
  });
  attempt.headers = Object.fromEntries([...entries, ['X-Request-Id', '1'], ['content-type', 'application/json']]);
  if (chance.happens(0.5)) attempt.secrets.push('d2hpY2ggaXMgb2xkZXI=');
  attempt.nowSeconds += chance.below(2 * toleranceSeconds + 1) - toleranceSeconds;
  return true;
};

const steps: readonly Step[] = [
  changeBody,
  changeHeader,
  changeHeader,
  spoilHeaders,
  mix,
  moveBytes,
  moveFullStops,
  moveTime,
  changeSecrets,
  harmless,
];

const withoutSpaces = (text: string): string => text.replace(/^[ \t]{1,20}/, '').replace(/[ \t]{1,20}$/, '');

/** The one value of a header; undefined when there is none, or more than one. */
const valueOf = (headers: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  const found = Object.entries(headers).filter(([written]) => written.toLowerCase() === name);
  const value = found[0]?.[1];
  const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return found.length === 1 && typeof one === 'string' ? withoutSpaces(one) : undefined;
};

/** Whether an attempt is a genuine delivery with nothing of it changed that is signed. */
const isIntact = (attempt: Attempt, genuine: Genuine): boolean => {
  const { signatureHeader, separator, tokens } = genuine;
  if (!attempt.body.equals(genuine.body) || !attempt.secrets.includes(genuine.secret)) return false;
  if (genuine.timed && Math.abs(attempt.nowSeconds - genuine.signedAtSeconds) > toleranceSeconds) return false;
  return Object.entries(genuine.headers).every(([name, value]) => {
    const found = valueOf(attempt.headers, name);
    if (name !== signatureHeader || separator === '') return found === value;
    const items = found?.split(separator) ?? [];
    // Two times of which one was signed are not what was sent.
    return tokens.every((token) => items.includes(token)) && items.filter((item) => item.startsWith('t=')).length <= 1;
  });
};

const bodyOf = (chance: Chance): Buffer => {
  if (chance.happens(0.3)) return damagedPayload(chance, [...seeds.shopify, ...seeds.walmart]);
  return Buffer.from(chance.pick(['{"id":"evt_1"}', '', '[]', '{"a":"é"}', `${noonSeconds}.{"id":"evt_1"}`, '\u0000', '7.7.7.7']));
};

type Verify = (scheme: string, given: WebhookGiven) => Verified;

const forgery = (verify: Verify, signer: Signer, chance: Chance): ReturnType<Target['draw']> => {
  const sent = [0, 1].map(() => signer(bodyOf(chance), noonSeconds + chance.below(3) * 200, chance.below(3)));
  const [first, second] = sent as [Genuine, Genuine];
  const attempt: Attempt = { headers: { ...first.headers }, body: first.body, secrets: [first.secret], nowSeconds: first.signedAtSeconds };
  const taken = Array.from({ length: 1 + chance.below(2) }, () => chance.pick(steps));
  // The names of headers are changed last, so that the other steps find them.
  const ordered = [...taken.filter((step) => step !== harmless), ...taken.filter((step) => step === harmless).slice(0, 1)];
  const mustBeTaken = ordered.map((step) => step(attempt, chance, [first, second])).every((fine) => fine);
  const intact = isIntact(attempt, first) || isIntact(attempt, second);
  const { headers, body: rawBody, secrets, nowSeconds } = attempt;
  return {
    input: Buffer.from(JSON.stringify({ scheme: first.scheme, headers, body: rawBody.toString('base64'), secrets, now: nowSeconds })),
    run: () => {
      const verified = verify(first.scheme, { headers, rawBody, secrets, nowSeconds });
      if (!verified.ok) insistOnReasons(verified.problems);
      insist(!verified.ok || intact, `FORGED: ${first.scheme} took what was not signed so`);
      insist(verified.ok || !mustBeTaken, `${first.scheme} refused a genuine delivery: ${JSON.stringify(verified)}`);
      return verified.ok ? 'taken' : 'refused';
    },
  };
};

/** Every scheme of signatures, with deliveries that were changed on their way. @param verify what is put to the test */
export const forgeryTargets = (verify: Verify = verifyWebhook): readonly Target[] =>
  signers.map((signer) => {
    const { scheme, signatureHeader } = signer(Buffer.from('{}'), noonSeconds, 0);
    return { name: `verify ${scheme} (${signatureHeader})`, draw: (chance) => forgery(verify, signer, chance) };
  });
