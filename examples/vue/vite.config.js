import vue from '@vitejs/plugin-vue';
import {isVoiceElement} from 'voice-assistant-element/vue';

// `npm run dev` asks the token endpoint of examples/servers/node.js.
export default {
  plugins: [vue({template: {compilerOptions: {isCustomElement: isVoiceElement}}})],
  server: {proxy: {'/token': 'http://localhost:3000'}},
};
