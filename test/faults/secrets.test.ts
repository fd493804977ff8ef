import assert from 'node:assert/strict';
import {after, before, describe} from 'node:test';
import {fixedResponder} from '../e2e/fixed-responder.js';
import {backend, setStage, type Stage} from '../e2e/stage.js';
import {press, untilPhase} from '../e2e/widget.js';
import {findTraces, watchPage} from '../security/watch-page.js';
import {beginCall, exchange, onPage, sentences, timed, untilSentence} from './fault-page.js';
import {itSurvives} from './survive.js';

/** Words that are found again wherever they got to. */
const secret = 'the word is sesame';

describe('secrets', () => {
  let stage: Stage;

  before(async () => {
    stage = await setStage({realtime: {responder: fixedResponder([], {[secret]: 'I heard sesame'})}});
  });

  after(() => stage.close());

  itSurvives('The page', 'is searched for the token and for what was said', () =>
    onPage(
      stage,
      async page => {
        const tokens: Promise<string>[] = [];
        const asked: string[] = [];
        page.on('request', request => {
          // The host's endpoint is told what was said, where it makes the session.
          const body = backend === 'openai-live' ? '' : request.postData();
          asked.push(`${request.url()} ${body ?? ''}`);
        });
        page.on('response', response => {
          if (response.url().endsWith('/token'))
            tokens.push(response.json().then(({value}: {value: string}) => value));
        });

        await beginCall(page);
        await exchange(page, secret);
        // What goes wrong is told in errors and logs: there, too, nothing may be said.
        await stage.realtime.calls.at(-1)!.closePeer();
        await untilSentence(page, 'Reconnecting');
        await untilPhase(page, 'listening');
        await press(page, 'hang-up');
        await untilPhase(page, 'idle');
        stage.realtime.setFaults({sdpStatus: 403});
        await press(page, 'talk');
        await untilPhase(page, 'failed');
        await untilSentence(page, 'Couldn’t connect');
        const sees = await sentences(page);
        stage.realtime.setFaults({});
        const ms = await timed(async () => {
          await page.click('>>> [part=error] button');
          await untilPhase(page, 'listening');
        });

        const secrets = [...(await Promise.all(tokens)), 'sesame'];
        if (backend === 'openai-realtime') assert.ok(secrets.length > 4, 'a token for each attempt');
        const [watched, traces] = [
          await page.evaluate(() => window.watched),
          await page.evaluate(findTraces),
        ];
        assert.ok(watched.errors.length > 0, 'there were errors to look into');
        for (const [place, content] of Object.entries({...watched, ...traces, asked}))
          for (const word of secrets) assert.ok(!String(content).includes(word), `nothing of it in ${place}`);
        return {sees, by: 'Try again', ms};
      },
      {scripts: [watchPage]},
    ),
  );
});
