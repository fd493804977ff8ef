import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {createServer, type AddressInfo} from 'node:net';
import {describe, it} from 'node:test';

/* What stands in the way of the two commands of the README is said in one sentence, at once. */

function run(args: readonly string[], environment: Record<string, string> = {}) {
  const {status, stdout, stderr} = spawnSync(process.execPath, args, {
    env: {...process.env, ...environment},
    encoding: 'utf8',
  });
  return {status, said: `${stdout}${stderr}`.trim()};
}

describe('One sentence says that', () => {
  it('Node is too old', () => {
    const pretend = "Object.defineProperty(process.versions, 'node', {value: '18.20.4'})";
    const {status, said} = run(['-e', `${pretend}; require('./tools/require-node.cjs')`]);
    assert.equal(status, 1);
    assert.equal(said, 'Node 20 or newer is needed; this is 18.20.4. See https://nodejs.org/');
  });

  it('there is no browser', () => {
    const {status, said} = run(['--import', 'tsx', 'tools/test/main.ts'], {CHROME_PATH: '/nowhere/chrome'});
    assert.equal(status, 1);
    assert.match(
      said,
      /^No Chromium was found\. Install one .*, or set CHROME_PATH to a Chrome or Chromium\.$/,
    );
  });

  it('the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const {port} = other.address() as AddressInfo;
    const {status, said} = run(['--import', 'tsx', 'tools/start.ts'], {PORT: String(port)});
    other.close();
    assert.equal(status, 1);
    assert.equal(said, `Port ${port} is in use. Choose another: PORT=${port + 1} npm start`);
  });

  it('PORT is no port', () => {
    const {status, said} = run(['--import', 'tsx', 'tools/start.ts'], {PORT: 'eighty'});
    assert.equal(status, 1);
    assert.equal(said, 'PORT is not a port number: eighty');
  });

  it('the demo has no such option', () => {
    const {status, said} = run(['--import', 'tsx', 'tools/start.ts', '--alive'], {PORT: '0'});
    assert.equal(status, 1);
    assert.equal(said, 'npm start takes one option, for GPT-Live: npm start -- --live');
  });

  it('a local server that other machines reach has no key', () => {
    const {status, said} = run(['--import', 'tsx', 'local-server/cli.ts', '--host', '0.0.0.0'], {
      LOCAL_SERVER_KEY: '',
    });
    assert.equal(status, 1);
    assert.equal(
      said,
      'Other machines reach 0.0.0.0: set a key (apiKey, or LOCAL_SERVER_KEY) to listen there.',
    );
  });

  it('a server has no key', () => {
    const {status, said} = run(['examples/servers/node.js'], {OPENAI_API_KEY: ''});
    assert.equal(status, 1);
    assert.match(
      said,
      /TypeError: createTokenHandler needs an apiKey: is OPENAI_API_KEY set on this server\?/,
    );
  });
});
