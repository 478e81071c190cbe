// Codes of countries and regions from the names that some channels send instead of them.

const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));

// Codes that CLDR names although ISO 3166-1 does not assign them to a country, or no longer.
const notCountries = new Set('EU EZ UN QO XA XB ZZ AC CP CQ DG EA IC TA AN BU CS DD FX NT SU TP YD YU ZR UK DY HV NH RH VD'.split(' '));

const normalise = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/^the /, '')
    .trim();

const codeByCountryName: ReadonlyMap<string, string> = new Map([
  ...letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.has(code))
    .map((code): [string | undefined, string] => [regionNames.of(code), code])
    .filter((entry): entry is [string, string] => entry[0] !== undefined)
    .map(([name, code]): [string, string] => [normalise(name), code]),
  // Names in use beside the ones of CLDR.
  ...Object.entries({
    'united states of america': 'US',
    usa: 'US',
    'u s a': 'US',
    uk: 'GB',
    'great britain': 'GB',
    england: 'GB',
    scotland: 'GB',
    wales: 'GB',
    'northern ireland': 'GB',
    holland: 'NL',
    'czech republic': 'CZ',
    turkey: 'TR',
    'korea republic of': 'KR',
    'republic of korea': 'KR',
    'russian federation': 'RU',
    'viet nam': 'VN',
    'hong kong': 'HK',
    macao: 'MO',
    macau: 'MO',
    macedonia: 'MK',
    swaziland: 'SZ',
    'cape verde': 'CV',
    'ivory coast': 'CI',
    burma: 'MM',
    'east timor': 'TL',
    'bosnia and herzegovina': 'BA',
    'republic of ireland': 'IE',
    deutschland: 'DE',
    palestine: 'PS',
  }),
]);

const countryCodes: ReadonlySet<string> = new Set(codeByCountryName.values());

/** ISO 3166-1 alpha-2 code (and XK, which carriers use for Kosovo) of a country named by its code or by its English name; undefined when it is neither. */
export const countryCodeOf = (codeOrName: string): string | undefined => {
  const code = codeOrName.trim().toUpperCase();
  return countryCodes.has(code) ? code : codeByCountryName.get(normalise(codeOrName));
};

const subdivisions: Readonly<Record<string, string>> = {
  US: `AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,
    GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,
    MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,
    ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,
    VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming,PR Puerto Rico,GU Guam,VI Virgin Islands,AS American Samoa,
    MP Northern Mariana Islands,AA Armed Forces Americas,AE Armed Forces Europe,AP Armed Forces Pacific`,
  CA: `AB Alberta,BC British Columbia,MB Manitoba,NB New Brunswick,NL Newfoundland and Labrador,NT Northwest Territories,NS Nova Scotia,NU Nunavut,
    ON Ontario,PE Prince Edward Island,QC Quebec,SK Saskatchewan,YT Yukon`,
  AU: `ACT Australian Capital Territory,NSW New South Wales,NT Northern Territory,QLD Queensland,SA South Australia,TAS Tasmania,VIC Victoria,
    WA Western Australia`,
};

const codeByRegionName: ReadonlyMap<string, string> = new Map(
  Object.entries(subdivisions).flatMap(([country, list]) =>
    list.split(',').map((entry): [string, string] => {
      const [code = '', ...name] = entry.trim().split(' ');
      return [`${country}/${normalise(name.join(' '))}`, code];
    }),
  ),
);

/** Postal code of a state, province or territory of the US, Canada or Australia from its name; undefined elsewhere. */
export const regionCodeOf = (country: string, name: string): string | undefined => codeByRegionName.get(`${country}/${normalise(name)}`);
