import solid from 'vite-plugin-solid';

// `npm run dev` asks the token endpoint of examples/servers/node.js.
export default {plugins: [solid()], server: {proxy: {'/token': 'http://localhost:3000'}}};
