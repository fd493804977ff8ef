import type {WordTable} from '../name-patterns.js';

/** What has a private word in it and is none: taken out of a name before the others are looked for. */
export const harmless: WordTable = {
  en: 'secret santa, pin to, pin this, pin it, map pin, pin on map, pin post*, token of appreciation',
  he: 'חשבונית',
  ko: '암호화폐, 암호 화폐',
  ur: 'کوپن',
  vi: 'dung lượng pin, pin dự phòng, tuổi thọ pin, sạc pin, loại pin',
};
