import {ObedientPipecatConnection} from '../../session/obedient-pipecat-connection.js';
import {PipecatSession} from '../../../src/backends/pipecat/session.js';
import type {CreateScene} from '../../../src/session/contract.js';
import {describeContract, aboutDuplex} from '../../session/contract-suite.js';

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

describeContract('PipecatSession', overPipecatWires, [
  /responds to an image/,
  /ends by a button/,
  /takes a yes/,
  /takes a no/,
  /tools of the page as they change/,
  ...aboutDuplex,
]);
