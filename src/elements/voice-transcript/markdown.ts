import {css, html, nothing, type TemplateResult} from 'lit';
import {Lexer, type MarkedToken, type Token, type Tokens} from 'marked';
import type {Turn} from '../../state/turns.js';
import {allowedAddress} from './allowed-address.js';
import {completeMarkdown} from './complete-markdown.js';

type RenderedNode = string | TemplateResult | readonly RenderedNode[] | typeof nothing;

/** How the elements of an answer look; for the sheets of the transcript. */
export const markdownStyles = css`
  .rich {
    white-space: normal;
  }
  .rich > * {
    margin-block: 0 0.6em;
  }
  .rich > :last-child {
    margin-block-end: 0;
  }
  .rich .plain {
    white-space: pre-wrap;
  }
  .rich :is(ul, ol) {
    padding-inline-start: 1.4em;
  }
  .rich li :is(ul, ol, p) {
    margin-block: 0;
  }
  .rich a {
    color: inherit;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .rich a:focus-visible,
  .rich :is(pre, .table):focus-visible {
    outline: 2px solid var(--_text);
    outline-offset: 1px;
  }
  .rich code {
    font:
      0.875em ui-monospace,
      monospace;
  }
  .rich :not(pre) > code {
    padding: 1px 4px;
    border-radius: 4px;
    background: color-mix(in srgb, var(--_text) 9%, transparent);
    unicode-bidi: isolate;
  }
  .rich pre {
    overflow-x: auto;
    padding: 8px 10px;
    border-radius: 8px;
    background: color-mix(in srgb, var(--_text) 9%, transparent);
    white-space: pre;
    overflow-wrap: normal;
  }
  .rich blockquote {
    margin-inline: 0;
    padding-inline-start: 10px;
    border-inline-start: 3px solid var(--_border);
  }
  .rich hr {
    border: 0;
    border-block-start: 1px solid var(--_border);
  }
  .rich .table {
    overflow-x: auto;
  }
  .rich table {
    border-collapse: collapse;
  }
  .rich :is(th, td) {
    padding: 4px 8px;
    border: 1px solid var(--_border);
    text-align: start;
    overflow-wrap: normal;
  }
`;

/** Longer answers show as they are: parsing them again with each word would be felt. */
const maxCharacters = 30_000;
/** Without an empty line. Parsers, and regular expressions more so, take the square of it on hostile text. */
const maxBlock = 5_000;
/** Deeper levels show as their Markdown source: only hostile text nests so deep. */
const maxDepth = 12;

/** A finished turn is drawn once: turns are frozen. */
const drawn = new WeakMap<Turn, {readonly hosts?: string; readonly node: RenderedNode}>();

/**
 * Draws a textual answer from the tokens of its Markdown. Every word becomes a text node; of HTML nothing is
 * made, images are their descriptions. Loaded with the first such answer.
 *
 * @param hosts where links may lead; anywhere when unset
 */
export function renderMarkdown(turn: Turn, hosts?: string): RenderedNode {
  const known = drawn.get(turn);
  if (known && known.hosts === hosts) return known.node;
  const node = parse(turn, hosts);
  drawn.set(turn, {hosts, node});
  return node;
}

function parse({text, final}: Turn, hosts?: string): RenderedNode {
  const tokens = tokensOf(final ? text : completeMarkdown(text));
  return tokens ? new Drawing(hosts).all(tokens) : plain(text);
}

/** Null where it would take too long. Some text may defeat the parser, too; the words still show. */
function tokensOf(text: string): Token[] | null {
  if (text.length > maxCharacters || text.split(/\n\s*\n/).some(({length}) => length > maxBlock)) return null;
  try {
    return new Lexer({gfm: true}).lex(text);
  } catch {
    return null;
  }
}

/** The words of a complete answer, to be read out: without the signs of its Markdown. */
export function plainText(text: string): string {
  const tokens = tokensOf(text);
  return tokens
    ? wordsOf(tokens)
        .replace(/\s*\n\s*/g, '\n')
        .trim()
    : text;
}

