/* `npm start`: builds the widget and serves the demo page with something to talk to. */
import {spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {createServer} from 'node:net';
import {parseArgs} from 'node:util';
import {startDemoServer, type Backend} from './demo/demo-server.js';
import {createRealtimeServer} from '../local-server/index.js';
import {describeServices, servicesFromEnvironment} from '../local-server/from-environment.js';

const port = Number(process.env.PORT ?? 8080);
const openaiKey = process.env.OPENAI_API_KEY;

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

/** `npm start -- --live`: the page begins with GPT-Live. */
function isLive(): boolean {
  try {
    return parseArgs({options: {live: {type: 'boolean', default: false}}}).values.live;
  } catch {
    return fail('npm start takes one option, for GPT-Live: npm start -- --live');
  }
}

/** Said before the build, which takes a while. */
async function refuseUsedPort(): Promise<void> {
  const probe = createServer().listen(port, '127.0.0.1');
  await once(probe, 'listening').catch((error: NodeJS.ErrnoException) =>
    error.code === 'EADDRINUSE'
      ? fail(`Port ${port} is in use. Choose another: PORT=${port + 1} npm start`)
      : Promise.reject(error),
  );
  probe.close();
  await once(probe, 'close');
}

function build(): void {
  console.log('Building …');
  const {status} = spawnSync('npx', ['rollup', '-c', '--silent'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0 || !existsSync('dist/cdn/voice-assistant.js')) fail('The build failed; see above.');
}

async function main(): Promise<void> {
  const live = isLive();
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    fail(`PORT is not a port number: ${process.env.PORT}`);
  await refuseUsedPort();
  build();
  const services = openaiKey ? undefined : await servicesFromEnvironment();
  const realtime = services && (await createRealtimeServer(services));
  const backend: Backend = services
    ? {name: 'local', label: 'a small local server', realtimeUrl: '/v1/realtime/calls', live}
    : {name: 'openai', label: 'OpenAI', realtimeUrl: '', live};
  const demo = await startDemoServer({port, backend, realtime, openaiKey});
  console.log(`\nReady: ${demo.url}\nYou will talk to ${backend.label}${live ? ', over GPT-Live' : ''}.`);
  if (services) console.log(`${describeServices(services)}\nSet OPENAI_API_KEY to talk to OpenAI instead.`);
  console.log('Ctrl+C ends.');
  process.once('SIGINT', () => process.exit(0));
}

await main();
