import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {describe, it} from 'node:test';
import {promisify} from 'node:util';

const run = promisify(execFile);

describe('a closed server', () => {
  it('leaves nothing that keeps the process alive', async () => {
    const script = `
      import {startRealtimeServer} from './local-server/index.ts';
      import {makeOffer} from './test/local-server/helpers/offer.ts';
      const server = await startRealtimeServer();
      const {value} = await (await fetch(server.url + '/token', {method: 'POST'})).json();
      const authorization = 'Bearer ' + value;
      const body = await makeOffer();
      const answer = await fetch(server.url + '/v1/realtime/calls', {method: 'POST', body, headers: {authorization}});
      await answer.text();
      const hanging = fetch(server.url + '/token?fault=token-hang').catch(() => 'ended');
      await server.close();
      console.log(answer.status, await hanging, server.calls[0].state);
    `;
    const {stdout} = await run(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script],
      {
        timeout: 20_000,
      },
    );
    assert.equal(stdout.trim(), '201 ended closed');
  });

  it('is closed also in the middle of a sentence, in a process that has nothing else to do', async () => {
    const script = `
      import {EspeakTextToSpeech} from './local-server/speech/espeak.ts';
      const speech = new EspeakTextToSpeech();
      const text = 'A long sentence, which takes its time. '.repeat(50);
      const sound = speech.speak(text, {voice: 'alloy', speed: 1, signal: new AbortController().signal});
      await sound.next();
      const rest = (async () => { for await (const chunk of sound); })().catch(({message}) => message);
      await speech.close();
      console.log(await rest);
    `;
    const {stdout} = await run(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script],
      {timeout: 20_000},
    );
    assert.equal(stdout.trim(), 'the synthesizer was closed');
  });
});
