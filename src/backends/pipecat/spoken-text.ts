import {countAt, objectAt, textAt, type WireObject} from '../../session/json.js';

/** Between these no space belongs. */
const wordless = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;

interface Segment {
  readonly id: number;
  text: string;
  isWhole: boolean;
}

/** The text of one turn of the assistant, as far as it is spoken. It only ever grows. */
export class SpokenText {
  /** In the order in which they are said. */
  readonly #segments: Segment[] = [];
  /** Announced, and not begun as far as is known: their sound may come without a word of progress. */
  readonly #announced = new Map<number, string>();

  /** All of it so far. */
  get text(): string {
    return this.#segments.reduce((text, segment) => joined(text, segment.text), '');
  }

  /**
   * Takes a `bot-output` of the protocol 2.
   * @returns whether it only announces what will be spoken
   */
  take(data: WireObject): boolean {
    const id = countAt(data, 'segment_id');
    const text = textAt(data, 'text');
    const spoken = textAt(objectAt(data, 'spoken_progress'), 'accumulated_text');
    const isWhole = data.will_be_spoken === false || data.spoken_status === 'completed';
    if (!isWhole && !spoken) {
      if (this.#segments.some(segment => segment.id === id)) return false;
      this.#announced.set(id, text);
      return true;
    }
    this.#announced.delete(id);
    this.#set(id, isWhole ? text : spoken, isWhole);
    return false;
  }

  /** What was announced is being said, and nothing tells how far. */
  showAnnounced(): void {
    for (const [id, text] of this.#announced) this.#set(id, text, true);
    this.#announced.clear();
  }

  /** Takes words that were spoken, of the protocol 1. */
  append(words: string): void {
    this.#set((this.#segments.at(-1)?.id ?? 0) + 1, words, true);
  }

  #set(id: number, text: string, isWhole: boolean): void {
    let segment = this.#segments.find(segment => segment.id === id);
    if (!segment) {
      segment = {id, text: '', isWhole: false};
      this.#segments.push(segment);
    }
    // Progress that comes late would take words back.
    if (segment.isWhole || text.length < segment.text.length) return;
    Object.assign(segment, {text, isWhole});
  }
}

function joined(before: string, text: string): string {
  const space =
    !before ||
    /\s$/.test(before) ||
    /^\s/.test(text) ||
    (wordless.test(before.at(-1)!) && wordless.test(text[0] ?? ''));
  return space ? before + text : `${before} ${text}`;
}
