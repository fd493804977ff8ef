import {dataUrlOf} from '../../session/data-url.js';
import {heardText} from '../../state/heard-text.js';
import {maxToldTurns} from '../../state/transcript.js';
import type {Turn} from '../../state/turns.js';
import {imageSign, type EchoedItems} from './echoed-items.js';

/** A turn is told again up to this many characters: a message must fit the channel. */
const maxReplayLength = 10_000;
/** Of a long conversation the end is told: what a model's context holds beside what is still to come. */
const maxCharacters = 60_000;
/** The last images; of older ones it is only told that there were some. */
const maxImages = 4;

const anImage = '(The user showed an image, which cannot be shown again.)';
const unknownWords = '(The user said something that was not put into words.)';

/** Tells a new session what was said before, or the end of it. Its echoes are no news. */
export async function replay(
  history: readonly Turn[],
  echoes: EchoedItems,
  send: (event: object) => void,
): Promise<void> {
  const turns = endOf(history);
  const images = new Map<Turn, string>();
  for (const turn of turns.filter(({image}) => image).slice(-maxImages))
    images.set(turn, await dataUrlOf(turn.image!).catch(() => ''));
  for (const [index, turn] of turns.entries()) {
    const create = (content: object, sign: string) => {
      const id = `past_${index}`;
      send({
        type: 'conversation.item.create',
        item: {id, type: 'message', role: turn.role, content: [content]},
      });
      echoes.expect(id, turn.role, sign, null);
    };
    const say = (text: string) =>
      create({type: turn.role === 'user' ? 'input_text' : 'output_text', text}, text);
    const url = images.get(turn);
    if (!url) say(wordsOf(turn));
    else
      try {
        create({type: 'input_image', image_url: url}, imageSign);
      } catch {
        say(anImage); // It is larger than this channel takes.
      }
  }
}

/** What the model is told of a turn. It must not take for said what was not heard. */
function wordsOf(turn: Turn): string {
  const {role, text, image} = turn;
  return (
    (role === 'assistant' ? heardText(turn) : text).slice(-maxReplayLength) ||
    (image ? anImage : unknownWords)
  );
}

/** The last turns, as many as are told again. A turn without words is told only where it was answered. */
function endOf(history: readonly Turn[]): Turn[] {
  const told: Turn[] = [];
  let characters = 0;
  for (let index = history.length - 1; index >= 0 && told.length < maxToldTurns; index--) {
    const turn = history[index]!;
    const isAnswered = turn.role === 'user' && told[0]?.role === 'assistant';
    if (!turn.text && !turn.image && !isAnswered) continue;
    characters += wordsOf(turn).length;
    if (characters > maxCharacters) break;
    told.unshift(turn);
  }
  return told;
}
