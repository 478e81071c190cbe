// Regions of the countries whose regions stand in addresses by their codes, and where their postal codes lie.

const usStates =
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY';
/** Territories, states in free association, and the addresses of the armed forces. */
const usFurther = 'AS GU MP PR VI UM FM MH PW AA AE AP';
const caProvinces = 'AB BC MB NB NL NS NT NU ON PE QC SK YT';

const regions: Readonly<Record<string, ReadonlySet<string>>> = {
  US: new Set(`${usStates} ${usFurther}`.split(' ')),
  CA: new Set(caProvinces.split(' ')),
};

/** Whether the country has the region, by its code of two letters; undefined for a country whose regions are not known. */
export const hasRegion = (country: string, region: string): boolean | undefined =>
  Object.hasOwn(regions, country) ? regions[country]?.has(region) : undefined;

/**
 * First three digits of ZIP codes and the states that they lie in, after the list L002 of the US Postal Service. Where offices
 * serve people across a border, the state across it is named as well. `npm run conformance` holds it against a list of all codes.
 */
const zipPrefixes =
  '005:NY 006-007:PR 008:VI 009:PR 010-026:MA 027:MA,RI 028-029:RI 030-038:NH 039-049:ME 050-054:VT,NH 055:MA 056-059:VT 060-062:CT ' +
  '063:CT,NY 064-069:CT 070-089:NJ 090-099:AE 100-149:NY 150-196:PA 197-199:DE 200:DC 201:VA,DC 202-204:DC,MD 205:DC,MD,VA 206-219:MD 220-246:VA ' +
  '247-268:WV 270-289:NC 290-299:SC 300-319:GA 320-339:FL 340:AA 341-349:FL 350-369:AL 370-375:TN 376:TN,VA 377-385:TN 386-397:MS,TN ' +
  '398-399:GA 400-421:KY 422:KY,TN 423-427:KY 430-459:OH 460-479:IN 480-499:MI 500-512:IA 513:IA,MN 514-528:IA 530-549:WI ' +
  '550-560:MN 561:MN,IA 562-567:MN 569:DC 570-575:SD 576:SD,ND 577:SD 580-588:ND,MN,SD 590-591:MT 592:MT,ND 593-599:MT 600-629:IL ' +
  '630-656:MO 657-658:MO,AR 660-679:KS 680-693:NE 700-714:LA 716:AR 717:AR,LA 718-722:AR 723-724:AR,TN,MO 725-727:AR,MO 728-729:AR,OK ' +
  '730-732:OK 733:TX 734-738:OK 739:OK,TX 740-749:OK 750-754:TX 755:TX,AR 756-799:TX 800-810:CO 811:CO,NM 812-816:CO 820:WY,CO ' +
  '821-831:WY 832-833:ID 834:ID,WY 835-838:ID 840-844:UT 845:UT,AZ 846-847:UT 850-859:AZ 860:AZ,UT 863-864:AZ 865:AZ,NM 870-879:NM ' +
  '880:NM,TX 881-884:NM 885:TX 889-893:NV 894:NV,CA 895-898:NV 900-960:CA 961:CA,NV 962-966:AP 967:HI,AS 968:HI 969:GU,MP,PW,FM,MH ' +
  '970-975:OR 976:OR,CA 977-978:OR 979:OR,ID 980-985:WA 986:WA,OR 988-991:WA 992:WA,ID 993-994:WA 995-999:AK';

/** First letters of Canadian codes, after Canada Post. Some offices serve people across a border: those are named as well. */
const caLetters: Readonly<Record<string, string>> = {
  A: 'NL',
  B: 'NS',
  C: 'PE',
  E: 'NB',
  G: 'QC,NL',
  H: 'QC',
  J: 'QC',
  K: 'ON,QC',
  L: 'ON',
  M: 'ON',
  N: 'ON',
  P: 'ON',
  R: 'MB,SK',
  S: 'SK,AB,MB',
  T: 'AB,SK',
  V: 'BC',
  X: 'NT,NU',
  Y: 'YT,BC',
};

const zipRanges = zipPrefixes.split(' ').map((entry) => {
  const [range = '', states = ''] = entry.split(':');
  const [from = '', to = from] = range.split('-');
  return { from, to, states: states.split(',') };
});

/** Regions in which codes that begin like this one lie; undefined where nobody knows, also for codes that are not given out. */
const regionsOfCode = (country: string, code: string): readonly string[] | undefined => {
  if (country === 'CA') return caLetters[code.slice(0, 1)]?.split(',');
  if (country !== 'US') return undefined;
  const prefix = code.slice(0, 3);
  return zipRanges.find(({ from, to }) => from <= prefix && prefix <= to)?.states;
};

/**
 * Whether the postal code lies in the region; undefined where that is not known.
 * @param code in upper case, of the form that the country's codes have
 */
export const liesInRegion = (country: string, region: string, code: string): boolean | undefined =>
  regionsOfCode(country, code)?.includes(region);
