import {expect} from '@open-wc/testing';
import {ObedientLiveConnection} from '../../session/obedient-live-connection.js';
import {OpenAILiveSession} from '../../../src/backends/openai-live/session.js';
import type {CreateScene} from '../../../src/session/contract.js';
import {describeContract} from '../../session/contract-suite.js';

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

describeContract('OpenAILiveSession', overLiveWires, aboutTurns);
