import {nextResponseState, responseRowFor} from '../../src/state/response-policy.js';
import {
  initialResponseState,
  type ResponseEffect,
  type ResponseEvent,
  type ResponseState,
} from '../../src/state/response-state.js';

/** What can happen next: the network hands one message on, the user or a tool does something, or seconds pass. */
export const moves = [
  ...(['to-server', 'to-page', 'seconds-pass'] as const),
  ...(['speak', 'fall-silent', 'cough', 'press', 'let-go', 'type', 'stop'] as const),
  ...(['tool-returns', 'note', 'response-ends'] as const),
] as const;
export type Move = (typeof moves)[number];

/** Who ends a turn, and whether the server responds to it by itself. */
export type Detection = 'automatic' | 'manual' | 'push-to-talk';

type ToServer = {readonly type: 'item'; readonly wish: number} | {readonly type: ResponseEffect};
type ToPage = ResponseEvent | {readonly type: 'item-added'; readonly wish: number} | {readonly type: 'began'};

/** Something that is to be responded to. */
interface Wish {
  /** The server has it. */
  arrived: boolean;
  /** A response began after that. */
  fulfilled: boolean;
  /** The server says nothing about it: a turn of the user is taken to cover it. */
  readonly silent: boolean;
}

/** A page that goes by the response policy, and a server that does as it is told, with a slow network in between. */
export class Exchange {
  readonly complaints: string[] = [];
  fulfilled = 0;
  readonly #detection: Detection;
  #state: ResponseState;
  readonly #toServer: ToServer[] = [];
  readonly #toPage: ToPage[] = [];
  readonly #wishes = new Map<number, Wish>();
  /** Items of the page that the server has not confirmed, as the session keeps them. */
  readonly #unknown = new Set<number>();
  #otherUnknown = false;
  #count = 0;
  #pressed = false;
  /** On the server: it generates a response, hears the user, has heard something to commit. */
  #generating = false;
  #hearing = false;
  #heard = false;

  constructor(detection: Detection) {
    this.#detection = detection;
    this.#state = {...initialResponseState, automatic: detection === 'automatic'};
  }

  make(move: Move): void {
    this.#moves[move]();
  }

  /** Everything comes to its end. */
  settle(): void {
    for (let round = 0; round < 10; round++) {
      this.make('let-go');
      this.make('fall-silent');
      this.make('seconds-pass');
      this.make('response-ends');
    }
    this.make('seconds-pass');
    const open = [...this.#wishes.values()].filter(wish => !wish.fulfilled).length;
    if (open) this.complaints.push(`${open} of ${this.#wishes.size} wishes were not fulfilled`);
    if (this.#state.stage !== 'none') this.complaints.push(`a response is still ${this.#state.stage}`);
  }

  readonly #moves: Readonly<Record<Move, () => void>> = {
    'to-server': () => {
      const message = this.#toServer.shift();
      if (message) this.#serve(message);
    },
    'to-page': () => {
      const event = this.#toPage.shift();
      if (event) this.#read(event);
    },
    'seconds-pass': () => {
      while (this.#toServer.length || this.#toPage.length) {
        this.make('to-server');
        this.make('to-page');
      }
      if (this.#state.awaitingCommit) this.#take({type: 'commit-overdue'});
      if (this.#state.awaitingEnd) this.#take({type: 'end-overdue'});
      if (this.#state.committing) this.#take({type: 'nothing-committed'});
    },
    speak: () => {
      if (this.#detection === 'push-to-talk') return void (this.#heard ||= this.#pressed);
      if (this.#hearing) return;
      this.#hearing = true;
      this.#toPage.push({type: 'speech-started'});
      this.#end(); // It is interrupted.
    },
    'fall-silent': () => {
      if (!this.#hearing) return;
      this.#hearing = false;
      this.#toPage.push({type: 'speech-stopped'}, {type: 'committed'});
      if (this.#detection !== 'automatic') return;
      this.#end();
      this.#begin();
    },
    cough: () => {
      if (!this.#hearing) return;
      this.#hearing = false;
      this.#toPage.push({type: 'speech-stopped'});
    },
    press: () => {
      if (this.#pressed || this.#detection !== 'push-to-talk') return;
      this.#pressed = true;
      this.#take({type: 'held'});
    },
    'let-go': () => {
      if (!this.#pressed) return;
      this.#pressed = false;
      this.#take({type: 'released'});
    },
    type: () => {
      this.#unknown.add(this.#wish());
      this.#take({type: 'wanted-now'});
    },
    stop: () => {
      for (const [id, wish] of this.#wishes) if (!wish.fulfilled) this.#wishes.delete(id);
      this.#take({type: 'stopped'});
    },
    'tool-returns': () => {
      this.#unknown.add(this.#wish());
      this.#take({type: 'wanted'});
    },
    note: () => {
      this.#wish(true);
      this.#otherUnknown = true;
      this.#take({type: 'wanted'});
    },
    'response-ends': () => this.#end(),
  };

  #wish(silent = false): number {
    const wish = ++this.#count;
    this.#wishes.set(wish, {arrived: false, fulfilled: false, silent});
    this.#toServer.push({type: 'item', wish});
    return wish;
  }

  #take(event: ResponseEvent): void {
    const row = responseRowFor(this.#state, event);
    this.#state = nextResponseState(this.#state, row);
    for (const type of row.effects ?? []) {
      if (type === 'request') {
        this.#unknown.clear();
        this.#otherUnknown = false;
      }
      this.#toServer.push({type});
    }
  }

  #read(event: ToPage): void {
    if (event.type === 'committed' && this.#detection === 'automatic') {
      for (const wish of this.#wishes.values()) wish.fulfilled ||= wish.silent;
      this.#otherUnknown = false;
    }
    if (event.type === 'item-added') this.#unknown.delete(event.wish);
    else if (event.type === 'began')
      this.#take({type: 'started', aware: !this.#unknown.size && !this.#otherUnknown});
    else this.#take(event);
  }

  #serve(message: ToServer): void {
    switch (message.type) {
      case 'item': {
        const wish = this.#wishes.get(message.wish);
        if (wish) wish.arrived = true;
        this.#toPage.push({type: 'item-added', wish: message.wish});
        return;
      }
      case 'request':
        return this.#generating ? void this.#toPage.push({type: 'refused'}) : this.#begin();
      case 'cancel':
        return this.#end();
      case 'commit':
        this.#toPage.push({type: this.#heard ? 'committed' : 'nothing-committed'});
        this.#heard = false;
        return;
      case 'clear-input':
        this.#heard = false;
        return;
      case 'cut':
    }
  }

  #begin(): void {
    this.#generating = true;
    for (const wish of this.#wishes.values()) {
      if (wish.arrived && !wish.fulfilled) this.fulfilled++;
      wish.fulfilled ||= wish.arrived;
    }
    this.#toPage.push({type: 'began'});
  }

  #end(): void {
    if (this.#generating) this.#toPage.push({type: 'ended'});
    this.#generating = false;
  }
}
