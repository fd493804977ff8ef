import type {ServerResponse} from 'node:http';

const upstream = 'https://api.openai.com/v1/realtime/client_secrets';

/** What the demo's assistant is. A real site sets this on its server, where nobody can change it. */
const session = {
  type: 'realtime',
  model: process.env.OPENAI_REALTIME_MODEL ?? 'gpt-realtime',
  instructions: 'You are a friendly assistant on a demo page. Answer briefly.',
  audio: {input: {transcription: {model: 'gpt-4o-mini-transcribe'}}, output: {voice: 'marin'}},
};

/** Mints an ephemeral token with the key that only this process knows. */
export async function mintOpenAIToken(key: string, response: ServerResponse): Promise<void> {
  const answer = await fetch(upstream, {
    method: 'POST',
    headers: {Authorization: `Bearer ${key}`, 'Content-Type': 'application/json'},
    body: JSON.stringify({session, expires_after: {anchor: 'created_at', seconds: 60}}),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null);
  if (!answer?.ok) {
    console.error(`OpenAI refused to mint a token: ${answer ? answer.status : 'no answer'}`);
    response.writeHead(502, {'Content-Type': 'application/json'}).end('{"error":"token"}');
    return;
  }
  const {value, expires_at} = (await answer.json()) as {value: string; expires_at: number};
  response
    .writeHead(200, {'Content-Type': 'application/json', 'Cache-Control': 'no-store'})
    .end(JSON.stringify({value, expires_at}));
}
