import {minifyHTMLLiterals} from 'minify-literals';

/**
 * What stands for the eye only is left out of templates and styles; nothing else. SVG has no elements that close by
 * themselves: without its slash, a shape would hold those after it.
 */
const minifyOptions = {
  keepClosingSlash: true,
  removeEmptyAttributes: false,
  minifyJS: false,
  // Of what it can do to CSS, only what leaves every rule as it is (test/package/minified-templates.test.ts compares).
  minifyCSS: {
    level: {
      1: {
        all: false,
        replaceZeroUnits: true,
        selectorsSortingMethod: 'none',
        tidyAtRules: true,
        tidyBlockScopes: true,
        tidySelectors: true,
      },
    },
  },
};

/** What the minifier leaves: the lines of custom properties, which are formulas here. */
function joinLines(code) {
  const join = style =>
    style
      .replace(/\s*\n\s*/g, ' ')
      .replace(/\( /g, '(')
      .replace(/ \)/g, ')');
  return code.replace(/\bcss`[^`]*`/g, join);
}

/** @returns the code with smaller templates, or null where there are none */
export async function minifyTemplatesIn(code, fileName) {
  const minified = await minifyHTMLLiterals(code, {fileName, minifyOptions});
  return minified ? {code: joinLines(minified.code), map: null} : null;
}

/** Styles and templates are read by machines: what indents them for people is left out. */
export const minifyTemplates = {
  name: 'minify-templates',
  transform: (code, id) => (id.includes('/dist/elements/') ? minifyTemplatesIn(code, id) : null),
};
