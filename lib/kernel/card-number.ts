const passesLuhn = (digits: string): boolean => {
  let total = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const doubled = Number(digits[digits.length - 1 - index]) * (index % 2 === 0 ? 1 : 2);
    total += doubled > 9 ? doubled - 9 : doubled;
  }
  return total % 10 === 0;
};

/** Whether a text holds 13 to 19 digits, spaced or not, that begin like a payment card and pass the Luhn check of ISO/IEC 7812-1. */
export const holdsCardNumber = (text: string): boolean =>
  [...text.matchAll(/(?<![\d.])[2-6](?:[ -]?\d){12,18}(?![\d.])/g)].some(([found]) => passesLuhn(found.replace(/\D/g, '')));
