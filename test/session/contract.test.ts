import {expect} from '@open-wc/testing';
import {sessionContract, type CreateScene, type SessionScene} from '../../src/session/contract.js';
import {ScriptedSession} from '../../src/session/scripted-session.js';
import type {VoiceSessionEvent, VoiceSessionStart} from '../../src/session/voice-session.js';
import type {SessionCapabilities} from '../../src/state/capabilities.js';
import {rejection} from '../helpers/rejection.js';
import {aboutDuplex, answer, contractOptions as options, describeContract} from './contract-suite.js';

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

const scripted: CreateScene = () => acting(new ScriptedSession({pace: 0.02, answer}));

describeContract('ScriptedSession', scripted, [
  /connection is lost/,
  /other side has ended/,
  /how the connection does/,
  ...aboutDuplex,
]);

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
