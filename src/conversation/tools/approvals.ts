import {ToolFailure} from './tool-failure.js';

interface Question {
  readonly name: string;
  /** The turns of the person when it was asked, where a spoken answer counts. */
  readonly spokenAfter: number | undefined;
  readonly settle: (failure?: Error) => void;
}

/** Questions to the person that wait for a yes or a no. */
export class Approvals {
  readonly #waiting = new Map<string, Question>();
  readonly #always = new Set<string>();

  /** Whether this tool was allowed for the rest of the call. */
  isGranted(name: string): boolean {
    return this.#always.has(name);
  }

  /**
   * Resolves when the person agrees.
   * @throws {ToolFailure} when they do not, or the signal's reason
   */
  wait(callId: string, name: string, signal: AbortSignal, spokenAfter?: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = () => this.#take(callId)?.settle(signal.reason as Error);
      const settle = (failure?: Error) => {
        signal.removeEventListener('abort', abort);
        if (failure) reject(failure);
        else resolve();
      };
      this.#waiting.set(callId, {name, spokenAfter, settle});
      signal.addEventListener('abort', abort);
    });
  }

  approve(callId: string, always = false): void {
    const question = this.#take(callId);
    if (question && always) this.#always.add(question.name);
    question?.settle();
  }

  reject(callId: string, reason = ''): void {
    const why = reason && ` They said: ${reason}`;
    this.#take(callId)?.settle(new ToolFailure('denied', `The person did not allow this.${why}`));
  }

  /** The question that what the person has said since it was asked can answer. @param said turns of theirs */
  spoken(said: number): string | undefined {
    return [...this.#waiting].find(([, {spokenAfter = said}]) => spokenAfter < said)?.[0];
  }

  /** What was allowed in this call is not allowed in the next one. */
  forget(): void {
    this.#always.clear();
  }

  #take(callId: string): Question | undefined {
    const question = this.#waiting.get(callId);
    this.#waiting.delete(callId);
    return question;
  }
}
