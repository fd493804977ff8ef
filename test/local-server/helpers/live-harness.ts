import type {JsonObject, WireEvent} from '../../../local-server/engine/events.js';
import {LiveEngine, type LiveEngineOptions} from '../../../local-server/live/live-engine.js';
import {createLiveSession} from '../../../local-server/live/session.js';
import {CallHarness} from './engine-harness.js';

/** An engine of GPT-Live. */
export class LiveHarness extends CallHarness {
  readonly engine: LiveEngine;
  /** Why the engine hung up. */
  readonly hangUps: string[] = [];

  /** @param session sparse, as a host makes it */
  constructor(session: JsonObject = {}, options: Partial<LiveEngineOptions> = {}) {
    super();
    this.engine = new LiveEngine({
      ...this.services,
      hangUp: reason => this.hangUps.push(reason),
      session: createLiveSession({model: 'gpt-live-1', ...session}, 0),
      ...options,
    });
    this.engine.open();
  }

  all(type: string): WireEvent[] {
    return this.events.filter(event => event.type === type);
  }

  /** All words of a side so far. */
  words(side: 'input' | 'output'): string {
    return this.all(`session.${side}_transcript.delta`)
      .map(({delta}) => delta)
      .join('');
  }

  /** The events of the Responses API inside. */
  nested(): JsonObject[] {
    return this.all('response.event').map(({event}) => event as JsonObject);
  }
}
