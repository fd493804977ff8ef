import {html, nothing, type TemplateResult} from 'lit';
import {humanizeName, withoutDirectionControls} from '../../events/humanize-name.js';
import {approvalWords} from '../../localize/en/approval.js';
import type {Strings} from '../../localize/strings.js';
import type {VoiceToolApprovalEvent} from '../../events/tools.js';
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

/** Leaves the focus where the user is typing, here or elsewhere on the page: the next space would press a button. */
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
  const {callId} = event;
  const title = withoutDirectionControls(event.title);
  const [before = '', after = ''] = words.approvalTitle.split('{action}');
  return html`<section
    part="approval"
    class="banner approval"
    role="group"
    aria-label=${`${before}${title}${after}`}
    tabindex="-1"
  >
    <div role="alert"><h3>${before}<bdi>${title}</bdi>${after}</h3></div>
    <p>${words.approvalText}</p>
    ${renderArguments(event.description ?? event.arguments)}
    <div class="choices">
      <button class="primary" @click=${() => assistant.approve(callId)}>${words.allow}</button>
      <button @click=${() => assistant.reject(callId)}>${words.deny}</button>
      <button @click=${() => assistant.approve(callId, true)}>${words.alwaysAllow}</button>
    </div>
  </section>`;
}

/**
 * Every argument with its name, in full, before the buttons: what is agreed to must be seen, whatever it is. A long
 * value scrolls by itself, so that it pushes no other out of sight.
 */
function renderArguments(args: unknown): TemplateResult | typeof nothing {
  if (typeof args !== 'object' || args === null || Array.isArray(args))
    return html`<p class="value" tabindex="0"><bdi>${asText(args)}</bdi></p>`;
  const names = labelsOf(Object.keys(args));
  if (!names.length) return nothing;
  return html`<dl>
    ${Object.values(args).map(
      (value, index) =>
        html`<dt><bdi>${names[index]}</bdi></dt>
          <dd class="value" tabindex=${isLong(value) ? 0 : nothing}><bdi>${asText(value)}</bdi></dd>`,
    )}
  </dl>`;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value, null, 1) ?? '');
}

/** Whether it may be higher than it is shown: then the keyboard must get into it to scroll. */
function isLong(value: unknown): boolean {
  const text = asText(value);
  return text.length > 120 || text.split('\n').length > 4;
}

/** `productId` is “product id”; names that would look the same stay as they are. */
function labelsOf(names: readonly string[]): readonly string[] {
  const labels = names.map(name => humanizeName(name).toLowerCase());
  return names.map((name, index) =>
    labels[index] && labels.indexOf(labels[index]) === labels.lastIndexOf(labels[index])
      ? labels[index]
      : name,
  );
}
