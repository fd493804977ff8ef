import {html, nothing, type TemplateResult} from 'lit';
import {humanizeName, withoutDirectionControls} from '../../events/humanize-name.js';
import {approvalWords} from '../../localize/en/approval.js';
import {fill} from '../../localize/fill.js';
import type {ApprovalStrings, Strings} from '../../localize/strings.js';
import type {VoiceToolApprovalEvent} from '../../events/tools.js';
import {adoptStyles} from '../adopt-styles.js';
import {approvalStyles} from './approval.styles.js';
import type {PanelHost} from '../panel-host.js';
import type {View} from '../view.js';

/** What asks, above the controls; in a layout without a panel it is the panel. */
interface ApprovalView extends View {
  questions: readonly VoiceToolApprovalEvent[];
  /** The person was writing when they were asked. */
  writing: boolean;
  /** The focus is elsewhere on the page, or in the text field, and stays there: the question is an alert. */
  calls: boolean;
}

const views = new WeakMap<PanelHost, ApprovalView>();

function viewOf(host: PanelHost): ApprovalView {
  const known = views.get(host);
  if (known) return known;
  const view: ApprovalView = {
    questions: [],
    writing: false,
    calls: false,
    render: words => html`${view.questions.map(event => renderQuestion(host, event, words, view.calls))}`,
  };
  views.set(host, view);
  return view;
}

/** Asks the person whether a tool may do what it is about to do. */
export function askApproval(host: PanelHost, event: VoiceToolApprovalEvent): void {
  if (event.settled.aborted) return;
  const view = viewOf(host);
  view.questions = [...view.questions, event];
  event.settled.addEventListener('abort', () => settle(host, event));
  view.writing = isWriting(host) || (view.writing && view.questions.length > 1);
  view.calls = isBusy(host);
  host.view = host.layout === 'custom' ? view : null;
  host.banner = view;
  host.show();
  host.requestUpdate(); // Another question may be shown already.
  if (!view.calls) void host.updateComplete.then(() => focusNext(host));
}

function settle(host: PanelHost, event: VoiceToolApprovalEvent): void {
  const view = viewOf(host);
  view.questions = view.questions.filter(other => other !== event);
  const focused = host.renderRoot.querySelector('.approval:focus-within');
  if (!view.questions.length) {
    if (host.banner === view) host.banner = null;
    if (host.view === view) host.view = null;
  }
  host.requestUpdate();
  if (focused) void host.updateComplete.then(() => focusNext(host));
}

/** Whether the user is typing, here or elsewhere on the page, where the focus stays: the next space would press a button. */
function isBusy(host: PanelHost): boolean {
  const active = document.activeElement;
  return (active !== null && active !== document.body && active !== host) || isWriting(host);
}

/** Leads to the next question; after the last, back to what the person was writing. */
function focusNext(host: PanelHost): void {
  const before = viewOf(host).writing ? 'voice-composer' : '.panel';
  const next = ['.approval', before].map(name => host.renderRoot.querySelector<HTMLElement>(name));
  next.find(Boolean)?.focus();
}

function isWriting(host: PanelHost): boolean {
  return host.renderRoot.querySelector('voice-composer:focus-within') !== null;
}

function renderQuestion(
  host: PanelHost,
  event: VoiceToolApprovalEvent,
  given: Strings,
  calls: boolean,
): TemplateResult {
  adoptStyles(host.renderRoot, approvalStyles);
  const words = {...approvalWords, ...given};
  const {callId} = event;
  const title = withoutDirectionControls(event.title);
  const [before = '', after = ''] = words.approvalTitle.split('{action}');
  const about = `approval-${viewOf(host).questions.indexOf(event)}`;
  return html`<section
    part="approval"
    class="banner approval"
    role="group"
    aria-label=${`${before}${title}${after}`}
    aria-describedby=${about}
    tabindex="-1"
  >
    <div class="asked" role=${calls ? 'alert' : nothing}>
      <h3>${before}<bdi>${title}</bdi>${after}</h3>
      <div class="asked" id=${about}>
        <p>${fill(words.approvalText, {name: host.displayName})}</p>
        ${
          event.description
            ? renderArguments(event.description, words, names => names.map(withoutDirectionControls))
            : renderArguments(event.arguments, words, labelsOf)
        }
      </div>
    </div>
    <div class="choices">
      <button part="allow" class="primary" @click=${() => host.approve(callId)}>${words.allow}</button>
      <button part="deny" @click=${() => host.reject(callId)}>${words.deny}</button>
      <button part="always-allow" @click=${() => host.approve(callId, true)}>${words.alwaysAllow}</button>
    </div>
  </section>`;
}

/**
 * Every argument with its name, in full, before the buttons: what is agreed to must be seen, whatever it is. A long
 * value scrolls by itself, so that it pushes no other out of sight.
 */
function renderArguments(
  args: unknown,
  words: ApprovalStrings,
  labels: (names: readonly string[]) => readonly string[],
): TemplateResult | typeof nothing {
  if (typeof args !== 'object' || args === null || Array.isArray(args))
    return html`<p class="value" tabindex="0"><bdi>${asText(args, words)}</bdi></p>`;
  const names = labels(Object.keys(args));
  if (!names.length) return nothing;
  return html`<dl>
    ${Object.values(args).map(
      (value, index) =>
        html`<dt><bdi>${names[index]}</bdi></dt>
          <dd class="value" tabindex=${isLong(value) ? 0 : nothing}><bdi>${asText(value, words)}</bdi></dd>`,
    )}
  </dl>`;
}

/** As a person would say it: a switch is on or off by a yes or a no. */
function asText(value: unknown, words?: ApprovalStrings): string {
  if (words && typeof value === 'boolean') return value ? words.yes : words.no;
  return typeof value === 'string' ? value : (JSON.stringify(value, null, 1) ?? '');
}

/** Whether it may be higher than it is shown: then the keyboard must get into it to scroll. */
function isLong(value: unknown): boolean {
  const text = asText(value);
  return text.length > 120 || text.split('\n').length > 4;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `productId` is “Product id”; names that would look the same stay as they are. */
function labelsOf(names: readonly string[]): readonly string[] {
  const labels = names.map(name => sentence(humanizeName(name).toLowerCase()));
  return names.map((name, index) =>
    labels[index] && labels.indexOf(labels[index]) === labels.lastIndexOf(labels[index])
      ? labels[index]
      : name,
  );
}
