/* The agent of local.py in Node: Whisper hears, Ollama thinks, a local voice speaks. */
import {fileURLToPath} from 'node:url';
import {ServerOptions, cli, defineAgent, inference, llm, voice} from '@livekit/agents';
import * as openai from '@livekit/agents-plugin-openai';
import {approvedByPerson, askPage, serve} from './voice-assistant.mjs';

const {
  SPEECH_URL = 'http://localhost:8000/v1',
  LLM_URL = 'http://localhost:11434/v1',
  STT_MODEL = 'Systran/faster-distil-whisper-small.en',
  LLM_MODEL = 'llama3.2',
  TTS_MODEL = 'speaches-ai/Kokoro-82M-v1.0-ONNX',
  TTS_VOICE = 'af_heart',
} = process.env;
const speech = {baseURL: SPEECH_URL, apiKey: '-'};
const text = {type: 'string'};

const tools = [
  llm.tool({
    name: 'add_to_cart',
    description: 'Puts a product into the cart of the page.',
    parameters: {
      type: 'object',
      properties: {product: text, count: {type: 'number'}},
      required: ['product', 'count'],
    },
    execute: args => askPage('add_to_cart', args),
  }),
  llm.tool({
    name: 'cancel_order',
    description: 'Cancels an order.',
    parameters: {type: 'object', properties: {order: text}, required: ['order']},
    execute: async ({order}) =>
      (await approvedByPerson('cancel_order', {order}))
        ? `The order ${order} is cancelled.`
        : 'The person does not want that.',
  }),
];

export default defineAgent({
  async entry(ctx) {
    const session = new voice.AgentSession({
      stt: new openai.STT({...speech, model: STT_MODEL, useRealtime: false}),
      llm: new openai.LLM({baseURL: LLM_URL, apiKey: '-', model: LLM_MODEL}),
      tts: new openai.TTS({...speech, model: TTS_MODEL, voice: TTS_VOICE}),
      // Else a server in development has LiveKit's own services listen, too.
      turnHandling: {
        turnDetection: new inference.TurnDetector({version: 'v1-mini'}),
        interruption: {mode: 'vad'},
      },
    });
    const instructions = 'You sell tea. You speak: short sentences, no lists, no symbols.';
    await session.start({agent: new voice.Agent({instructions, tools}), room: ctx.room});
    await serve(ctx, session);
  },
});

// Each job imports this file again, in a process of its own.
const file = fileURLToPath(import.meta.url);
if (process.argv[1] === file) cli.runApp(new ServerOptions({agent: file}));
