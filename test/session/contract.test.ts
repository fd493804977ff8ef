import {expect} from '@open-wc/testing';
import {DisconnectReason} from 'livekit-client';
import {agentMethods} from '../../src/backends/livekit/agent.js';
import {capabilitiesWith} from '../../src/backends/livekit/capabilities.js';
import {LiveKitSession} from '../../src/backends/livekit/session.js';
import {ElevenLabsSession} from '../../src/backends/elevenlabs/session.js';
import {AISDKSession} from '../../src/backends/ai-sdk/session.js';
import {OpenAILiveSession} from '../../src/backends/openai-live/session.js';
import {PipecatSession} from '../../src/backends/pipecat/session.js';
import {OpenAIRealtimeSession} from '../../src/backends/openai-realtime/session.js';
import {sessionContract, type CreateScene, type SessionScene} from '../../src/session/contract.js';
import {ScriptedSession} from '../../src/session/scripted-session.js';
import type {VoiceSessionEvent, VoiceSessionStart} from '../../src/session/voice-session.js';
import type {SessionCapabilities} from '../../src/state/capabilities.js';
import {ObedientRoom} from '../backends/livekit/obedient-room.js';
import {buzz} from '../backends/elevenlabs/double/buzz.js';
import {stubAgents} from '../backends/elevenlabs/agent-socket.js';
import {QuickAudio} from '../backends/elevenlabs/quick-audio.js';
import {QuickPlayer} from '../helpers/quick-player.js';
import {rejection} from '../helpers/rejection.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {ObedientConnection} from './obedient-connection.js';
import {ObedientLiveConnection} from './obedient-live-connection.js';
import {neutralModel, ObedientSocket} from './obedient-realtime-model.js';
import {ObedientPipecatConnection} from './obedient-pipecat-connection.js';

const options = {quietMs: 80, deadlineMs: 8_000};

/** Acts with a session that acts by itself. */
function acting(session: ScriptedSession): SessionScene {
  return {
    session,
    userSpeaks: text => session.act({user: text}),
    callTool: (name, args) => session.act({tool: name, arguments: args}),
    askApproval: (name, args) =>
      new Promise<boolean>(resolve =>
        session.act({
          approval: name,
          arguments: args,
          then: (yes: boolean) => (resolve(yes), yes ? 'Done.' : 'Then not.'),
        }),
      ),
  };
}

const answer = (text: string) => (text.includes('story') ? 'and then '.repeat(150) : `You said: ${text}`);
const scripted: CreateScene = () => acting(new ScriptedSession({pace: 0.02, answer}));

const overFakeWires: CreateScene = ({pushToTalk}) => {
  const wires: ObedientConnection[] = [];
  const wire = () => wires.at(-1)!;
  const session = new OpenAIRealtimeSession(
    () => ({getToken: () => Promise.resolve('ek_1'), ...(pushToTalk && {turnDetection: 'push-to-talk'})}),
    () => Promise.reject(new Error('No WebSocket in this test')),
    () => (wires.push(new ObedientConnection(!pushToTalk)), wire()),
  );
  return {
    session,
    userSpeaks: text => wire().userSpeaks(text),
    callTool: (name, args) => wire().callTool(name, args),
    askApproval: (name, args) => wire().askApproval(name, args),
    lose: () => {
      const {listener} = wire();
      wire().close();
      listener.lost();
    },
    openConnections: () => wires.filter(({isOpen}) => isOpen).length,
    contextTold: () => wire().told,
  };
};

const overLiveWires: CreateScene = () => {
  const wires: ObedientLiveConnection[] = [];
  const wire = () => wires.at(-1)!;
  const session = new OpenAILiveSession(
    () => ({sessionEndpoint: '/session'}),
    () => (wires.push(new ObedientLiveConnection()), wire()),
  );
  return {
    session,
    userSpeaks: text => wire().userSpeaks(text),
    callTool: (name, args) => wire().callTool(name, args),
    askApproval: (name, args) => wire().askApproval(name, args),
    lose: () => {
      const {listener} = wire();
      wire().close();
      listener.lost();
    },
    end: () => wire().end(),
    openConnections: () => wires.filter(({isOpen}) => isOpen).length,
    contextTold: () => wire().told,
    close: () => expect(wires.flatMap(({refusals}) => refusals)).to.deep.equal([]),
  };
};

