import {html, type TemplateResult} from 'lit';
import {ref} from 'lit/directives/ref.js';
import type {Args} from './attributes.js';
import {asHex} from './colours.js';
import {answering} from './conversations.js';
import {tokens} from './manifest.js';
import {assistant, assistantId} from './render.js';

const colours = tokens.filter(({colour}) => colour);

/** An assistant, an input for each colour beside it, and the rule that they make. */
export function workshop(args: Args, change: (args: Args) => void): TemplateResult {
  return html`<style>
      .workshop {
        display: grid;
        grid-template-columns: minmax(16em, 1fr) minmax(20em, 2fr);
        gap: 24px;
      }
      .workshop label {
        display: flex;
        gap: 12px;
        align-items: center;
        padding-block: 4px;
      }
      .workshop input {
        inline-size: 40px;
        block-size: 32px;
      }
      .workshop pre {
        overflow: auto;
      }
    </style>
    <div class="workshop">
      <div>
        ${colours.map(({name, description}) => {
          const input = (event: Event) => change({[name]: (event.target as HTMLInputElement).value});
          return html`<label>
            <input
              type="color"
              name=${name}
              @input=${input}
              ${ref(element => showColour(element, args[name]))}
            />
            <span><code>${name}</code><br />${description}</span>
          </label>`;
        })}
        <pre tabindex="0" aria-label="CSS">${rule(args)}</pre>
      </div>
      <div>${assistant(args, {phase: 'speaking', turns: answering})}</div>
    </div>`;
}

/** What was chosen; else the widget's own colour, once the widget is there. */
function showColour(element: Element | undefined, chosen: unknown): void {
  const input = element as HTMLInputElement | undefined;
  queueMicrotask(() => {
    const widget = document.getElementById(assistantId);
    if (!input || !widget) return;
    const own = input.name.replace('--voice-', '--_').replace('--_waveform-color', '--_accent');
    const colour = typeof chosen === 'string' ? chosen : getComputedStyle(widget).getPropertyValue(own);
    input.value = asHex(colour);
  });
}

/** The CSS of what was changed, to take away. */
function rule(args: Args): string {
  const changed = Object.entries(args).filter(([name, value]) => name.startsWith('--') && value);
  const lines = changed.map(([name, value]) => `  ${name}: ${String(value)};`);
  return ['voice-assistant {', ...lines, '}'].join('\n');
}