function wordsOf(tokens: readonly Token[], depth = 0): string {
  if (depth > maxDepth) return tokens.map(({raw}) => raw).join('');
  const inner = (tokens: readonly Token[] = []) => wordsOf(tokens, depth + 1);
  return (tokens as readonly MarkedToken[])
    .map(token => {
      switch (token.type) {
        case 'list':
          return `${token.items.map(({tokens}) => inner(tokens)).join('\n')}\n`;
        case 'table':
          return [token.header, ...token.rows]
            .map(cells => `${cells.map(({tokens}) => inner(tokens)).join(', ')}\n`)
            .join('');
        case 'space':
        case 'br':
        case 'hr':
          return '\n';
        case 'def':
        case 'checkbox':
          return '';
        case 'code':
          return `${token.text}\n`;
        case 'paragraph':
        case 'heading':
        case 'blockquote':
          return `${inner(token.tokens)}\n`;
        default: {
          const {tokens, text, raw} = token as {tokens?: Token[]; text?: string; raw: string};
          return tokens ? inner(tokens) : characters(text ?? raw);
        }
      }
    })
    .join('');
}

function plain(text: string): RenderedNode {
  return html`<p class="plain">${text}</p>`;
}

class Drawing {
  readonly #hosts?: string;
  #depth = 0;

  constructor(hosts?: string) {
    this.#hosts = hosts;
  }

  all(tokens: readonly Token[] = []): RenderedNode {
    if (this.#depth >= maxDepth) return tokens.map(({raw}) => raw).join('');
    this.#depth++;
    const nodes = tokens.map(token => this.#one(token as MarkedToken));
    this.#depth--;
    return nodes;
  }

  #one(token: MarkedToken): RenderedNode {
    switch (token.type) {
      case 'paragraph':
        return html`<p>${this.all(token.tokens)}</p>`;
      // The answer is part of a page that has its own headings.
      case 'heading':
        return html`<p><strong>${this.all(token.tokens)}</strong></p>`;
      case 'blockquote':
        return html`<blockquote>${this.all(token.tokens)}</blockquote>`;
      case 'list':
        return this.#list(token);
      case 'code':
        return html`<pre dir="ltr" tabindex="0"><code>${token.text}</code></pre>`;
      case 'table':
        return this.#table(token);
      case 'hr':
        return html`<hr />`;
      case 'strong':
        return html`<strong>${this.all(token.tokens)}</strong>`;
      case 'em':
        return html`<em>${this.all(token.tokens)}</em>`;
      case 'del':
        return html`<s>${this.all(token.tokens)}</s>`;
      case 'codespan':
        return html`<code>${token.text}</code>`;
      case 'br':
        return html`<br />`;
      case 'link':
        return this.#link(token);
      case 'image':
      case 'escape':
        return token.text;
      case 'text':
        return token.tokens ? this.all(token.tokens) : characters(token.text);
      case 'checkbox':
        return token.checked ? '☑ ' : '☐ ';
      case 'space':
      case 'def':
        return nothing;
      default: // HTML, and whatever may be added one day
        return token.raw;
    }
  }

  #list({ordered, start, items}: Tokens.List): RenderedNode {
    const entries = items.map(item => html`<li>${this.all(item.tokens)}</li>`);
    return ordered
      ? html`<ol start=${start || 1}>
          ${entries}
        </ol>`
      : html`<ul>
          ${entries}
        </ul>`;
  }

  #table({header, rows}: Tokens.Table): RenderedNode {
    return html`<div class="table" tabindex="0" role="group">
      <table>
        <thead>
          <tr>
            ${header.map(({tokens}) => html`<th>${this.all(tokens)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            row =>
              html`<tr>
                ${row.map(({tokens}) => html`<td>${this.all(tokens)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #link({href, tokens}: Tokens.Link): RenderedNode {
    const address = allowedAddress(href, this.#hosts);
    if (!address) return this.all(tokens);
    return html`<a href=${address} title=${address} target="_blank" rel="noopener noreferrer nofollow"
      >${this.all(tokens)}</a
    >`;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': '\u00a0',
};

/** Text as it is meant: some models escape what HTML would need escaped. */
function characters(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, entity => entities[entity]!);
}
