/*
 * The Agents SDK as its documentation starts it, with the token asked for on the click, since it lives a minute.
 * https://openai.github.io/openai-agents-js/guides/voice-agents/quickstart/
 */
import {RealtimeAgent, RealtimeSession} from '@openai/agents/realtime';

const agent = new RealtimeAgent({name: 'Assistant', instructions: 'You are a helpful assistant.'});
const button = document.querySelector('button');

button.addEventListener('click', async () => {
  const session = new RealtimeSession(agent, {model: 'gpt-realtime-2.1'});
  const response = await fetch('/token', {method: 'POST'});
  const {value} = await response.json();
  await session.connect({apiKey: value, url: new URL('/v1/realtime/calls', location.href).href});
  performance.mark('listening');
});
