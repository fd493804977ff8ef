import preact from '@preact/preset-vite';

// `npm run dev` asks the token endpoint of examples/servers/node.js.
export default {plugins: [preact()], server: {proxy: {'/token': 'http://localhost:3000'}}};
