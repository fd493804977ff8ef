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

const services = await servicesFromEnvironment();
const server = await startRealtimeServer({
  ...services,
  port: Number(values.port),
  host: values.host,
  faults: parseFaults(values.faults),
  log: !values.quiet,
});
console.log(`Local realtime server at ${server.url}`);
console.log(`  token endpoint: ${server.url}/token`);
console.log(`  realtime URL:   ${server.url}/v1/realtime/calls`);
console.log(describeServices(services).replace(/^/gmu, '  '));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void server
      .close()
      .then(() => services.speak.close?.())
      .then(() => process.exit(0));
  });
}
