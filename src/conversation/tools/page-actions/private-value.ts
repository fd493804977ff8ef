/** Digits in groups, as they stand on a card. */
const digitGroups = /(?<!\d)\d(?:[ .-]?\d){12,18}(?!\d)/g;
/** How the numbers of the large card schemes begin, with their lengths; others are rare. */
const cardNumber =
  /^(?:4\d{12}(?:\d{3}){0,2}|5[0-8]\d{14}|2[2-7]\d{14}|6\d{15,18}|3[47]\d{13}|3[0689]\d{12}|35\d{14})$/;
const accountNumber = /\b[a-z]{2}\d{2}(?: ?[a-z\d]{4}){2,7}(?: ?[a-z\d]{1,3})?\b/gi;

/** Whether a value is, or has in it, the number of a card or of a bank account (IBAN), by its check digits. */
export function isPrivateValue(value: string): boolean {
  const numbers = value.match(digitGroups)?.map(number => number.replace(/\D/g, '')) ?? [];
  const accounts = value.match(accountNumber)?.map(account => account.replace(/ /g, '')) ?? [];
  return numbers.some(number => cardNumber.test(number) && isLuhn(number)) || accounts.some(isIban);
}

function isLuhn(number: string): boolean {
  const sum = [...number].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function isIban(account: string): boolean {
  const digits = `${account.slice(4)}${account.slice(0, 4)}`.replace(/[a-z]/gi, letter =>
    String(parseInt(letter, 36)),
  );
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}
