import type {Snapshot} from '../../state/snapshot.js';
import type {SnapshotListener} from '../../state/store.js';
import type {Approvals, Question} from './approvals.js';
import {ToolFailure} from './tool-failure.js';
import type {VoiceTool} from './voice-tool.js';

/** What the assistant calls to pass on a spoken yes or no. */
const spokenApprovalName = 'answer_approval';

/** How long the words of what was just said may take to be known: transcripts come after the answer begins. */
const transcriptTimeoutMs = 6_000;

/** Where to read what the person says. */
export interface Listener {
  readonly snapshot: Snapshot;
  subscribe(listener: SnapshotListener): () => void;
}

/**
 * Lets the assistant pass on what the person said to an action that waits. A yes counts only for the action that it
 * names, only where that action allows it, and only by words that the person began to say after they were asked and
 * that have not been used for another yes.
 */
export function spokenApproval(approvals: Approvals, listener: Listener): VoiceTool {
  return {
    name: spokenApprovalName,
    description:
      'Passes on the answer of the person to an action that waits for their approval. Ask them first, and call this only after they have clearly said yes or no to that action. Each yes is good for one action.',
    parameters: {
      type: 'object',
      properties: {
        action: {type: 'string', description: 'The id of the action that the person was asked about.'},
        allowed: {type: 'boolean', description: 'Whether the person allows it.'},
        reason: {type: 'string', description: 'What they said, if they do not.'},
      },
      required: ['action', 'allowed'],
    },
    async execute({action, allowed, reason}, signal) {
      const question = named(approvals.spoken, String(action));
      const {begun, isAnswered} = await wordsAfter(question, approvals, listener, signal);
      // Asked only now: another action that waited for the same words may have used them since they were found.
      if (!isAnswered())
        throw refusal('The person has not answered yet. Ask them, and wait for their answer.');
      const settled = allowed
        ? approvals.approve(question.callId)
        : approvals.reject(question.callId, typeof reason === 'string' ? reason : '');
      if (!settled) return 'This action does not wait any more.';
      approvals.spend(begun);
      return allowed ? 'It is being done.' : 'It will not be done.';
    },
  };
}

/** @throws {ToolFailure} when it is not clear which one is meant */
function named(questions: readonly Question[], action: string): Question {
  const found = questions.filter(({spokenId, callId}) => action === spokenId || action === callId);
  const [question, other] = found.length ? found : questions.filter(({name}) => name === action);
  if (question && !other) return question;
  const ids = questions.map(({spokenId}) => `“${spokenId}”`).join(', ');
  throw refusal(ids ? `Say which action: ${ids}.` : 'No action waits for an answer.');
}

/** The turns that can be the answer, and whether one of them is, once their words are known. */
async function wordsAfter(
  {turnsBefore, askedMidSpeech}: Question,
  approvals: Approvals,
  listener: Listener,
  signal: AbortSignal,
): Promise<{readonly begun: readonly string[]; readonly isAnswered: () => boolean}> {
  // What is said from now on cannot be what the assistant passes on.
  const since = listener.snapshot.turns.filter(
    ({id, role, waiting}) => role === 'user' && !waiting && !turnsBefore.has(id),
  );
  const midSpeech = askedMidSpeech ? since.find(({written}) => !written)?.id : undefined;
  const begun = new Set(since.map(({id}) => id).filter(id => id !== midSpeech));
  const answers = () => listener.snapshot.turns.filter(({id}) => begun.has(id) && !approvals.isSpent(id));
  const isAnswered = () => answers().some(({final, text}) => final && text.trim());
  await until(() => isAnswered() || answers().every(({final}) => final), listener, signal);
  return {begun: [...begun], isAnswered};
}

/** Resolves when it is so, or when that has taken too long. */
function until(condition: () => boolean, listener: Listener, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (condition()) return resolve();
    const end = (settle: () => void) => () => {
      clearTimeout(timer);
      unsubscribe();
      signal.removeEventListener('abort', abort);
      settle();
    };
    const abort = end(() => reject(signal.reason as Error));
    const done = end(resolve);
    const timer = setTimeout(done, transcriptTimeoutMs);
    const unsubscribe = listener.subscribe(() => condition() && done());
    signal.addEventListener('abort', abort);
  });
}

function refusal(message: string): ToolFailure {
  return new ToolFailure('denied', message);
}
