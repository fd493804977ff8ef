import type {WordTable} from '../name-patterns.js';

/** What has a private word in it and is none: taken out of a name before the others are looked for. */
export const harmless: WordTable = {
  en: `secret santa, pin to, pin this, pin it, map pin, pin on map, pin post*, token of appreciation, zip pin code,
    zip pin, postal pin code, postcode pin code, post code pin code, postal code pin code, zip code pin code,
    zip code pin, postal code pin, pin zip code, pin zip, pincode zip, pin code zip, pin code postal,
    pin code post code, area pin code, city pin code, delivery pin code, shipping pin code, max token*,
    max new token*, maximum token*, min token*, minimum token*, token count, token limit*, token budget,
    tokens per*, token usage, tokens used, number of tokens, no of tokens, input token*, output token*,
    prompt token*, completion token*, total token*, design token*, flight confirmation code,
    booking confirmation code, reservation confirmation code, order confirmation code, hotel confirmation code,
    airline confirmation code, trip confirmation code, travel confirmation code, ticket confirmation code,
    registration confirmation code, appointment confirmation code, job expir*, offer expir*, ad expir*,
    advert expir*, listing expir*, link expir*, quote expir*, coupon expir*, promotion expir*, promo expir*,
    post expir*, poll expir*, survey expir*, contract expir*, subscription expir*, membership expir*,
    certificate expir*, domain expir*, session expir*, product expir*, batch expir*, food expir*, event expir*,
    invitation expir*, campaign expir*, ticket expir*, warranty expir*, cache expir*, cookie expir*,
    announcement expir*, voucher expir*, vacancy expir*, deal expir*, sale expir*, discount expir*, offer valid*,
    quote valid*, coupon valid*, promotion valid*, promo valid*, voucher valid*, ticket valid*, deal valid*,
    discount valid*, bic pen*, bic biro*, bic lighter*, bic razor*, account no longer, card no longer`,
  de: '*buchungsbestätigungscode*, gültigkeit des angebots, gültigkeit des gutscheins, angebot gültig*, gutschein gültig*, aktion gültig*',
  he: 'חשבונית',
  ko: '암호화폐, 암호 화폐',
  ur: 'کوپن',
  vi: 'dung lượng pin, pin dự phòng, tuổi thọ pin, sạc pin, loại pin',
};
