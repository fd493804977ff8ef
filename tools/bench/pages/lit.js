import {LitElement, css, html} from 'lit';

/** The least that an element of Lit can be: one button, with a style. */
class OneButton extends LitElement {
  static styles = css`
    button {
      border-radius: 50%;
    }
  `;

  render() {
    return html`<button>Talk</button>`;
  }
}

customElements.define('one-button', OneButton);
