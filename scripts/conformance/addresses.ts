import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { checkAddress } from '../../lib/orders/domain/address/address-check.ts';
import { accepted, failed, type Outcome } from './outcome.ts';

type Place = { readonly zip: string; readonly city: string; readonly state: string };

const file = 'us_zip_city_state.csv.gz';
const namedMax = 5;
/** A list of one's own has its own errors. */
const doubtedShareMax = 0.0001;

/** Holds places of the United States against the check of addresses: hardly any of them may be doubted. */
export const conformAddresses = async (folder: string): Promise<readonly Outcome[]> => {
  if (!existsSync(path.join(folder, file))) return [];
  const text = gunzipSync(await readFile(path.join(folder, file))).toString('utf8');
  const places: readonly Place[] = parse(text, { columns: true, skip_empty_lines: true });
  const doubted = places.filter(({ zip, city, state }) => {
    const postalCode = zip.padStart(5, '0');
    return (
      checkAddress({ name: 'Ada Quill', line1: '12 Main Street', line2: null, city, region: state, postalCode, country: 'US' }).length > 0
    );
  });
  const named = doubted.slice(0, namedMax).map(({ zip, state }) => `${zip} ${state}`);
  const said = `${doubted.length} of ${places.length} places are doubted${named.length > 0 ? `, such as ${named.join(', ')}` : ''}`;
  const isFine = places.length > 0 && doubted.length / places.length <= doubtedShareMax;
  return [(isFine ? accepted : failed)(`geo/${file}`, said)];
};
