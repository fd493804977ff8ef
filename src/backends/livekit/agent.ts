import type {RemoteParticipant, Room} from 'livekit-client';

const stateAttribute = 'lk.agent.state';
/** An avatar is a participant of its own, which shows and speaks for the agent. */
const behalfAttribute = 'lk.publish_on_behalf';
/** Which of the methods below an agent has, parted by spaces: what it does not name, it is not asked for. */
const methodsAttribute = 'voice.methods';

/**
 * Remote procedure calls that an agent may take; docs/livekit.md has them for hosts to copy. The two about turns are
 * called as in LiveKit's example of push-to-talk.
 */
export const agentMethods = {
  startTurn: 'start_turn',
  endTurn: 'end_turn',
  interrupt: 'voice.interrupt',
  respond: 'voice.respond',
  context: 'voice.context',
  history: 'voice.history',
  settings: 'voice.settings',
} as const;

/** What an agent is doing, in its own words. */
export type AgentState = 'initializing' | 'idle' | 'listening' | 'thinking' | 'speaking';

const states: readonly string[] = [
  'initializing',
  'idle',
  'listening',
  'thinking',
  'speaking',
] satisfies AgentState[];

/** The agent in a room, once it is there. */
export function agentIn(room: Room): RemoteParticipant | undefined {
  return [...room.remoteParticipants.values()].find(
    participant =>
      (participant.isAgent || stateAttribute in participant.attributes) && !onBehalfOf(participant),
  );
}

/** Whether a participant is the agent, or shows and speaks for it. */
export function actsFor(participant: RemoteParticipant, agent: RemoteParticipant | undefined): boolean {
  return agent !== undefined && [participant.identity, onBehalfOf(participant)].includes(agent.identity);
}

/** @returns undefined where it says none, or one that is not known */
export function stateOf(agent: RemoteParticipant | undefined): AgentState | undefined {
  const state = agent?.attributes[stateAttribute];
  return states.includes(state ?? '') ? (state as AgentState) : undefined;
}

/** What the agent announces to take. */
export function methodsOf(agent: RemoteParticipant | undefined): ReadonlySet<string> {
  return new Set((agent?.attributes[methodsAttribute] ?? '').split(/[\s,]+/).filter(Boolean));
}

function onBehalfOf({attributes}: RemoteParticipant): string | undefined {
  return attributes[behalfAttribute] || undefined;
}
