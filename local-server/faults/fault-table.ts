/** How a fault's value is written: `name`, or `name:value`. */
type Kind = 'flag' | 'number' | 'text';

interface FaultDescription {
  kind: Kind;
  area: 'token' | 'offer' | 'connection' | 'events' | 'answers';
  /** What goes wrong, in a sentence. */
  what: string;
}

/** Everything that can be made to go wrong. Names are camelCase in code and kebab-case in `?fault=`. */
export const faultDescriptions = {
  tokenDelay: fault('number', 'token', 'The token endpoint answers this many milliseconds later.'),
  tokenStatus: fault('number', 'token', 'The token endpoint answers with this status and an error object.'),
  tokenRetryAfter: fault(
    'number',
    'token',
    'Seconds in the `Retry-After` header of a refused token (1 with 429).',
  ),
  tokenFailTimes: fault(
    'number',
    'token',
    'Only this many requests fail (with `tokenStatus`, or 503), then it works.',
  ),
  tokenHang: fault('flag', 'token', 'The token endpoint never answers.'),
  tokenReset: fault('flag', 'token', 'The token endpoint drops the connection without an answer.'),
  tokenHtml: fault('flag', 'token', 'The token endpoint answers with a web page.'),
  tokenSecret: fault('flag', 'token', 'The token is a long-lived key (`sk-...`).'),
  tokenWrongShape: fault('flag', 'token', 'The token endpoint answers with JSON that holds no token.'),
  tokenMalformed: fault('flag', 'token', 'The token endpoint answers with broken JSON.'),
  tokenEmpty: fault('flag', 'token', 'The token endpoint answers with an empty body.'),
  tokenExpired: fault('flag', 'token', 'The token has expired already.'),
  tokenLifetime: fault('number', 'token', 'The token lives this many seconds.'),
  tokenFormat: fault(
    'text',
    'token',
    'Shape of the answer: `openai`, `client_secret`, `token`, `value` or `text`.',
  ),

  sdpDelay: fault('number', 'offer', 'The offer is answered this many milliseconds later.'),
  sdpStatus: fault('number', 'offer', 'The offer is refused with this status and an error object.'),
  sdpFailTimes: fault(
    'number',
    'offer',
    'Only this many offers fail (with `sdpStatus`, or 503), then it works.',
  ),
  sdpHang: fault('flag', 'offer', 'The offer is never answered.'),
  sdpReset: fault('flag', 'offer', 'The connection is dropped without an answer to the offer.'),
  sdpGarbage: fault('flag', 'offer', 'The answer is no SDP.'),
  sdpHtml: fault('flag', 'offer', 'The answer is a web page.'),
  sdpEmpty: fault('flag', 'offer', 'The answer is empty.'),
  sdpNoStream: fault('flag', 'offer', 'The answer says `a=msid:-`: its track belongs to no stream.'),
  sdpNoAudio: fault('flag', 'offer', 'The answer refuses sound; only the data channel works.'),
  sdpNoLocation: fault('flag', 'offer', 'The answer has no `Location` header.'),
  sdpUnreachable: fault(
    'flag',
    'offer',
    'The answer names an address where nothing listens: it never connects.',
  ),

  channelCloseAfter: fault(
    'number',
    'connection',
    'The data channel is closed this many ms after it opened.',
  ),
  peerCloseAfter: fault(
    'number',
    'connection',
    'The peer connection is closed this many ms after the channel opened.',
  ),
  silentAfter: fault(
    'number',
    'connection',
    'From this many ms on neither sound nor events come or are read.',
  ),
  sessionExpiresAfter: fault(
    'number',
    'connection',
    'The session expires this many ms after the channel opened.',
  ),
  closeReason: fault(
    'text',
    'connection',
    'GPT-Live: a session that expires is closed for this reason instead (`content`, `remote_hangup`, `connection_lost`).',
  ),
  noAudio: fault('flag', 'connection', 'No sound is ever sent.'),
  eventDelay: fault(
    'number',
    'connection',
    'Each event comes this many milliseconds late, as if the server were far away; sound does not.',
  ),
  eventJitter: fault(
    'number',
    'connection',
    'Over a WebSocket, each message is late by up to this many milliseconds, in order.',
  ),
  spoilAudio: fault(
    'text',
    'connection',
    'Over a WebSocket, every third chunk of sound is preceded by one that is `odd`, `empty`, `huge`, `not-base64` or `no-text`.',
  ),
  errorAfter: fault(
    'number',
    'connection',
    'An `error` event (server_error) comes this many ms after the channel opened.',
  ),

  noSessionCreated: fault(
    'flag',
    'events',
    '`session.created`, or `session.started` of GPT-Live, does not come.',
  ),
  noSessionUpdated: fault('flag', 'events', '`session.updated` does not come.'),
  noResponseDone: fault('flag', 'events', '`response.done` does not come.'),
  noOutputBuffer: fault(
    'flag',
    'events',
    'No `output_audio_buffer.*` events, as with some compatible servers.',
  ),
  dropEvents: fault('text', 'events', 'These event types are dropped, separated by a vertical bar.'),
  duplicateEvents: fault('flag', 'events', 'Every event is sent twice.'),
  lateDeltas: fault('flag', 'events', 'The last delta of an answer comes again after its `response.done`.'),
  reorderDeltas: fault('flag', 'events', 'Every second delta changes places with the one after it.'),
  unknownEvents: fault('flag', 'events', 'Events of unknown types come in between.'),
  malformedFrames: fault('flag', 'events', 'Messages that are no JSON, or no events, come in between.'),
  brokenTimes: fault(
    'flag',
    'events',
    'GPT-Live: times of transcript deltas are missing, no numbers, negative, reversed or huge, in turn.',
  ),
  hugeText: fault(
    'flag',
    'events',
    'The first transcript delta of an answer (GPT-Live: of the session) is 60,000 characters long.',
  ),
  hostileText: fault('flag', 'events', 'Transcripts are full of HTML and script.'),
  betaDialect: fault('flag', 'events', 'Event names and session shape of the beta API.'),

  responseDelay: fault('number', 'answers', 'Thinking takes this many milliseconds.'),
  responseNever: fault(
    'flag',
    'answers',
    'After `response.created` nothing comes; with GPT-Live nothing at all.',
  ),
  responseFails: fault('text', 'answers', 'Answers end as `failed`, with this error code.'),
  responseIncomplete: fault(
    'text',
    'answers',
    'Answers end as `incomplete`, with this reason (`content_filter`, ...).',
  ),
  slowDeltas: fault('number', 'answers', 'Milliseconds between two transcript deltas.'),
  transcriptionFails: fault('flag', 'answers', 'Spoken turns are not understood: `...transcription.failed`.'),
} as const;

