// The same history, learnt by the release of AWS's older image: its files differ in form, and mean the same here.
//   npm run train -- fraud --requirements models/requirements-1.7.txt --out test/models/fixtures/xgboost-1.7 --rounds 12
import { describe, expect, it } from 'vitest';
import { expectParity, readFixture } from './golden.support.ts';

describe('a model of XGBoost 1.7', () => {
  const fixture = readFixture('xgboost-1.7');

  it('was made by it', () => expect(fixture.summary.trained_with.xgboost).toMatch(/^1\.7\./));
  it('is scored as that release scored it, contributions and calibration too, within 1e-5', () => {
    expect(fixture.summary.calibration.slope).not.toBe(1);
    expectParity(fixture);
  });
});
