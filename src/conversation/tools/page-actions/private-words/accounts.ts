import type {WordTable} from '../name-patterns.js';

/**
 * Words for numbers of accounts, which others than banks give out, too, and words that mean a card or a password in
 * one place and something else in another. Either is private, and says nothing of the form around it.
 */
export const accounts: WordTable = {
  en: '*account number*, *account num*, account no, account nr, acct no, acct nr, acct num*, =acct, =card, =pass',
  ar: 'رقم الحساب, رقم حساب',
  bn: 'অ্যাকাউন্ট নম্বর, একাউন্ট নম্বর, হিসাব নম্বর',
  cs: '*číslo účtu*, čísl* účtu',
  de: '*kontonummer*, *kontonr, konto nr, kk nummer*, kk nr, =karte',
  el: 'αριθμ* λογαριασμού, =κωδικός, =κωδικοί, =κάρτα',
  es: 'número de cuenta, número de la cuenta, num* cuenta, nro de cuenta, nro cuenta, no de cuenta, no cuenta, =clave, =tarjeta',
  fa: 'شماره حساب, =رمز',
  fr: 'numéro de compte*, numéro du compte, numéro compte, num* compte, n° de compte, no de compte',
  he: 'מספר חשבון, מספר החשבון',
  hi: 'खाता संख्या, खाता नंबर, खाता नम्बर, अकाउंट नंबर',
  id: 'nomor rekening*, no rekening, nomor akun',
  it: 'numero di conto, numero conto, numero del conto',
  ja: 'アカウント 番号',
  ko: '계정 번호',
  nl: '*rekeningnummer*, rekening nr, *accountnummer*',
  pl: 'numer* konta, nr konta, numer* rachunku, nr rachunku',
  pt: 'número da conta, número de conta, num* conta',
  'pt-BR': 'número da conta, número de conta, num* conta, =agência',
  ro: 'număr* de cont, număr* cont*, nr cont',
  ru: 'номер* счета',
  sv: '*kontonummer*, konto nr',
  ta: 'கணக்கு எண்',
  th: 'เลขที่บัญชี, หมายเลขบัญชี, เลขบัญชี',
  tr: 'hesap numara*, hesap no',
  uk: 'номер* рахунку',
  ur: 'اکاؤنٹ نمبر, کھاتہ نمبر',
  vi: 'số tài khoản, =số thẻ, nhập số thẻ',
  zh: '账户号码',
  'zh-Hant': '帳戶號碼, 戶口號碼',
};
