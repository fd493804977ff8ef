/* A longest call that the server enforces, and a budget for the day. OPENAI_API_KEY=… node longest-call.js

   A page that has a token can open several calls with it, of an hour each. So here no page gets one: it sends its offer
   to this server, which makes the call, learns its id, and hangs it up in time. In the page:

     <voice-assistant realtime-url="/calls" transport="webrtc" max-duration="600"></voice-assistant>
     assistant.getToken = async () => 'none';

   No cookie comes with an offer. For people who are signed in, let `getToken` fetch a signed pass from your server: it
   comes as `Authorization: Bearer …`, and `authorize` can check it.
*/
import {createServer} from 'node:http';
import {createTokenHandler, toNodeListener} from 'voice-assistant-element/server';
import {dayBudget} from './day-budget.js';
import {session} from './session.js';

const openai = 'https://api.openai.com/v1/realtime/calls';
const apiKey = process.env.OPENAI_API_KEY?.trim();
/** Longer than `max-duration` of the page, which ends calls politely: this is for pages that do not keep to it. */
const maxSeconds = numberFrom('MAX_CALL_SECONDS', 630, 3_600);
const perClient = 10;

const answerToken = createTokenHandler({
  apiKey,
  session,
  rateLimit: {
    max: perClient,
    // 200 calls of at most 630 s: no day has more than 35 hours of talk. In one process; `redisStore` counts for several.
    store: dayBudget({tokens: numberFrom('CALLS_PER_DAY', 200), perClient}),
  },
});

/** All checks of the token endpoint, and the token stays here. */
async function answerCall(request) {
  // With GET the token itself would be the answer.
  if (!['POST', 'OPTIONS'].includes(request.method)) return new Response('Send an offer.', {status: 405});
  const answer = await answerToken(request);
  if (request.method === 'OPTIONS' || !answer.ok) return answer;
  const {value} = await answer.json();
  const call = await fetch(openai, {
    method: 'POST',
    headers: {Authorization: `Bearer ${value}`, 'Content-Type': 'application/sdp'},
    body: await request.text(),
    signal: AbortSignal.timeout(10_000),
  });
  const headers = new Headers(answer.headers); // Those of CORS, and no-store.
  headers.set('Content-Type', call.headers.get('Content-Type') ?? 'text/plain');
  const id = /\/calls\/([\w-]+)/.exec(call.headers.get('Location') ?? '')?.[1];
  if (id) setTimeout(() => void hangUp(id), maxSeconds * 1000);
  if (call.ok && !id) {
    console.error('The call has no id: it cannot be hung up, so it is not passed on.');
    return new Response('No call', {status: 502});
  }
  return new Response(await call.text(), {status: call.status, headers});
}

/** A restart of this process forgets the calls: where that matters, keep ids and times in a database, and look there. */
async function hangUp(id, triesLeft = 5) {
  const failure = await askToHangUp(id);
  if (!failure) return;
  console.error(`Call ${id} was not hung up: ${failure}`);
  if (triesLeft > 1) setTimeout(() => void hangUp(id, triesLeft - 1), 5_000);
}

/** @returns what went wrong, or nothing; 404 says that the call is over already */
async function askToHangUp(id) {
  try {
    const headers = {Authorization: `Bearer ${apiKey}`};
    const signal = AbortSignal.timeout(10_000);
    const {ok, status} = await fetch(`${openai}/${id}/hangup`, {method: 'POST', headers, signal});
    return ok || status === 404 ? '' : `status ${status}`;
  } catch (error) {
    return causeOf(error);
  }
}

const listen = toNodeListener(request =>
  answerCall(request).catch(error => {
    console.error(`No call: ${causeOf(error)}`);
    return new Response('No call', {status: 502});
  }),
);
createServer((request, response) => {
  // The page adds `?model=` where it has one; the session of this server decides.
  if (request.url?.split('?')[0] === '/calls') return listen(request, response);
  response.writeHead(404).end();
}).listen(Number(process.env.PORT ?? 3000));

/** @throws where it is no number above 0: a call of `10m` would be hung up at once */
function numberFrom(name, standard, max = Infinity) {
  const number = Number(process.env[name] ?? standard);
  if (number > 0 && number <= max) return number;
  throw new TypeError(`${name} is no number from 0 to ${max}: ${process.env[name]}`);
}

/** Without the message: `fetch` repeats a key that no header takes. */
function causeOf({name, cause}) {
  return `${name} ${cause?.code ?? ''}`;
}
