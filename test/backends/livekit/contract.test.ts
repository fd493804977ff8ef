import {DisconnectReason} from 'livekit-client';
import {agentMethods} from '../../../src/backends/livekit/agent.js';
import {capabilitiesWith} from '../../../src/backends/livekit/capabilities.js';
import {ObedientRoom} from './obedient-room.js';
import {LiveKitSession} from '../../../src/backends/livekit/session.js';
import type {CreateScene} from '../../../src/session/contract.js';
import {describeContract, aboutDuplex} from '../../session/contract-suite.js';

/** What no agent in a room does. */
const notInRooms = [/image/, /says what it is to say/, /not to be responded to/, /tools of the page as/];

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

describeContract('LiveKitSession', inRooms(Object.values(agentMethods)), [...notInRooms, ...aboutDuplex]);
describeContract('LiveKitSession, with an agent that takes words alone', inRooms([]), [
  ...notInRooms,
  ...aboutDuplex,
  /is interrupted/,
  /ends by a button/,
  /is no turn, and replaces/,
]);
