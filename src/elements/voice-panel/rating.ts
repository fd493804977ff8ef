import {css, html, type TemplateResult} from 'lit';
import {VoiceFeedbackEvent} from '../../events/feedback.js';
import {promptWords} from '../../localize/en/prompts.js';
import type {PromptStrings} from '../../localize/strings.js';
import {adoptStyles} from '../adopt-styles.js';
import {keepTyping} from '../keep-typing.js';
import type {PanelHost} from '../panel-host.js';

const styles = css`
  .banner :is(p, label) {
    flex: 0 0 100%;
    margin: 0;
  }
  .banner textarea {
    display: block;
    inline-size: 100%;
    margin-block-start: 6px;
    padding: 8px;
    border: 1px solid var(--_border);
    border-radius: min(8px, calc(var(--_radius) * 0.42));
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
`;

type Draw = (words: PromptStrings) => TemplateResult;

/** Asks how the conversation was, once it has ended. Only an event comes of it. */
export function askRating(host: PanelHost, sessionId: string): void {
  adoptStyles(host.renderRoot, styles);
  keepTyping(host.renderRoot);
  const show = (draw: Draw) => (host.banner = {render: words => draw({...promptWords, ...words})});
  const rate = (rating: 'good' | 'bad', comment = '') => {
    host.dispatchEvent(new VoiceFeedbackEvent({sessionId, rating, comment}));
    show(words => html`<p part="notice" class="banner" data-notice="thanks">${words.thanks}</p>`);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    rate('bad', new FormData(event.target as HTMLFormElement).get('comment') as string);
  };
  const askWhy: Draw = words =>
    html`<form part="notice" class="banner" @submit=${submit}>
      <label>${words.comment}<textarea name="comment" rows="2" dir="auto"></textarea></label>
      <button>${words.sendFeedback}</button>
    </form>`;
  show(
    words =>
      html`<div part="notice" class="banner" role="group" aria-label=${words.rateConversation}>
        <p>${words.rateConversation}</p>
        <button @click=${() => rate('good')}>${words.rateGood}</button>
        <button @click=${() => show(askWhy)}>${words.rateBad}</button>
      </div>`,
  );
}
