import type {VoiceAssistant} from '../../src/elements/voice-assistant/voice-assistant.js';
import type {VoiceSessionEvent} from '../../src/session/voice-session.js';
import {noCapabilities} from '../../src/state/capabilities.js';
import {assistantWith, openPanel, partOf} from './assistants.js';
import {until} from './until.js';

/** A conversation with an open panel, in which a test says what is reported. */
export interface ReportedConversation {
  readonly assistant: VoiceAssistant;
  /** The transcript. */
  readonly log: HTMLElement;
  readonly emit: (event: VoiceSessionEvent) => void;
}

export async function reportedConversation(): Promise<ReportedConversation> {
  let emit: (event: VoiceSessionEvent) => void = () => {};
  const assistant = await assistantWith();
  assistant.session = {
    capabilities: {...noCapabilities, text: true},
    ownsMicrophone: true,
    start: async start => {
      ({emit} = start);
      start.emit({type: 'session-opened', sessionId: 'call'});
    },
    stop: () => {},
    setMicrophone: () => {},
    interrupt: () => {},
    sendText: () => {},
  };
  await openPanel(assistant);
  await assistant.start();
  const log = partOf(assistant, 'transcript');
  await until(() => log.parentNode!.querySelector('[aria-live=polite]') !== null);
  return {assistant, log, emit};
}
