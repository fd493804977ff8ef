import {svelte} from '@sveltejs/vite-plugin-svelte';

// `npm run dev` asks the token endpoint of examples/servers/node.js.
export default {plugins: [svelte()], server: {proxy: {'/token': 'http://localhost:3000'}}};
