import type {ConversationSettings} from '../../conversation/conversation-settings.js';
import type {Preferences, VoiceConversation} from '../../conversation/index.js';
import type {VoiceToolApprovalEvent} from '../../events/tools.js';
import {recentTurns, type Snapshot} from '../../state/snapshot.js';
import type {Act} from '../act.js';
import type {PanelHost} from '../panel-host.js';
import {Dock} from '../voice-dock/dock.js';
import type {AssistantSettings} from './assistant-settings.js';
import {conversationSettingNames} from './settings-table.js';

/** The element that a conversation belongs to. */
export type ConversationOwner = AssistantSettings &
  PanelHost & {
    /** The conversation is another one than it was. */
    follow(snapshot: Snapshot, previous: Snapshot): void;
  };

/** A conversation, and what keeps it and its element of one mind: settings, mute, consent, preferences. */
export class JoinedConversation {
  readonly conversation: VoiceConversation;
  readonly #owner: ConversationOwner;
  /** As the conversation was told last. */
  #consentPending = false;

  private constructor(owner: ConversationOwner, make: (settings: ConversationSettings) => VoiceConversation) {
    this.#owner = owner;
    this.conversation = make(this.#settings());
  }

  /** @param audio the element that plays: one that a tap has unlocked, where there is one */
  static async join(owner: ConversationOwner, audio: HTMLAudioElement): Promise<JoinedConversation> {
    const {VoiceConversation, readPreferences, storeCalled} = await import('../../conversation/index.js');
    Object.assign(owner, readPreferences(owner));
    const make = (settings: ConversationSettings) => new VoiceConversation(settings, {target: owner, audio});
    const joined = new JoinedConversation(owner, make);
    owner.dock = new Dock(owner);
    const {conversation} = joined;
    // Awaited before it is handed out: a call must go on from what was said.
    if (owner.resume === 'tab') await conversation.keepForTab(owner.id);
    joined.configure(); // What was set meanwhile.
    owner.addEventListener('voice-tool-approval', event => queueMicrotask(() => joined.#asked(event)));
    owner.addEventListener('voice-end-warning', event => (owner.endWarning = event));
    conversation.subscribe((snapshot, previous) => {
      if (snapshot.muted !== previous.muted) owner.muted = snapshot.muted;
      if (owner.consentPending !== joined.#consentPending) joined.configure();
      // What is typed, and what is answered in writing, has to be read, also when the call is over.
      if ((snapshot.textOnly && !previous.textOnly) || isAnsweredInWriting(snapshot))
        owner.shownFace ??= 'text';
      owner.follow(snapshot, previous);
      if (snapshot.online && !previous.online && !snapshot.textOnly) storeCalled(owner);
      if (previous.online && snapshot.phase === 'idle') joined.#ended(previous.sessionId ?? '');
    });
    return joined;
  }

  /** Follows what was set on the element. @param changed the names of the properties; unset: whatever it was */
  configure(changed?: ReadonlySet<string>): void {
    const {conversation} = this;
    const concerns = !changed || conversationSettingNames.some(name => changed.has(name));
    if (concerns || this.#owner.consentPending !== this.#consentPending)
      void conversation.configure(this.#settings());
    const {muted} = this.#owner;
    if ((!changed || changed.has('muted')) && muted !== conversation.snapshot.muted)
      conversation[muted ? 'mute' : 'unmute']();
  }

  /**
   * Does something once the person agrees to it.
   * @param keep has it wait, and be seen to wait
   */
  async askFirst(signal: AbortSignal, act: Act, keep?: Act): Promise<void> {
    const {whenAgreed} = await import('../voice-panel/prompts.js').catch((cause: unknown) => {
      throw this.#owner.failToLoad(cause);
    });
    await whenAgreed(this.#owner, this.conversation, signal, act, keep);
  }

  /** Takes over what the person prefers, and stores it for this site. */
  async prefer(preferences: Preferences): Promise<void> {
    const {storePreferences} = await import('../../conversation/index.js');
    Object.assign(this.#owner, preferences);
    storePreferences(this.#owner, preferences);
    await this.conversation.configure(this.#settings());
  }

  /** A tool waits for a yes: the person is asked, unless the page does it. */
  #asked(event: VoiceToolApprovalEvent): void {
    if (event.defaultPrevented) return;
    import('../voice-panel/prompts.js').then(
      ({askApproval}) => askApproval(this.#owner, event),
      (cause: unknown) => this.#owner.failToLoad(cause),
    );
  }

  /** Without its file, no rating is asked for. */
  #ended(sessionId: string): void {
    if (!/session|both/.test(this.#owner.feedback)) return;
    import('../voice-panel/prompts.js').then(
      ({askRating}) => askRating(this.#owner, sessionId),
      () => {},
    );
  }

  #settings(): ConversationSettings {
    const {consentPending} = this.#owner;
    this.#consentPending = consentPending;
    const settings = conversationSettingNames.map(name => [name, this.#owner[name]]);
    return {...(Object.fromEntries(settings) as ConversationSettings), consentPending};
  }
}

/** What is written is not heard. */
function isAnsweredInWriting(snapshot: Snapshot): boolean {
  const last = recentTurns(snapshot).at(-1);
  return last?.role === 'assistant' && last.written === true;
}
