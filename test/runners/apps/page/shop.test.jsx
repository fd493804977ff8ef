import {toStandardJsonSchema} from '@valibot/to-json-schema';
import {cleanup, render, screen, waitFor, within} from '@testing-library/react';
import {type} from 'arktype';
import React, {StrictMode} from 'react';
import * as v from 'valibot';
import {afterEach, describe, expect, it} from 'vitest';
import {defineTool} from 'voice-assistant-element';
import {ScriptedSession} from 'voice-assistant-element/testing';
import {z} from 'zod';
import {Shop} from './shop.jsx';

afterEach(cleanup);

async function open(script, tools) {
  const session = script && new ScriptedSession({pace: 0, ...script});
  render(
    <StrictMode>
      <Shop session={session} tools={tools} />
    </StrictMode>,
  );
  const assistant = screen.getByTestId('assistant');
  await assistant.updateComplete;
  return assistant;
}

const inside = assistant => within(assistant.shadowRoot);

describe('A shop with an assistant', () => {
  it('shows the launcher, where the props say', async () => {
    const assistant = await open();
    expect(inside(assistant).getByRole('button', {name: 'Talk to Vera'})).toBeTruthy();
    expect(assistant.id).toBe('vera');
    expect(assistant.getAttribute('placement')).toBe('top-start');
  });

  it('starts by the launcher, and follows the phases', async () => {
    const assistant = await open({});
    inside(assistant).getByRole('button', {name: 'Talk to Vera'}).click();
    await waitFor(() => expect(screen.getByTestId('phase').textContent).toBe('listening'));
    assistant.stop();
    await waitFor(() => expect(screen.getByTestId('phase').textContent).toBe('idle'));
  });

  it('asks before it fills the basket, in the panel', async () => {
    const steps = [{user: 'Tea, please'}, {tool: 'add_to_basket', arguments: {product: 'tea'}}];
    const assistant = await open({steps});
    assistant.show();
    await assistant.start();
    const allow = await inside(assistant).findByRole('button', {name: 'Allow'}, {timeout: 3000});
    expect(screen.queryByRole('listitem')).toBeNull();
    allow.click();
    expect((await screen.findByRole('listitem')).textContent).toBe('tea');
    const transcript = assistant.shadowRoot.querySelector('voice-transcript').shadowRoot;
    await within(transcript).findByText('tea is in the basket.');
  });

  it('says that the page has no endpoint', async () => {
    const assistant = await open();
    await expect(assistant.start()).rejects.toMatchObject({code: 'token-config'});
  });

  it('leaves mute and panel as they are when the page renders again', async () => {
    const assistant = await open({});
    await assistant.start();
    assistant.mute();
    assistant.show();
    await waitFor(() => expect(screen.getByTestId('phase').textContent).toBe('listening'));
    expect([assistant.muted, assistant.open]).toEqual([true, true]);
  });
});

const schemas = {
  zod: z.object({count: z.string().transform(Number)}),
  Valibot: toStandardJsonSchema(v.object({count: v.pipe(v.string(), v.transform(Number))})),
  ArkType: type({count: 'string.numeric.parse'}),
};
describe('A tool whose parameters are a schema of', () => {
  for (const [library, parameters] of Object.entries(schemas)) {
    it(`${library} gets what that makes of the arguments`, async () => {
      const tool = defineTool({name: 'order', parameters, execute: ({count}) => count + 1});
      const steps = [
        {tool: 'order', arguments: {count: '2'}},
        {tool: 'order', arguments: {count: 2}},
      ];
      const assistant = await open({steps}, [tool]);
      const results = [];
      assistant.addEventListener('voice-tool-result', ({output, error}) =>
        results.push(output ?? error.detail),
      );
      await assistant.start();
      await waitFor(() => expect(results).toEqual([3, 'arguments']));
      expect(assistant.session.tools[0].parameters).toMatchObject({type: 'object', required: ['count']});
    });
  }
});
