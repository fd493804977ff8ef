/** Cuts streamed text into sentences, so that the first can be spoken while the others are still being thought. */
export class SentenceSplitter {
  #rest = '';

  /** All sentences that this text completes. */
  push(text: string): string[] {
    this.#rest += text;
    const sentences: string[] = [];
    for (;;) {
      const end = sentenceEnd(this.#rest);
      if (end === 0) return sentences;
      const sentence = this.#rest.slice(0, end);
      this.#rest = this.#rest.slice(end);
      if (sentence.trim()) sentences.push(sentence);
    }
  }

  /** What is left at the end of the text. */
  flush(): string | undefined {
    const rest = this.#rest;
    this.#rest = '';
    return rest.trim() ? rest : undefined;
  }
}

/** Index behind the first complete sentence and its following space, or 0. */
function sentenceEnd(text: string): number {
  const pattern = /[.!?…]+["'”’)]*\s+|[。！？]+["'”’）]*\s*|\n+/gu;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const end = match.index + match[0].length;
    // "Dr. Who" and "e. g." do not end a sentence; neither does a lone "1."
    const word = /(\S+)\s*$/u.exec(text.slice(0, end))?.[1] ?? '';
    if (/^(\w|\d+|Dr|Mr|Mrs|Ms|St|vs|etc|e\.g|i\.e)\.$/iu.test(word)) continue;
    return end;
  }
  return 0;
}

/** Groups of a few words, as transcripts are streamed; joined they are the text. */
export function wordGroups(text: string, size = 3): string[] {
  const words = text.match(/\s*\S+\s*$|\s*\S+/gu) ?? [];
  // Scripts without spaces come as one long word: cut those by characters.
  const parts = words.flatMap(word => (word.length > 40 ? (word.match(/.{1,6}/gsu) ?? [word]) : [word]));
  const groups: string[] = [];
  for (let index = 0; index < parts.length; index += size)
    groups.push(parts.slice(index, index + size).join(''));
  return groups;
}
