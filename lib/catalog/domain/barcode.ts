// What stands under the bars of a product, and what a scanner makes of it, are the same number written in several ways.

/** Lengths of GTIN-8, GTIN-12 (UPC-A), GTIN-13 (EAN) and GTIN-14, leading zeros included or not. */
const gtinDigits = { fewest: 6, most: 14 } as const;

/** The modulo-10 check digit of GS1 over all digits but the last is the last. */
const hasGs1CheckDigit = (digits: string): boolean => {
  const sum = Array.from(digits)
    .reverse()
    .slice(1)
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1));
};

/** Scanners can be set to say first which kind of bars they have read, as in `]C1`, after ISO/IEC 15424. */
const withoutSymbologyIdentifier = (code: string): string => code.replace(/^\][A-Za-z][0-9]/, '');

/** A code as a person or a scanner gave it, without what surrounds it. */
export const scannedCode = (text: string): string => withoutSymbologyIdentifier(text.trim()).trim();

/**
 * The one form of a barcode that rows are kept under. Numbers that can be a GTIN lose their leading zeros, because a UPC of 12
 * digits is the EAN with a zero before it; anything else stands for itself.
 */
export const barcodeKey = (barcode: string): string => {
  const code = scannedCode(barcode);
  const digits = code.replaceAll(/[ -]/g, '');
  if (!/^\d+$/.test(digits)) return code;
  const bare = digits.replace(/^0+/, '');
  return bare.length >= gtinDigits.fewest && digits.length <= gtinDigits.most ? bare : digits;
};

/**
 * The forms under which a scanned code may be known. The label of a carton begins with `01` and the product's number of 14
 * digits (GS1-128); lot and date that may follow say nothing of which product it is.
 */
export const barcodeKeysOf = (scanned: string): readonly string[] => {
  const code = scannedCode(scanned);
  const carton = /^(?:01|\(01\))(\d{14})/.exec(code)?.[1];
  const keys = [barcodeKey(code), ...(carton !== undefined && hasGs1CheckDigit(carton) ? [barcodeKey(carton)] : [])];
  return [...new Set(keys)].filter((key) => key !== '');
};
