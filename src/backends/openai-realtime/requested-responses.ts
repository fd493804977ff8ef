import type {WireObject} from '../../session/json.js';
import {Responses} from '../../session/responses.js';
import type {SessionSettings} from '../../session/settings.js';
import {Prompts} from './prompts.js';
import {refusesWriting, responseCreate} from './response-create.js';
import {responseActions} from './response-actions.js';
import type {ProtocolNotice} from './server-error.js';
import type {ServerSession} from './server-session.js';
import {UnknownItems} from './unknown-items.js';

/** What requests of a call need of it. */
interface RequestingCall {
  readonly settings: () => SessionSettings;
  readonly server: ServerSession;
  readonly send: (event: object) => void;
  /** Does something that was asked for before, and says so if it fails. */
  readonly attempt: (act: () => unknown) => void;
}

/** The responses that the page asks for in a call: what they are about, and when the policy lets them be asked for. */
export class RequestedResponses {
  readonly responses: Responses;
  readonly prompts = new Prompts();
  /** What a response is wanted for, and the server has not confirmed. */
  readonly unknown = new UnknownItems();
  /** The user has a microphone here, and hears what is said. */
  isHeard = false;
  readonly #call: RequestingCall;
  #takesWriting = true;
  #closed = false;

  constructor(call: RequestingCall) {
    this.#call = call;
    this.responses = new Responses(
      responseActions(() => this.#request(), call.send),
      call.settings().turnDetection !== 'push-to-talk',
    );
  }

  close(): void {
    this.#closed = true;
    this.responses.close();
  }

  /** Asks for one, once nothing holds it back. @param id of the item, or of the call, that it is to respond to */
  want(id?: string): void {
    this.unknown.add(id);
    this.responses.take({type: 'wanted'});
  }

  /** What the user types or shows is responded to, and nothing that waited. */
  wantNow(id: string): void {
    this.prompts.drop();
    this.unknown.add(id);
    this.responses.take({type: 'wanted-now'});
  }

  /** Asks for one about something, beside what the session's instructions say, which it would replace. */
  async prompt(instructions: string): Promise<void> {
    const isWanted = this.prompts.stillWanted();
    await this.#call.server.known();
    if (this.#closed || !isWanted()) return;
    this.prompts.add(instructions);
    this.#call.attempt(() => this.want());
  }

  stop(): void {
    this.prompts.drop();
    this.responses.take({type: 'stopped'});
  }

  noticed(notice: ProtocolNotice): void {
    if (notice === 'refused') this.prompts.refused();
    this.responses.take({type: notice});
  }

  /** @returns whether an error only means that the server does not write: then it is asked to speak */
  refused(error: WireObject): boolean {
    if (!this.#takesWriting || !refusesWriting(error)) return false;
    this.#takesWriting = false;
    this.prompts.refused();
    this.#call.attempt(() => this.#request());
    return true;
  }

  #request(): void {
    const {settings, server, send} = this.#call;
    this.unknown.clear(); // What was sent before is known to the response.
    const isWritten = this.#takesWriting && isWrittenTo(settings(), this.isHeard);
    send(responseCreate(settings().instructions || server.instructions, this.prompts.ask(), isWritten));
  }
}

function isWrittenTo({answers}: SessionSettings, isHeard: boolean): boolean {
  return answers === 'written' || (answers !== 'spoken' && !isHeard);
}
