import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {play} from './helpers/live-scenarios.js';
import {application} from './recordings/application.js';
import {backend} from './recordings/backend.js';

/* The recordings are typed by OpenAI: this says that they are what is sent. */

describe('the events of GPT-Live', () => {
  it('are those of OpenAI, where the application does the tasks', async () => {
    assert.deepEqual(await play('application'), application);
  });

  it('are those of OpenAI, where a Responses backend does the tasks', async () => {
    assert.deepEqual(await play('backend'), backend);
  });

  it('are all among the recordings', () => {
    assert.deepEqual([...new Set([...application, ...backend].map(({type}) => type))].sort(), [
      'error',
      'info',
      'response.event',
      'session.closed',
      'session.commentary.appended',
      'session.delegation.created',
      'session.input_audio.muted',
      'session.input_audio.unmuted',
      'session.input_transcript.delta',
      'session.instructions.appended',
      'session.output_transcript.delta',
      'session.started',
      'session.thinking.appended',
      'session.updated',
      'session.usage.updated',
    ]);
  });
});