/** @param methods what the agent takes besides words */
function inRooms(methods: readonly string[]): CreateScene {
  return () => {
    const rooms: ObedientRoom[] = [];
    const room = () => rooms.at(-1)!;
    const token = {server_url: 'wss://voice.example', participant_token: 'a.b.c'};
    const session = new LiveKitSession(
      () => ({getToken: () => Promise.resolve(token as never)}),
      () => Promise.resolve(ObedientRoom.library(rooms, methods)),
    );
    // Known only once the agent is there; a check asks before.
    Object.assign(session, {capabilities: capabilitiesWith(new Set(methods))});
    return {
      session,
      respondsToEveryResult: true,
      userSpeaks: text => room().userSpeaks(text),
      callTool: (name, args) => room().call(name, args),
      askApproval: async (name, args) => {
        const answer = await room().call('voice.approve', {name, arguments: args});
        return (JSON.parse(answer) as {approved: boolean}).approved;
      },
      lose: () => room().disconnected(DisconnectReason.STATE_MISMATCH),
      end: () => room().disconnected(DisconnectReason.ROOM_DELETED),
      openConnections: () => rooms.filter(({isOpen}) => isOpen).length,
      contextTold: () => room().told,
    };
  };
}
const overAgents: CreateScene = () => {
  const agents = stubAgents({answer, speak: (text, signal) => buzz(text, signal)});
  const latest = () => agents.at(-1)!;
  const session = new ElevenLabsSession(
    () => ({
      answers: 'spoken',
      getToken: () => Promise.resolve({signed_url: 'wss://agents.example/?signature=1'}),
    }),
    listener => new QuickAudio(listener).asAudio,
  );
  return {
    session,
    respondsToEveryResult: true,
    userSpeaks: text => void latest().agent.userSaid(text),
    callTool: (name, args) => latest().agent.callTool(name, args),
    askApproval: (name, args) => latest().agent.askApproval(name, args),
    lose: () => latest().lose(),
    end: () => latest().agent.close(),
    openConnections: () => agents.filter(({agent}) => !agent.isClosed).length,
    contextTold: () => [...latest().agent.contexts.values()],
    close: () => {
      restoreStubs();
      expect(agents.flatMap(({agent}) => agent.refusals)).to.deep.equal([]);
    },
  };
};

const overCodec: CreateScene = ({pushToTalk}) => {
  ObedientSocket.made = [];
  stub(globalThis, 'WebSocket', ObedientSocket);
  const sockets = ObedientSocket.made;
  const socket = () => sockets.at(-1)!;
  const session = new AISDKSession(
    () => ({
      getToken: () => Promise.resolve({token: 'ek_1', url: 'wss://models.example/'}),
      realtimeModel: neutralModel,
      ...(pushToTalk && {turnDetection: 'push-to-talk'}),
    }),
    QuickPlayer.create,
  );
  return {
    session,
    userSpeaks: text => socket().userSpeaks(text),
    callTool: (name, args) => socket().callTool(name, args),
    lose: () => socket().close(1006),
    end: () => socket().close(1000),
    openConnections: () => sockets.filter(({isOpen}) => isOpen).length,
    contextTold: () => socket().told,
    close: restoreStubs,
  };
};

const overPipecatWires: CreateScene = () => {
  const wires: ObedientPipecatConnection[] = [];
  const wire = () => wires.at(-1)!;
  const session = new PipecatSession(
    () => ({sessionEndpoint: '/api/offer', answers: 'spoken'}),
    () => (wires.push(new ObedientPipecatConnection()), wire()),
  );
  return {
    session,
    userSpeaks: text => wire().userSpeaks(text),
    callTool: (name, args) => wire().callTool(name, args),
    lose: () => {
      const {listener} = wire();
      wire().close();
      listener.lost();
    },
    end: () => wire().end(),
    openConnections: () => wires.filter(({isOpen}) => isOpen).length,
    contextTold: () => wire().told,
  };
};