function fault<K extends Kind>(kind: K, area: FaultDescription['area'], what: string) {
  return {kind, area, what} satisfies FaultDescription as {
    kind: K;
    area: FaultDescription['area'];
    what: string;
  };
}

export type FaultName = keyof typeof faultDescriptions;

type ValueOf<K extends Kind> = K extends 'flag' ? boolean : K extends 'number' ? number : string;

/** The faults that are switched on, with their values. */
export type FaultOptions = {[Name in FaultName]?: ValueOf<(typeof faultDescriptions)[Name]['kind']>};

/** Values of faults named in a query without one. */
const bareValues: Partial<Record<FaultName, number | string>> = {
  responseFails: 'server_error',
  responseIncomplete: 'content_filter',
  tokenStatus: 500,
  sdpStatus: 500,
  tokenFailTimes: 1,
  sdpFailTimes: 1,
};

/** `tokenDelay` as it is written in a query: `token-delay`. */
export function queryName(name: FaultName): string {
  return name.replace(/[A-Z]/gu, letter => `-${letter.toLowerCase()}`);
}

/** Reads `token-delay:150,token-html`. Throws for an unknown name, so that a test cannot pass by a typing error. */
export function parseFaults(expression: string): FaultOptions {
  const faults: Record<string, boolean | number | string> = {};
  for (const entry of expression.split(',').filter(Boolean)) {
    const [written = '', ...rest] = entry.split(':');
    const name = (Object.keys(faultDescriptions) as FaultName[]).find(
      known => known === written || queryName(known) === written,
    );
    if (!name) throw new Error(`unknown fault '${written}'`);
    const value = rest.length > 0 ? rest.join(':') : bareValues[name];
    const {kind} = faultDescriptions[name];
    if (kind === 'flag') faults[name] = value !== 'false';
    else if (kind === 'text') faults[name] = String(value ?? '');
    else if (Number.isFinite(Number(value))) faults[name] = Number(value);
    else throw new Error(`the fault '${written}' needs a number, as in ${written}:150`);
  }
  return faults;
}

/** All faults as a table in Markdown, for the docs. */
export function faultTable(): string {
  const rows = (Object.keys(faultDescriptions) as FaultName[]).map(name => {
    const {kind, what} = faultDescriptions[name];
    const value = kind === 'flag' ? '' : kind === 'number' ? ':<number>' : ':<text>';
    return `| \`${name}\` | \`${queryName(name)}${value}\` | ${what} |`;
  });
  return ['| option | in `?fault=` | what happens |', '| --- | --- | --- |', ...rows].join('\n');
}
