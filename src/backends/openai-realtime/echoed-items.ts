import type {TurnRole} from '../../state/turns.js';

/** What an image goes by among words: it has none. */
export const imageSign = '\uFFFC';

interface Expected {
  readonly id: string;
  readonly role: TurnRole;
  readonly text: string;
  /** Null for what was said in an earlier call: its echo is no news. */
  readonly turnId: string | null;
}

/**
 * Items that we created ourselves: typed words, and the replayed history. The server echoes them; most keep
 * the id they were sent with, some give their own, and then the words tell.
 */
export class EchoedItems {
  #expected: Expected[] = [];
  readonly #turns = new Map<string, string>();

  /** Says that an item was sent. */
  expect(id: string, role: TurnRole, text: string, turnId: string | null = id): void {
    this.#expected.push({id, role, text, turnId});
    if (turnId) this.#turns.set(id, turnId);
  }

  /** Whether an added item is such an echo. */
  recognise(itemId: string, role: TurnRole, text: string): boolean {
    const echo =
      this.#expected.find(expected => expected.id === itemId) ??
      this.#expected.find(expected => expected.role === role && expected.text === text);
    if (!echo) return false;
    this.#expected = this.#expected.filter(other => other !== echo);
    if (echo.turnId) this.#turns.set(itemId, echo.turnId);
    return true;
  }

  /** The turn that an item of ours belongs to. */
  turnOf(itemId: string): string | undefined {
    return this.#turns.get(itemId);
  }
}
