/** What the tests run over: `BACKEND=openai-live`, or the Realtime API. */
export type FaultBackend = 'openai-realtime' | 'openai-live';

/**
 * Everything that must not lose a conversation, in the order of docs/reliability.md, with the seconds within
 * which it must be repaired. Each is a test of this name in test/faults/.
 */
const faultCases = {
  'The token endpoint': {
    'is slow': 10,
    'is down': 3,
    'never answers': 3,
    'says 401': 3,
    'says 403': 3,
    'says 429 with Retry-After': 3,
    'says 500': 3,
    'says 503 once': 3,
    'answers 200 with a web page': 3,
    'mints an expired token once': 3,
    'mints nothing but expired tokens': 3,
    'is on another origin without CORS': 3,
  },
  'The realtime server': {
    'is slow to answer the offer': 10,
    'never answers the offer': 3,
    'refuses the offer with 401': 3,
    'refuses the offer with 403': 3,
    'refuses the offer with 429': 3,
    'refuses the offer with 500': 3,
    'answers the offer with a web page': 3,
    'answers with broken SDP': 3,
    'names an address where nothing listens': 15,
    'names no stream (a=msid:-)': 3,
  },
  'The connection': {
    'hangs for 6 seconds': 10,
    'hangs for good': 20,
    'loses its channel': 6,
    'is closed by the server': 6,
    'ends because the session expired': 6,
    'loses one packet in five': 10,
    'is lost while the server is down': 20,
    'is lost for good': 3,
    'is lost, and no new call is allowed': 3,
    'is lost while the microphone is off': 6,
  },
  'The microphone': {
    'is denied': 10,
    'is missing': 10,
    'is busy': 3,
    'never opens': 3,
    'is unplugged': 3,
    'is unplugged, and there is no other': 3,
    'is swapped while it is off': 3,
    'is forbidden in mid-call': 3,
    'is taken by another application': 3,
    'is another one than it was (OverconstrainedError)': 6,
  },
  'Devices and sound': {
    'change fifty times at once': 3,
    'lose the chosen speaker': 3,
    'are blocked by the autoplay policy': 3,
    'are stopped by a phone call, over a WebSocket': 10,
  },
  'The answer': {
    'never comes': 6,
    fails: 6,
    'is incomplete': 6,
    'is full of markup and script': 6,
  },
  'The messages': {
    'come out of order': 10,
    'come twice': 10,
    'are unknown, or none at all': 10,
    'are huge': 10,
    'tell of an error of the server': 10,
  },
  'The person': {
    'starts twice': 6,
    'hangs up while it connects': 3,
    'talks while it connects': 6,
    'talks over it while it listens': 3,
    'talks over it while it thinks': 3,
    'talks over it while it speaks': 3,
    'talks while it reconnects': 6,
  },
  'The page': {
    'removes the element twenty times': 3,
    'has two assistants': 3,
    'is hidden': 3,
    'is frozen': 6,
    'is left and come back to': 6,
    'is another one, with resume="tab"': 6,
    'forbids all it can (CSP, Trusted Types)': 10,
    'loses its network': 3,
    'is searched for the token and for what was said': 3,
  },
} as const satisfies Record<string, Record<string, number>>;

/** What can only go wrong over GPT-Live. */
const onlyOverLive = {
  'The realtime server': {'does not say that the session has started': 3},
  'The messages': {'tell impossible times': 10},
} as const;

/** Seconds that differ over GPT-Live, where an answer is known to be over only once nothing has followed it for two. */
const secondsOverLive: Readonly<Record<string, number>> = {
  'is unplugged, and there is no other': 10,
  'is forbidden in mid-call': 10,
};

const noToken = 'no token is asked for';
const oneEndpoint = 'the host’s endpoint answers the offer; see above';

type Groups = typeof faultCases;
type LiveGroups = typeof onlyOverLive;

/** What goes wrong: whose fault it is, and which. */
export type FaultGroup = keyof Groups;
export type FaultName<Group extends FaultGroup> =
  | (keyof Groups[Group] & string)
  | (Group extends keyof LiveGroups ? keyof LiveGroups[Group] & string : never);

/** What GPT-Live does not have, or what is otherwise there, and why. */
export const notOverLive: {
  readonly [Group in FaultGroup]?: Readonly<Partial<Record<keyof Groups[Group], string>>>;
} = {
  'The token endpoint': {
    'mints an expired token once': noToken,
    'mints nothing but expired tokens': noToken,
  },
  'The realtime server': {
    'never answers the offer': oneEndpoint,
    'refuses the offer with 401': oneEndpoint,
    'refuses the offer with 403': oneEndpoint,
    'refuses the offer with 429': oneEndpoint,
    'refuses the offer with 500': oneEndpoint,
    'answers the offer with a web page': oneEndpoint,
  },
  'The connection': {
    'ends because the session expired': 'that is the end of the call, without an error',
  },
  'Devices and sound': {
    'are stopped by a phone call, over a WebSocket': 'it has no WebSocket for pages',
  },
};

/** All cases over a backend: by group and name, the seconds. */
export function casesOver(backend: FaultBackend): Record<string, Record<string, number>> {
  if (backend !== 'openai-live') return faultCases;
  return Object.fromEntries(
    Object.entries(faultCases).map(([group, names]) => {
      const had = Object.entries<number>(names)
        .filter(([name]) => !whyNotOverLive(group, name))
        .map(([name, seconds]) => [name, secondsOverLive[name] ?? seconds]);
      return [group, {...Object.fromEntries(had), ...(onlyOverLive as Record<string, object>)[group]}];
    }),
  );
}

/** Why a case is left out over GPT-Live; unset where it is not. */
export function whyNotOverLive(group: string, name: string): string | undefined {
  return (notOverLive as Record<string, Record<string, string>>)[group]?.[name];
}