/** What is about responses, or about turns that begin and end: GPT-Live has neither. */
const aboutTurns = [
  /answers typed words/,
  /does not report typed words/,
  /whole text of an answer/,
  /begins to be heard/,
  /is not to be answered/,
  /is interrupted/,
  /last of two questions/,
  /responds to an image/,
  /says what it is to say/,
  /hears what the user says/,
  /ends by a button/,
  /turns of two calls/,
  /nothing of the one before/,
];
/** What no agent in a room does. */
const notInRooms = [/image/, /says what it is to say/, /not to be responded to/, /tools of the page as/];
/** What is about both sides speaking at once: others take turns. */
const aboutDuplex = [/aloud/, /falls silent/, /what the user says, where/];

const sessions: readonly {name: string; create: CreateScene; skipped: readonly RegExp[]}[] = [
  {
    name: 'ScriptedSession',
    create: scripted,
    skipped: [/connection is lost/, /other side has ended/, /how the connection does/, ...aboutDuplex],
  },
  {
    name: 'OpenAIRealtimeSession',
    create: overFakeWires,
    skipped: [/other side has ended/, ...aboutDuplex],
  },
  {name: 'OpenAILiveSession', create: overLiveWires, skipped: aboutTurns},
  {
    name: 'LiveKitSession',
    create: inRooms(Object.values(agentMethods)),
    skipped: [...notInRooms, ...aboutDuplex],
  },
  {
    name: 'LiveKitSession, with an agent that takes words alone',
    create: inRooms([]),
    skipped: [
      ...notInRooms,
      ...aboutDuplex,
      /is interrupted/,
      /ends by a button/,
      /is no turn, and replaces/,
    ],
  },
  {
    name: 'ElevenLabsSession',
    create: overAgents,
    skipped: [
      /is interrupted, says nothing more/, // The server cannot be told to stop.
      /responds to an image/,
      /says what it is to say/,
      /ends by a button/,
      /result that is not to be responded to/, // An agent goes on with every result.
      /tools of the page as they change/,
      ...aboutDuplex,
    ],
  },
  {
    name: 'PipecatSession',
    create: overPipecatWires,
    skipped: [
      /responds to an image/,
      /ends by a button/,
      /takes a yes/,
      /takes a no/,
      /tools of the page as they change/,
      ...aboutDuplex,
    ],
  },
  {
    name: 'AISDKSession',
    create: overCodec,
    skipped: [
      /asks whether.*yes/,
      /asks whether.*no/,
      /responds to an image/,
      /how the connection does/,
      ...aboutDuplex,
    ],
  },
];

for (const {name, create, skipped: expected} of sessions)
  describe(`${name}, like every session,`, () => {
    const skippedNames: string[] = [];
    for (const {name, check} of sessionContract)
      it(name, async function () {
        const {skipped} = await check(create, options);
        if (!skipped) return;
        skippedNames.push(name);
        this.skip();
      });

    it('is put through all of it but what it cannot do', () => {
      const odd = skippedNames.filter(name => !expected.some(pattern => pattern.test(name)));
      expect(odd).to.deep.equal([]);
      expect(skippedNames).to.have.lengthOf(expected.length);
    });
  });

/** Reports something else than what a session does. Returns what is reported in its place. */
type Bend = (
  event: VoiceSessionEvent,
  emit: (event: VoiceSessionEvent) => void,
) => readonly VoiceSessionEvent[];

/** There are no turns on its wire, and so none to report. */
class Duplex extends ScriptedSession {
  override readonly capabilities: SessionCapabilities = Object.freeze({
    ...this.capabilities,
    turns: false,
    pushToTalk: 'mute' as const,
  });

  override start(start: VoiceSessionStart): Promise<void> {
    return super.start({...start, emit: event => toDuplex(event).forEach(start.emit)});
  }
}

function toDuplex(event: VoiceSessionEvent): readonly VoiceSessionEvent[] {
  const isOfTurns = ['response-started', 'response-finished', 'input-committed'].includes(event.type);
  return isOfTurns ? [] : [event];
}

/** A session with one mistake. */
function bent(bend: Bend, Session: typeof ScriptedSession): ScriptedSession {
  class Bent extends Session {
    override start(start: VoiceSessionStart): Promise<void> {
      return super.start({...start, emit: event => bend(event, start.emit).forEach(start.emit)});
    }
  }
  return new Bent({pace: 0.02, answer});
}

