import {expect} from '@open-wc/testing';
import {buzz} from './double/buzz.js';
import {stubAgents} from './agent-socket.js';
import {QuickAudio} from './quick-audio.js';
import {restoreStubs} from '../../helpers/stub.js';
import {ElevenLabsSession} from '../../../src/backends/elevenlabs/session.js';
import type {CreateScene} from '../../../src/session/contract.js';
import {answer, describeContract, aboutDuplex} from '../../session/contract-suite.js';

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

describeContract('ElevenLabsSession', overAgents, [
  /is interrupted, says nothing more/, // The server cannot be told to stop.
  /responds to an image/,
  /says what it is to say/,
  /ends by a button/,
  /result that is not to be responded to/, // An agent goes on with every result.
  /tools of the page as they change/,
  ...aboutDuplex,
]);
