import {html, nothing, type TemplateResult} from 'lit';
import {promptWords} from '../../localize/en/prompts.js';
import {fill} from '../../localize/fill.js';
import type {Strings} from '../../localize/strings.js';
import type {PanelHost} from '../panel-host.js';

/** Panels that will be drawn again with the next second. */
const ticking = new WeakSet<PanelHost>();

/** Says that the call will end, with the seconds that are left, and lets the person go on. It is read out once. */
export function endWarning(host: PanelHost, given: Strings): TemplateResult {
  const words = {...promptWords, ...given};
  const {endWarning: warning, snapshot, locale} = host;
  const endsAt = snapshot.endsAt ?? 0;
  const left = Math.max(0, endsAt - Date.now());
  if (left) tick(host, left % 1000);
  const text = fill(words.endsSoon, {seconds: Math.ceil(left / 1000)}, locale.language);
  const goesOn = warning?.endsAt === endsAt && !warning.defaultPrevented;
  return html`<div part="notice" class="banner">
    <p data-notice=${`end ${endsAt}`}>${text}</p>
    ${goesOn ? html`<button part="extend" @click=${() => warning.extend()}>${words.goOn}</button>` : nothing}
  </div>`;
}

function tick(host: PanelHost, ms: number): void {
  if (ticking.has(host)) return;
  ticking.add(host);
  setTimeout(() => {
    ticking.delete(host);
    host.requestUpdate();
  }, ms);
}
