// Properties draw the same cases in every run, so that a change is not refused for what was there before it. `npm run nightly`
// draws others, which follow the day, and says how to draw them again.
import fc from 'fast-check';

/** An ordinary one. */
const usualSeed = 20_261_120;

const text = process.env['WAYBILL_PROPERTY_SEED'] ?? String(usualSeed);
if (!/^-?\d{1,10}$/.test(text))
  throw new RangeError(`WAYBILL_PROPERTY_SEED is a whole number of up to ten digits, not ${JSON.stringify(text)}`);
fc.configureGlobal({ seed: Number(text) });
