import {html, type TemplateResult} from 'lit';
import {ref} from 'lit/directives/ref.js';
import type {Args} from './attributes.js';
import {asHex} from './colours.js';
import {answering} from './conversations.js';
import {presetNames, tokens} from './manifest.js';
import {assistant, assistantId} from './render.js';

const colours = tokens.filter(({colour}) => colour);

/** Lengths and factors that go by degrees: from, to, step, unit, and what they are when unset. */
const degrees: Readonly<Record<string, readonly [number, number, number, string, number]>> = {
  '--voice-radius': [0, 40, 1, 'px', 24],
  '--voice-font-size': [13, 22, 1, 'px', 16],
  '--voice-density': [0.7, 1.5, 0.05, '', 1],
  '--voice-motion': [0, 2, 0.25, '', 1],
};

/** An assistant, an input for each look, colour and length beside it, and the rule that they make. */
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
        block-size: 32px;
      }
      .workshop :is(pre, select) {
        overflow: auto;
        font-size: 1rem;
      }
      .workshop label > :first-child {
        flex: none;
        inline-size: 96px;
      }
    </style>
    <div class="workshop">
      <div>
        <label>
          <select
            aria-label="preset"
            @change=${(event: Event) =>
              change({preset: (event.target as HTMLSelectElement).value || undefined})}
          >
            ${['', ...presetNames].map(
              name =>
                html`<option value=${name} ?selected=${name === (args['preset'] ?? '')}>
                  ${name || 'no preset'}
                </option>`,
            )}
          </select>
          <span><code>preset</code><br />A look of its own, under what is set below.</span>
        </label>
        ${Object.entries(degrees).map(
          ([name, [min, max, step, unit, unset]]) =>
            html`<label>
              <input
                type="range"
                min=${min}
                max=${max}
                step=${step}
                .value=${String(parseFloat(String(args[name] ?? unset)))}
                @input=${(event: Event) => change({[name]: (event.target as HTMLInputElement).value + unit})}
              />
              <span><code>${name}</code><br />${tokens.find(token => token.name === name)?.description}</span>
            </label>`,
        )}
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
        <pre tabindex="0" aria-label="CSS">${markup(args)}${rule(args)}</pre>
        <button
          @click=${(event: Event) => {
            void navigator.clipboard.writeText(markup(args) + rule(args));
            (event.target as HTMLElement).textContent = 'Copied';
          }}
        >
          Copy
        </button>
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

/** The tag, where the look is not the usual one. */
function markup({preset}: Args): string {
  return typeof preset === 'string' ? `<voice-assistant preset="${preset}"></voice-assistant>\n\n` : '';
}

/** The CSS of what was changed, to take away. */
function rule(args: Args): string {
  const changed = Object.entries(args).filter(([name, value]) => name.startsWith('--') && value);
  const lines = changed.map(([name, value]) => `  ${name}: ${String(value)};`);
  return ['voice-assistant {', ...lines, '}'].join('\n');
}
