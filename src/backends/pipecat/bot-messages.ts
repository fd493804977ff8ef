import {forgetOldest} from '../../session/forget-oldest.js';
import {countAt, objectAt, objectsAt, textAt, type WireObject} from '../../session/json.js';
import type {VoiceSessionEvent} from '../../session/session-event.js';
import type {Work} from '../../session/work.js';
import {VoiceError} from '../../state/voice-error.js';
import type {Answers} from './answers.js';
import {toolCallIn, type PageMessages} from './page-messages.js';
import {toolOf} from './ui-commands.js';
import type {UserTurns} from './user-turns.js';

/** What a bot does for the person without a sign of life is taken for done after this. */
const workLimitMs = 120_000;
const maxToolNames = 256;

/** What the messages of a bot are about. */
export interface BotMessagesContext {
  readonly answers: Answers;
  readonly user: UserTurns;
  readonly page: PageMessages;
  readonly work: Work;
  readonly commands: Set<string>;
  readonly emit: (event: VoiceSessionEvent) => void;
  readonly ready: () => void;
  readonly ended: (event: VoiceSessionEvent) => void;
}

/** Reads what a bot says. Nothing about it is certain: fields are missing, messages come in any order and of any kind. */
export class BotMessages {
  /** By the ids of their calls. */
  readonly toolNames = new Map<string, string>();
  readonly #context: BotMessagesContext;
  #isReady = false;
  /** The protocol 2 tells what is spoken in messages of another form. */
  #isVersion2 = false;
  /** Since 2.2 what the person says comes twice. */
  #tellsInput = false;
  #commandCount = 0;

  constructor(context: BotMessagesContext) {
    this.#context = context;
  }

  read(type: string, message: WireObject): void {
    const {answers, user, emit, ready} = this.#context;
    const data = objectAt(message, 'data');
    switch (type) {
      case 'bot-ready':
        this.#isReady = true;
        this.#isVersion2 = Number.parseInt(textAt(data, 'version'), 10) >= 2;
        return ready();
      case 'user-started-speaking':
        answers.next();
        answers.expectsSound = true;
        return user.started();
      case 'user-stopped-speaking':
        return user.stopped();
      case 'user-transcription':
        return this.#tellsInput ? undefined : user.heard(textAt(data, 'text'), data.final === true);
      case 'user-input':
        return this.#heard(data);
      case 'user-llm-text':
        return user.responding();
      case 'bot-llm-started':
        user.responding();
        return answers.generationStarted();
      case 'bot-llm-text':
        return answers.generated(textAt(data, 'text'));
      case 'bot-llm-stopped':
        return answers.generationStopped();
      case 'bot-tts-started':
        return answers.voiceStarted();
      case 'bot-started-speaking':
        return answers.speakingStarted();
      case 'bot-stopped-speaking':
        return answers.speakingStopped();
      case 'bot-output':
        return this.#isVersion2 ? answers.output(data) : undefined;
      case 'bot-tts-text':
        return this.#isVersion2 ? undefined : answers.spoke(textAt(data, 'text'));
      case 'bot-interrupted':
        return answers.cut('there');
      case 'error':
        return this.#failed(data);
      case 'error-response':
        // As it becomes ready it may warn of versions.
        if (this.#isReady) emit({type: 'problem', error: new VoiceError('protocol', {detail: 'refused'})});
        return;
      default:
        return this.#readOther(type, data);
    }
  }

  #readOther(type: string, data: WireObject): void {
    const {work, emit, page} = this.#context;
    switch (type) {
      case 'llm-function-call-in-progress':
        return this.#working(textAt(data, 'tool_call_id'));
      case 'llm-function-call-stopped':
        return work.end(textAt(data, 'tool_call_id'));
      case 'ui-job-group':
        if (data.kind === 'group_completed') return work.end(textAt(data, 'job_id'));
        return this.#working(textAt(data, 'job_id'));
      case 'ui-command':
        return this.#command(data);
      case 'metrics':
        return this.#count(data);
      case 'server-message':
        switch (data.type) {
          case 'page-features':
            return page.announced(data.features);
          case 'page-tool-call':
            return this.#callTool(data);
          case 'page-tool-cancel':
            this.toolNames.delete(textAt(data, 'id'));
            return emit({type: 'tool-cancelled', callId: textAt(data, 'id')});
        }
    }
  }

  /** What the person said; what they typed is known. */
  #heard(data: WireObject): void {
    const text = textAt(data, 'text');
    if (data.input_type === 'backchannel') return this.#context.user.heardAside(text);
    if (data.input_type !== 'transcription') return;
    this.#tellsInput = true;
    this.#context.user.heard(text, data.final === true);
  }

  #working(id: string): void {
    if (id) this.#context.work.begin(id, workLimitMs);
  }

  #callTool(data: WireObject): void {
    const call = toolCallIn(data);
    if (!call) return;
    this.toolNames.set(call.callId, call.name);
    forgetOldest(this.toolNames, maxToolNames);
    this.#context.emit({type: 'tool-called', ...call});
  }

  #command(data: WireObject): void {
    const {commands, emit} = this.#context;
    const tool = toolOf(data);
    if (!tool) return;
    const callId = `command-${++this.#commandCount}`;
    commands.add(callId);
    forgetOldest(commands, maxToolNames);
    emit({type: 'tool-called', callId, ...tool});
  }

  #count(data: WireObject): void {
    for (const tokens of objectsAt(data, 'tokens')) {
      const [inputTokens, outputTokens] = [
        countAt(tokens, 'prompt_tokens'),
        countAt(tokens, 'completion_tokens'),
      ];
      const totalTokens = countAt(tokens, 'total_tokens') || inputTokens + outputTokens;
      this.#context.emit({type: 'usage', usage: {inputTokens, outputTokens, totalTokens}, total: false});
    }
  }

  /** Its words may quote anything: they go nowhere. */
  #failed(data: WireObject): void {
    const {answers, user, emit, ended} = this.#context;
    // Of what hears, thinks or speaks: what the person said is not responded to.
    const isMissed = answers.failed() || user.isOpen;
    if (data.fatal === true)
      return ended({type: 'session-lost', error: new VoiceError('connection-lost', {detail: 'fatal'})});
    emit({
      type: 'problem',
      error: new VoiceError(isMissed ? 'response-failed' : 'protocol', {detail: 'bot'}),
    });
  }
}
