import { keepAccuracy, keepForecasts } from '../e2e/forecast-story.ts';
import type { Installation } from '../e2e/installation.ts';

/** Of the articles of the console's tests: thirty TEE a day, a third of them in the west, and two MUG in the east. */
export const keepClothesForecasts = async (installation: Installation): Promise<void> => {
  await keepForecasts(installation, {
    many: 'TEE',
    few: 'MUG',
    category: 'clothes',
    rush: true,
    past: [
      { week: '2026-11-02', mean: 210, dispersion: 1, naive: 180, actual: 200 },
      { week: '2026-11-09', mean: 205, dispersion: 1, naive: 200, actual: 240 },
    ],
  });
  await keepAccuracy(installation, 'clothes');
};
