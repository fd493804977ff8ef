import {VoiceHandoffEvent} from '../../events/tools.js';
import type {Persona} from '../../state/persona.js';
import type {PageHost} from './page-host.js';

/** Another agent speaks: the page is told, and shows it unless it cancels the event. */
export function handOver(host: PageHost, to: Persona, from: string): void {
  if (host.notify(new VoiceHandoffEvent(to.name, from, to.avatar)))
    host.send({type: 'agent-shown', agent: {name: to.name, avatar: to.avatar}});
}
