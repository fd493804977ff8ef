import {partsOf} from './parts.js';

/** `thinking` is silent; `commentary` is to be said. */
export type Channel = 'thinking' | 'commentary';

const stopSpeaking = 'The person pressed Stop. Stop speaking, and stay silent until they speak to you again.';
const speakNow = 'Respond to the person now, in keeping with what you were told last.';

/** What the model is told besides what it hears. */
export class Notes {
  readonly #send: (event: {readonly type: string}) => void;
  /** By which names it was told something. */
  readonly #told = new Set<string>();

  /** @param send sends what the host allows */
  constructor(send: (event: {readonly type: string}) => void) {
    this.#send = send;
  }

  /** @param id the task that it belongs to, where the session knows one */
  append(channel: Channel, text: string, id: string | null = null): void {
    for (const content of partsOf(text)) {
      const event = {type: `session.${channel}.append`, content, delegation_id: id};
      this.#send(event);
    }
  }

  /** What was told cannot be taken back: the model is told that it holds no more. */
  tell(text: string, name = ''): void {
    const before = `you were told before under the name “${name}”`;
    const isKnown = this.#told.has(name);
    if (name && text) this.#told.add(name);
    else this.#told.delete(name);
    if (!text) return isKnown ? this.append('thinking', `What ${before} holds no more.`) : undefined;
    const first = name ? `Under the name “${name}”: ${text}` : text;
    this.append('thinking', isKnown ? `This takes the place of what ${before}: ${text}` : first);
  }

  stopSpeaking(): void {
    this.append('thinking', stopSpeaking);
  }

  speakNow(): void {
    this.append('commentary', speakNow);
  }
}
