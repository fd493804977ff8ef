import {html, nothing, svg, type TemplateResult} from 'lit';
import {diagnosisWords} from '../../localize/en/diagnosis.js';
import type {DiagnosisStrings, Strings} from '../../localize/strings.js';
import type {DiagnosisCheck, DiagnosisReport, DiagnosisResult} from '../../state/diagnosis.js';
import {adoptStyles} from '../adopt-styles.js';
import {unseen} from '../unseen.styles.js';
import {diagnosisStyles} from './diagnosis.styles.js';
import type {PanelHost} from '../panel-host.js';
import type {View} from '../view.js';

type Words = Strings & Pick<DiagnosisStrings, keyof typeof diagnosisWords>;

const marks: Readonly<Record<DiagnosisResult, TemplateResult<2>>> = {
  pass: svg`<path d="M5 13l4 4L19 7" />`,
  fail: svg`<path d="M12 4L2.5 20h19zM12 10v4M12 17v.01" />`,
  unknown: svg`<path d="M6 12h12" />`,
};

/** Beside an error: a button that leads to the diagnosis. */
export function diagnosisButton(host: PanelHost, given: Strings): TemplateResult {
  return html`<button part="diagnose" @click=${() => new Diagnosis(host).begin()}>
    ${wordsFrom(given).diagnose}
  </button>`;
}

/** What a conversation needs, checked and listed in place of the conversation. */
class Diagnosis implements View {
  readonly opener = 'diagnose';
  readonly #host: PanelHost;
  #report: DiagnosisReport | null = null;
  #copied = false;

  constructor(host: PanelHost) {
    this.#host = host;
  }

  title(given: Strings): string {
    return wordsFrom(given).diagnosis;
  }

  /** Takes the place of the conversation, and the focus with it. */
  begin(): void {
    this.#host.view = this;
    void this.#check();
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>('.diagnosis')?.focus(),
    );
  }

  render(given: Strings): TemplateResult {
    adoptStyles(this.#host.renderRoot, unseen, diagnosisStyles);
    const words = wordsFrom(given);
    const report = this.#report;
    return html`<div
      part="diagnosis"
      class="diagnosis"
      role="group"
      aria-label=${words.diagnosis}
      tabindex="-1"
    >
      <p role="status">${report ? verdict(report, words) : words.diagnosing}</p>
      ${report ? this.#renderReport(report, words) : nothing}
    </div>`;
  }

  #renderReport(report: DiagnosisReport, words: Words): TemplateResult {
    return html`<div class="checks" role="list">
        ${[...report.checks].sort(byUrgency).map(check => renderCheck(check, words))}
      </div>
      <div class="actions">
        <button part="copy-report" @click=${() => this.#copy(report)}>
          ${this.#copied ? words.copied : words.copyReport}
        </button>
        <button part="check-again" @click=${() => this.#check()}>${words.checkAgain}</button>
      </div>`;
  }

  async #check(): Promise<void> {
    this.#show(null);
    try {
      this.#show(await this.#host.diagnose());
    } catch {
      if (this.#host.view === this) this.#host.view = null; // A file did not load: the element says so.
    }
  }

  async #copy(report: DiagnosisReport): Promise<void> {
    try {
      await navigator.clipboard.writeText(report.text);
    } catch {
      return; // Not allowed by the browser: what is on the screen can still be read out.
    }
    this.#copied = true;
    this.#host.requestUpdate();
  }

  #show(report: DiagnosisReport | null): void {
    this.#report = report;
    this.#copied = false;
    this.#host.requestUpdate();
  }
}

function renderCheck({name, result, message}: DiagnosisCheck, words: Words): TemplateResult {
  return html`<div class=${result} role="listitem" data-check=${name}>
    <svg viewBox="0 0 24 24" aria-hidden="true">${marks[result]}</svg>
    <p>${message}</p>
    <span class="result">${words[`result-${result}`]}</span>
  </div>`;
}

/** Whether something is wrong, and what: a screen reader says it at once, and eyes find it in the list below. */
function verdict({ok, checks}: DiagnosisReport, words: Words): TemplateResult {
  if (ok) return html`${words.diagnosisGood}`;
  const wrong = checks.filter(({result}) => result === 'fail').map(({message}) => message);
  return html`${words.diagnosisBad} <span class="unseen">${wrong.join(' ')}</span>`;
}

/** What is wrong comes first. */
function byUrgency(one: DiagnosisCheck, other: DiagnosisCheck): number {
  const order: readonly DiagnosisResult[] = ['fail', 'unknown', 'pass'];
  return order.indexOf(one.result) - order.indexOf(other.result);
}

function wordsFrom(given: Strings): Words {
  return {...diagnosisWords, ...given};
}
