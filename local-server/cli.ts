import {parseArgs} from 'node:util';
import {faultTable, parseFaults} from './faults/fault-table.js';
import {describeServices, servicesFromEnvironment} from './from-environment.js';
import {startRealtimeServer} from './index.js';

const {values} = parseArgs({
  options: {
    port: {type: 'string', default: '8787'},
    host: {type: 'string', default: '127.0.0.1'},
    faults: {type: 'string', default: ''},
    quiet: {type: 'boolean', default: false},
    'list-faults': {type: 'boolean', default: false},
  },
});

if (values['list-faults']) {
  console.log(faultTable());
  process.exit(0);
}

// Not as an argument: those are seen by all users of the machine.
const LOCAL_SERVER_KEY = process.env.LOCAL_SERVER_KEY?.trim();
const services = await servicesFromEnvironment();
const server = await startRealtimeServer({
  ...services,
  port: Number(values.port),
  host: values.host,
  faults: parseFaults(values.faults),
  log: !values.quiet,
  ...(LOCAL_SERVER_KEY ? {apiKey: LOCAL_SERVER_KEY} : {}),
}).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
console.log(`Local realtime server at ${server.url}`);
console.log(`  token endpoint: ${server.url}/token${LOCAL_SERVER_KEY ? ' (with the key)' : ''}`);
console.log(`  realtime URL:   ${server.url}/v1/realtime/calls`);
console.log(`  GPT-Live:       ${server.url}/session${LOCAL_SERVER_KEY ? ' (with the key)' : ''}`);
console.log(`  WebSocket:      ${server.url.replace('http', 'ws')}/v1/realtime`);
console.log(describeServices(services).replace(/^/gmu, '  '));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void server
      .close()
      .then(() => services.speak.close?.())
      .then(() => process.exit(0));
  });
}