const named =
  (type: VoiceSessionEvent['type'], make: (event: VoiceSessionEvent) => readonly VoiceSessionEvent[]): Bend =>
  event =>
    event.type === type ? make(event) : [event];
const without = (type: VoiceSessionEvent['type']) => named(type, () => []);
const twice = (type: VoiceSessionEvent['type']) => named(type, event => [event, event]);

describe('The contract of sessions finds a session that', () => {
  const mistakes: readonly (readonly [what: string, check: RegExp, bend: Bend, message: RegExp])[] = [
    [
      'does not say that it is open',
      /^opens/,
      without('session-opened'),
      /“session-opened” must be .* not 0 times/,
    ],
    ['opens twice', /^opens/, twice('session-opened'), /not 2 times/],
    [
      'never begins a response',
      /^answers typed/,
      without('response-started'),
      /in vain for “response-started”/,
    ],
    [
      'never ends a response',
      /^answers typed/,
      without('response-finished'),
      /“response-finished”, the end of a/,
    ],
    ['ends a response twice', /^answers typed/, twice('response-finished'), /must end once, not 2 times/],
    [
      'tells only what is new of a text',
      /whole text/,
      named('turn-text', event =>
        event.type === 'turn-text' && !event.final
          ? [{...event, text: event.text.split(/(?<=\s)/).at(-1)!}]
          : [event],
      ),
      /“said: ” followed “You ”/,
    ],
    [
      'never ends a text',
      /whole text/,
      named('turn-text', event => (event.type === 'turn-text' && event.final ? [] : [event])),
      /with final: true/,
    ],
    [
      'never ends a sound',
      /begins to be heard/,
      without('playback-stopped'),
      /“playback-stopped”, the end of the sound/,
    ],
    [
      'goes on after an interruption',
      /is interrupted/,
      (event, emit) => {
        if (event.type === 'turn-interrupted')
          setTimeout(
            () => emit({type: 'turn-text', id: event.id, role: 'assistant', text: 'and', final: false}),
            40,
          );
        return [event];
      },
      /Words of the interrupted response/,
    ],
    [
      'reports after it is stopped',
      /once it is stopped/,
      (event, emit) => (setTimeout(() => emit({type: 'speech-started'}), 30), [event]),
      /“speech-started” was reported by a call that had been stopped/,
    ],
    ['calls a tool twice', /run a tool, before/, twice('tool-called'), /reported once/],
    [
      'parses the arguments of a call',
      /run a tool, before/,
      named('tool-called', event => [{...event, arguments: {what: 'tea'}} as unknown as VoiceSessionEvent]),
      /must be the JSON text/,
    ],
    [
      'names turns alike in each call',
      /turns of two calls/,
      event => ('role' in event ? [{...event, id: 'item-1'}] : [event]),
      /The turn item-1 of an earlier call/,
    ],
    [
      'has no turns, and is not heard',
      /aloud/,
      without('playback-started'),
      /“playback-started”, the beginning/,
    ],
    [
      'has no turns, and reports responses',
      /what the user says, where/,
      named('turn-text', event => [event, {type: 'response-started', responseId: 'r'}]),
      /no turns, but “response-started”/,
    ],
    [
      'has no turns, and goes on when it is to be silent',
      /falls silent/,
      (event, emit) => {
        const more = {type: 'turn-text', id: 'a', role: 'assistant', text: 'and', final: false} as const;
        if (event.type === 'turn-interrupted') setTimeout(() => emit(more), 40);
        return [event];
      },
      /Words came that are not to be heard/,
    ],
  ];

  for (const [what, check, bend, message] of mistakes)
    it(what, async () => {
      const found = sessionContract.filter(({name}) => check.test(name));
      expect(found).to.have.lengthOf(1);
      const isOfDuplex = aboutDuplex.some(pattern => pattern.test(found[0]!.name));
      const create = () => acting(bent(bend, isOfDuplex ? Duplex : ScriptedSession));
      const error = (await rejection(found[0]!.check(create, {...options, deadlineMs: 600}))) as Error;
      expect(error.message).to.match(message);
    });
});
