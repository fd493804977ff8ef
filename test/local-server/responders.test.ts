import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {
  ResponseChunk,
  ResponderRequest,
  HistoryEntry,
  ToolDefinition,
} from '../../local-server/responders/responder.js';
import {ScriptedResponder} from '../../local-server/responders/scripted-responder.js';
import {selectToolCalls} from '../../local-server/responders/tool-selection.js';

const PLAIN: ResponderRequest = {
  instructions: '',
  tools: [],
  toolChoice: 'auto',
  signal: new AbortController().signal,
};

const WEATHER: ToolDefinition = {
  type: 'function',
  name: 'get_weather',
  description: 'Current weather of a city',
  parameters: {
    type: 'object',
    properties: {city: {type: 'string'}, unit: {type: 'string', enum: ['celsius', 'fahrenheit']}},
    required: ['city'],
  },
};
const LIGHT: ToolDefinition = {
  type: 'function',
  name: 'switchLight',
  description: 'Turns the light on or off',
  parameters: {
    type: 'object',
    properties: {on: {type: 'boolean'}, level: {type: 'number'}},
    required: ['on'],
  },
};

function respond(history: HistoryEntry[], request: Partial<ResponderRequest> = {}): ResponseChunk[] {
  return [...new ScriptedResponder().answer(history, {...PLAIN, ...request})];
}

function says(text: string, before: HistoryEntry[] = []): string {
  const answer = respond([...before, {role: 'user', text}]);
  return answer.map(chunk => ('text' in chunk ? chunk.text : '')).join('');
}

describe('the scripted responder', () => {
  const talk: Array<[string, RegExp]> = [
    ['Hello!', /hello/iu],
    ['Hello, who are you?', /local voice assistant/iu],
    ['What can you do?', /ask me/iu],
    ['How are you?', /very well/iu],
    ['What time is it?', /\d:\d\d/u],
    ['What is the date today?', /\d{4}/u],
    ['Tell me a joke', /secret|blush|shy/u],
    ['Will it rain?', /umbrella/iu],
    ['Count to twenty', /One, two, three.*nineteen, twenty\./su],
    ['Count to 7 please', /seven\.$/u],
    ['Tell me a story', /Once upon a time/u],
    ['Repeat after me: the sky is blue', /^the sky is blue$/u],
    ['What is 6 times 7?', /42/u],
    ['Thank you', /welcome/iu],
    ['Goodbye', /goodbye/iu],
    ['Wait, wait', /listening/iu],
    ['Show me some formatting', /\*\*bold\*\*/u],
    ['My name is Ada', /Ada/u],
    ['The quick brown fox', /quick brown fox/u],
    ['Guten Tag, wie geht es?', /Sprachassistent/u],
    ['こんにちは', /こんにちは/u],
  ];
  for (const [text, expected] of talk) {
    it(`has an answer to “${text}”`, () => assert.match(says(text), expected));
  }

  it('remembers the name it was told', () => {
    assert.match(says('What is my name?', [{role: 'user', text: 'Hi, my name is Ada'}]), /Ada/u);
    assert.match(says('What is my name?'), /not told/u);
  });

  it('answers spoken turns without words by their length, each time differently', () => {
    const first = respond([{role: 'user', text: '', spokenMs: 2100}]);
    const second = respond([
      {role: 'user', text: '', spokenMs: 2100},
      {role: 'user', text: '', spokenMs: 900},
    ]);
    assert.match(JSON.stringify(first), /about 2 seconds/u);
    assert.match(JSON.stringify(second), /about a second/u);
    assert.notEqual(JSON.stringify(first).slice(60), JSON.stringify(second).slice(60));
  });

  it('speaks first as it is told', () => {
    const say = (responseInstructions: string, history: HistoryEntry[] = []) =>
      JSON.stringify(respond(history, {responseInstructions}));
    assert.match(say('Hi! Ask me about our shoes.'), /our shoes/u);
    assert.match(say('Greet the person with: "Welcome to the shop."'), /"Welcome to the shop\.?"/u);
    assert.match(say('Greet the person warmly.'), /welcome/iu);
    assert.match(say('Answer in one word.', [{role: 'user', text: 'Thank you'}]), /You are welcome/u);
  });

  it('speaks first as it is told also where the session’s own instructions come before that', () => {
    const instructions = 'Always speak Dutch. Say "please".\n\nBe brief.';
    const say = (prompt: string, history: HistoryEntry[] = []) =>
      JSON.stringify(respond(history, {instructions, responseInstructions: `${instructions}\n\n${prompt}`}));
    assert.equal(say('Hi! Ask me about our shoes.'), '[{"text":"Hi! Ask me about our shoes."}]');
    assert.equal(say('Greet the person with: "Welcome to the shop."'), '[{"text":"Welcome to the shop."}]');
    assert.match(say('Answer in one word.', [{role: 'user', text: 'Thank you'}]), /You are welcome/u);
    const [answer] = respond([{role: 'user', text: 'Thank you'}], {
      instructions,
      responseInstructions: instructions,
    });
    assert.match(JSON.stringify(answer), /You are welcome/u);
  });

  it('uses what the page told', () => {
    const told: HistoryEntry = {role: 'system', text: '{"cart": ["red shoes"]}'};
    assert.match(says('What is in my cart?', [told]), /red shoes/u);
  });

  it('calls the tool that is asked for, and speaks its result', () => {
    const [call] = respond([{role: 'user', text: 'What is the weather in Paris, please?'}], {
      tools: [WEATHER, LIGHT],
    });
    assert.deepEqual(call, {toolCall: {name: 'get_weather', arguments: '{"city":"Paris"}'}});
    const answer = respond(
      [
        {role: 'user', text: 'What is the weather in Paris?'},
        {role: 'call', callId: 'c', name: 'get_weather', arguments: '{}'},
        {role: 'result', callId: 'c', name: 'get_weather', output: '{"sky":"sunny","temperatureCelsius":21}'},
      ],
      {tools: [WEATHER]},
    );
    assert.match(JSON.stringify(answer), /sky: sunny, temperature Celsius: 21/u);
  });
});

describe('selecting tool calls', () => {
  const select = (text: string, choice = 'auto') =>
    selectToolCalls(text, [WEATHER, LIGHT], choice).map(call => [
      call.name,
      JSON.parse(call.arguments) as unknown,
    ]);

  it('fills arguments by their types', () => {
    assert.deepEqual(select('Switch the light off'), [['switchLight', {on: false}]]);
    assert.deepEqual(select('switch the light to 40'), [['switchLight', {on: true, level: 40}]]);
    assert.deepEqual(select('weather in New York in fahrenheit'), [
      ['get_weather', {city: 'New York in fahrenheit', unit: 'fahrenheit'}],
    ]);
  });

  it('finds two calls in one message', () => {
    assert.deepEqual(select('Get the weather in Rome and the weather in Oslo'), [
      ['get_weather', {city: 'Rome'}],
      ['get_weather', {city: 'Oslo'}],
    ]);
  });

  it('leaves small talk alone, unless a tool is demanded', () => {
    assert.deepEqual(select('How are you today?'), []);
    assert.deepEqual(select('What is the weather in Paris', 'none'), []);
    assert.equal(select('How are you today?', 'required')[0]?.[0], 'get_weather');
    assert.equal(select('How are you today?', 'switchLight')[0]?.[0], 'switchLight');
  });
});
