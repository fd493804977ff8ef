import {html, type TemplateResult} from 'lit';

/** A voice, as bars: the launcher's icon. The others come with the panel. */
export const voiceIcon: TemplateResult = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M4 10v4M8 6v12M12 3v18M16 7v10M20 10v4" />
</svg>`;
