import {ObedientConnection} from '../../session/obedient-connection.js';
import {OpenAIRealtimeSession} from '../../../src/backends/openai-realtime/session.js';
import type {CreateScene} from '../../../src/session/contract.js';
import {describeContract, aboutDuplex} from '../../session/contract-suite.js';

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

describeContract('OpenAIRealtimeSession', overFakeWires, [/other side has ended/, ...aboutDuplex]);
