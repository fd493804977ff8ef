import {html, type TemplateResult} from 'lit';
import {approvalWords} from '../../localize/en-approval.js';
import {fill} from '../../localize/fill.js';
import type {Strings} from '../../localize/strings.js';
import type {VoiceToolApprovalEvent} from '../../tool-events.js';
import {adoptStyles} from '../adopt-styles.js';
import {approvalStyles} from './approval.styles.js';
import type {View} from './view.js';
import type {VoiceAssistant} from './voice-assistant.js';

const questions = new WeakMap<VoiceAssistant, readonly VoiceToolApprovalEvent[]>();

/** What asks, above the controls; in a layout without a panel it is the panel. */
const approvalView: View = {
  render: (assistant, words) =>
    html`${questions.get(assistant)?.map(event => renderQuestion(assistant, event, words))}`,
};

/** Asks the person whether a tool may do what it is about to do. */
export function askApproval(assistant: VoiceAssistant, event: VoiceToolApprovalEvent): void {
  if (event.settled.aborted) return;
  questions.set(assistant, [...(questions.get(assistant) ?? []), event]);
  event.settled.addEventListener('abort', () => settle(assistant, event));
  assistant.view = assistant.layout === 'custom' ? approvalView : null;
  assistant.banner = approvalView;
  assistant.show();
  void assistant.updateComplete.then(() => takeFocus(assistant));
}

function settle(assistant: VoiceAssistant, event: VoiceToolApprovalEvent): void {
  const left = (questions.get(assistant) ?? []).filter(other => other !== event);
  questions.set(assistant, left);
  const focused = assistant.renderRoot.querySelector('.approval:focus-within');
  if (!left.length) {
    if (assistant.banner === approvalView) assistant.banner = null;
    if (assistant.view === approvalView) assistant.view = null;
  }
  assistant.requestUpdate();
  if (focused) void assistant.updateComplete.then(() => focusNext(assistant));
}

/** Who is typing, here or elsewhere on the page, must not press a button with the next space. */
function takeFocus(assistant: VoiceAssistant): void {
  const active = document.activeElement;
  const elsewhere = active && active !== document.body && active !== assistant;
  if (elsewhere || assistant.renderRoot.querySelector('voice-composer:focus-within')) return;
  focusNext(assistant);
}

function focusNext(assistant: VoiceAssistant): void {
  const [question] = assistant.renderRoot.querySelectorAll<HTMLElement>('.approval');
  (question ?? assistant.renderRoot.querySelector<HTMLElement>('.panel'))?.focus();
}

function renderQuestion(
  assistant: VoiceAssistant,
  event: VoiceToolApprovalEvent,
  given: Strings,
): TemplateResult {
  adoptStyles(assistant.renderRoot, approvalStyles);
  const words = {...approvalWords, ...given};
  const {callId, title} = event;
  const question = fill(words.approvalTitle, {action: title});
  return html`<section
    part="approval"
    class="banner approval"
    role="group"
    aria-label=${question}
    tabindex="-1"
  >
    <div role="alert"><h3>${question}</h3></div>
    <p>${words.approvalText}</p>
    ${renderArguments(event.arguments)}
    <div class="choices">
      <button class="primary" @click=${() => assistant.approve(callId)}>${words.allow}</button>
      <button @click=${() => assistant.reject(callId)}>${words.deny}</button>
      <button @click=${() => assistant.approve(callId, true)}>${words.alwaysAllow}</button>
    </div>
  </section>`;
}

/** Every argument with its name, in full: what is agreed to must be seen. */
function renderArguments(args: unknown): TemplateResult {
  const entries = typeof args === 'object' && args ? Object.entries(args) : [];
  return html`<dl tabindex="0" ?hidden=${!entries.length}>
    ${entries.map(
      ([name, value]) =>
        html`<dt>${spelt(name)}</dt>
          <dd><bdi>${typeof value === 'string' ? value : JSON.stringify(value, null, 1)}</bdi></dd>`,
    )}
  </dl>`;
}

/** `productId` is “product id”. */
function spelt(name: string): string {
  return name
    .replace(/[_-]+/g, ' ')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
}
