import {QuickPlayer} from '../../helpers/quick-player.js';
import {restoreStubs, stub} from '../../helpers/stub.js';
import {neutralModel, ObedientSocket} from '../../session/obedient-realtime-model.js';
import {AISDKSession} from '../../../src/backends/ai-sdk/session.js';
import type {CreateScene} from '../../../src/session/contract.js';
import {describeContract, aboutDuplex} from '../../session/contract-suite.js';

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

describeContract('AISDKSession', overCodec, [
  /asks whether.*yes/,
  /asks whether.*no/,
  /responds to an image/,
  ...aboutDuplex,
]);
