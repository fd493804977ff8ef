import react from '@vitejs/plugin-react';

// `npm run dev` asks the token endpoint of examples/servers/node.js.
export default {plugins: [react()], server: {proxy: {'/token': 'http://localhost:3000'}}};
