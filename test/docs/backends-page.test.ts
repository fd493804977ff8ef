import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import {WebSocket} from 'ws';
import {sessionContract, type CreateScene} from '../../src/session/contract.js';
import type {VoiceSession} from '../../src/session/voice-session.js';
import {EchoServer} from '../e2e/echo-server.js';
import {codeBlocks} from './markdown.js';
import {writtenFolder} from './written-folder.js';

const run = promisify(execFile);
const blocks = codeBlocks('docs/backends.md').filter(({language}) => language === 'ts');

/** As in a browser: closing while it opens is no error. */
class BrowserSocket extends WebSocket {
  constructor(url: string) {
    super(url);
    this.on('error', () => {});
  }
}

describe('In docs/backends.md', () => {
  let folder: string;
  before(async () => {
    // Within the package, whose names it imports; not where compiler and lint look meanwhile.
    folder = await writtenFolder();
  });
  after(() => rm(folder, {recursive: true}));

  describe('the whole backend, like every session,', () => {
    const server = new EchoServer({sounds: false}); // There is no sound in Node.
    const skippedNames: string[] = [];
    let create: CreateScene;
    let listening: Awaited<ReturnType<EchoServer['listen']>>;

    before(async () => {
      const [whole, ...others] = blocks.filter(({code}) => code.includes('class EchoSession'));
      assert.deepEqual(others, []);
      const file = join(folder, 'echo-session.ts');
      await writeFile(file, whole!.code);
      const {EchoSession} = (await import(pathToFileURL(file).href)) as {
        EchoSession: new (url: string) => VoiceSession;
      };
      Object.assign(globalThis, {WebSocket: BrowserSocket});
      listening = await server.listen();
      create = () => ({
        session: new EchoSession(listening.url),
        callTool: (name, args) => server.call.callTool(name, args),
        askApproval: (name, args) => server.call.askApproval(name, args),
        lose: () => server.call.lose(),
        end: () => server.call.end(),
        openConnections: () => server.openCalls,
        contextTold: () => server.call.told,
      });
    });
    after(() => listening.close());

    for (const {name, check} of sessionContract)
      it(name, async t => {
        const {skipped} = await check(create, {quietMs: 100});
        if (!skipped) return;
        skippedNames.push(name);
        t.skip(skipped);
      });

    it('skips what it does not have', () =>
      assert.deepEqual(skippedNames, [
        'takes a microphone before, while and after a call opens, and none',
        'tells how the connection does',
        'tells when an answer begins to be heard, and when it is over',
        'responds to an image',
        'hears what the user says: it begins, it ends, it is a turn',
        'takes a turn that the user ends by a button, and responds to it',
        'replies aloud to typed words, where there are no turns',
        'falls silent when it is to, where there are no turns',
        'tells what the user says, where there are no turns',
      ]));
  });

  it('the test of a session passes', async () => {
    const [test, ...others] = blocks.filter(({code}) => code.includes("from 'node:test'"));
    assert.deepEqual(others, []);
    const file = join(folder, 'session.test.ts');
    await writeFile(file, test!.code);
    const {stdout} = await run(
      process.execPath,
      ['--import', 'tsx', '--test', '--test-reporter=tap', file],
      // A test within a test would report to the outer one.
      {env: {...process.env, NODE_TEST_CONTEXT: undefined}},
    );
    assert.match(stdout, /^# fail 0$/m);
    assert.match(stdout, /^# pass (2[5-9]|3\d)$/m);
  });
});
