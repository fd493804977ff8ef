import type {Meta, StoryObj} from '@storybook/web-components-vite';
import type {Args} from './helpers/attributes.js';
import {talk} from './helpers/conversations.js';
import {assistant, showing} from './helpers/render.js';

/** Every language of the widget, on a page that says so. Right to left where the language is. */
const meta: Meta<Args> = {
  title: 'voice-assistant/Languages',
  component: 'voice-assistant',
  args: {name: 'Vera', open: true},
  render: args => assistant(args),
  parameters: {layout: 'fullscreen'},
};
export default meta;

const inLanguage = (locale: string): StoryObj<Args> => ({
  ...showing({phase: 'failed', error: 'mic-denied', turns: talk}),
  globals: {locale},
});

export const Arabic = inLanguage('ar');
export const Bengali = inLanguage('bn');
export const Czech = inLanguage('cs');
export const German = inLanguage('de');
export const Greek = inLanguage('el');
export const Spanish = inLanguage('es');
export const Persian = inLanguage('fa');
export const French = inLanguage('fr');
export const Hebrew = inLanguage('he');
export const Hindi = inLanguage('hi');
export const Indonesian = inLanguage('id');
export const Italian = inLanguage('it');
export const Japanese = inLanguage('ja');
export const Korean = inLanguage('ko');
export const Dutch = inLanguage('nl');
export const Polish = inLanguage('pl');
export const Portuguese = inLanguage('pt');
export const BrazilianPortuguese = inLanguage('pt-BR');
export const Romanian = inLanguage('ro');
export const Russian = inLanguage('ru');
export const Swedish = inLanguage('sv');
export const Tamil = inLanguage('ta');
export const Thai = inLanguage('th');
export const Turkish = inLanguage('tr');
export const Ukrainian = inLanguage('uk');
export const Urdu = inLanguage('ur');
export const Vietnamese = inLanguage('vi');
export const Chinese = inLanguage('zh');
export const TraditionalChinese = inLanguage('zh-Hant');
