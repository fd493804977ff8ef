import {css} from 'lit';

/** What stands between the head of the panel and its end. */
export const conversationViewStyles = css`
  .stage {
    display: flex;
    flex: 1 0 auto;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: calc(16px * var(--_density));
    padding: 8px 24px;
    text-align: center;
  }
  .stage voice-waveform {
    inline-size: 100%;
    block-size: 96px;
  }
  .stage.orb voice-waveform {
    inline-size: 208px;
    block-size: 208px;
  }
  .stage.orb:has(.start-card) voice-waveform {
    inline-size: 176px;
    block-size: 176px;
  }
  .stage voice-captions {
    inline-size: 100%;
    font-size: 1.25em;
    line-height: 1.4;
  }
  .stage .ask {
    display: grid;
    align-content: end;
    min-block-size: 84px;
    margin: 0;
    font-size: 1.25em;
    font-weight: 500;
  }
  .stage:has(.start-card) {
    padding-inline: 20px;
  }
  .start-card {
    display: grid;
    justify-items: center;
    gap: 8px;
  }
  .start-card :is(h3, p) {
    margin: 0;
    overflow-wrap: anywhere;
    word-break: auto-phrase;
    text-wrap: balance;
  }
  .start-card h3 {
    font-size: 1.375em;
    font-weight: 600;
    line-height: 1.25;
  }
  .start-card p {
    color: var(--_text-muted);
  }
  .suggestions {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
    margin-block-start: 6px;
  }
  .panel > .suggestions {
    flex: none;
    padding: 0 var(--_gap) 8px;
  }
  .suggestions button {
    max-inline-size: 100%;
    block-size: auto;
    min-block-size: 44px;
    padding: 6px 14px;
    border: 1px solid var(--_border);
    font-size: 0.9375em;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }
  .foot,
  .bar {
    flex: none;
  }
  /* What can be done stays in sight, however much there is to read. */
  .foot {
    position: sticky;
    inset-block-end: 0;
    display: grid;
    gap: 8px;
    padding: 4px 20px 20px;
    background: var(--_surface);
  }
  .panel.voice > :is(.error, .banner) {
    margin-inline: 20px;
  }
  /* What goes on below fades out; what stands right above has an edge of its own. */
  .panel.voice > :is(.error, .banner) ~ .foot::before {
    display: none;
  }
  .foot::before {
    position: absolute;
    inset: -20px 0 auto;
    block-size: 20px;
    background: linear-gradient(to top, var(--_surface), transparent);
    content: '';
    pointer-events: none;
  }
  .foot voice-status {
    margin-block-end: 6px;
    text-align: center;
  }
  .foot > :is(button, p) {
    justify-self: center;
    margin: 0;
    text-align: center;
  }
  .foot .plain {
    padding-inline: 18px;
    color: var(--_text-muted);
    font-weight: 500;
  }
  .foot .fine {
    color: var(--_text-muted);
    font-size: 0.8125em;
    text-wrap: balance;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 4px var(--_gap) 8px;
    padding: 4px;
    padding-inline-start: 16px;
    border-radius: var(--_pill, 28px);
  }
  .bar voice-status {
    --_status-align: start;
    flex: 1;
    min-inline-size: 0;
  }
  .bar.idle {
    flex-direction: column;
    align-items: stretch;
    padding: 0;
    background: none;
  }
  .bar.idle voice-status {
    --_status-align: center;
  }
  .bar voice-controls {
    flex: 0 1 auto;
  }
  .error,
  .banner {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    flex: none;
    margin: 0 var(--_gap) 8px;
    padding: 10px 14px;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.625);
    background: var(--_surface-raised);
    font-size: 0.9375em;
    overflow-wrap: anywhere;
  }
  .error {
    border-color: var(--_danger);
  }
  .error [role='alert'] {
    font-weight: 600;
  }
  /* The reason stands above it. */
  :host([data-phase='failed']) .error ~ .foot {
    display: none;
  }
  /* With the picture above it, one group in the middle. */
  :host([data-phase='failed']) .voice > .error {
    flex-direction: column;
    margin-block: 0 auto;
    border: 0;
    background: none;
    text-align: center;
  }
  :host([data-phase='failed']) .voice > .error p {
    flex: none;
    margin-block-end: 8px;
    text-wrap: balance;
  }
  :host([data-phase='failed']) .voice:has(> .error) > .stage {
    flex: 0 1 auto;
    margin-block-start: auto;
  }
  .error p,
  .banner p {
    flex: 1 1 100%;
    margin: 0;
  }
  .error button:not(.dismiss),
  .banner button {
    block-size: auto;
    min-block-size: 44px;
    padding: 6px 16px;
    border: 1px solid var(--_edge);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  :is(.error, .banner) button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .brief p {
    flex: 1;
  }
  .dismiss {
    margin-block: -8px;
    margin-inline-end: -12px;
  }
  voice-composer {
    flex: none;
  }
  voice-composer,
  ::slotted([slot='footer']) {
    padding: 0 var(--_gap) var(--_gap);
  }
  .panel.voice {
    scroll-padding-block: 56px 128px;
  }
  /* What is asked of the person needs the room. */
  @media (min-height: 641px) {
    .panel.voice:has(> :is(.error, .banner)) .stage.orb voice-waveform {
      inline-size: 144px;
      block-size: 144px;
    }
  }
  @media (max-height: 640px) {
    .stage.orb voice-waveform,
    .stage.orb:has(.start-card) voice-waveform {
      inline-size: 120px;
      block-size: 120px;
    }
  }
  /* Landscape phones, and pages at 400 %: the voice is small, and everything can be reached. */
  @media (max-height: 480px) {
    .stage {
      flex-direction: row;
      gap: 12px;
      padding-block: 4px;
      text-align: start;
    }
    .stage.orb voice-waveform,
    .stage.orb:has(.start-card) voice-waveform {
      flex: none;
      inline-size: 56px;
      block-size: 56px;
    }
    .stage :is(voice-captions, .ask) {
      font-size: 1em;
      min-block-size: 0;
    }
    .start-card {
      justify-items: start;
      gap: 2px;
    }
    .start-card .suggestions {
      justify-content: start;
    }
    .foot {
      gap: 2px;
      padding-block-end: 8px;
    }
    .foot:has(.plain) {
      position: relative;
      inset: auto;
    }
  }
`;
