import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {cp, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {promisify} from 'node:util';
import {hearInOrder, startRealtimeServer} from 'voice-assistant-element/local-server';
import {WebSocket} from 'ws';
import {makeOffer} from '../local-server/helpers/offer.js';
import {spokenTurn} from '../local-server/helpers/spoken.js';

const run = promisify(execFile);

/* The local server as a host's own tests import it. */

describe('the local server in the package', () => {
  it('hears, answers and hums over a WebSocket, and answers offers of WebRTC', async () => {
    const server = await startRealtimeServer({
      understand: hearInOrder('Who are you?'),
      session: {audio: {input: {transcription: {model: 'local'}}}},
    });
    try {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/v1/realtime`, {
        headers: {authorization: 'Bearer sk-local'},
      });
      await once(socket, 'open');
      const audio = Buffer.from(spokenTurn().buffer).toString('base64');
      socket.send(JSON.stringify({type: 'input_audio_buffer.append', audio}));
      const call = await server.waitForCall();
      await call.waitForSentEvent('conversation.item.input_audio_transcription.completed');
      const {event} = await call.waitForSentEvent('response.output_audio.delta');
      assert.ok(Buffer.from(String(event.delta), 'base64').some(byte => byte !== 0));
      const offered = await fetch(`${server.url}/v1/realtime/calls`, {
        method: 'POST',
        headers: {authorization: 'Bearer sk-local'},
        body: await makeOffer(),
      });
      assert.equal(offered.status, 201);
    } finally {
      await server.close();
    }
  });

  it('has no part of the voice whose licence is the GPL', async () => {
    const files = await readdir('dist/local-server', {recursive: true, encoding: 'utf8'});
    assert.ok(files.includes('index.js') && files.includes('published.d.ts'));
    assert.deepEqual(
      files.filter(file => /espeak/iu.test(file)),
      [],
    );
    const code = files
      .filter(name => name.endsWith('.js'))
      .map(name => readFileSync(`dist/local-server/${name}`, 'utf8'));
    assert.ok(!code.some(text => /espeak-ng|espeak-worker/iu.test(text)));
  });

  it('takes calls over a WebSocket where the packages for WebRTC are not installed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'voice-assistant-local-server-'));
    try {
      await cp('dist/local-server', join(folder, 'server'), {recursive: true});
      await writeFile(join(folder, 'package.json'), '{"type": "module"}');
      await cp('node_modules/ws', join(folder, 'node_modules/ws'), {recursive: true});
      const script = `
        import {startRealtimeServer} from './server/index.js';
        const server = await startRealtimeServer();
        const headers = {authorization: 'Bearer sk-local'};
        const body = 'v=0\\r\\nm=audio 9 X 111\\r\\na=ice-ufrag:x\\r\\n';
        const offered = await fetch(server.url + '/v1/realtime/calls', {method: 'POST', headers, body});
        console.log(offered.status, await offered.text());
        await server.close();
      `;
      const {stdout} = await run(process.execPath, ['--input-type=module', '--eval', script], {cwd: folder});
      assert.match(stdout, /^400 .*WebRTC needs the packages werift and @evan\/opus/u);
    } finally {
      await rm(folder, {recursive: true, force: true});
    }
  });
});
