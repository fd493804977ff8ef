/** `HTMLElement`; on a server, which has none, something that can be extended all the same. */
export const HTMLElementBase = globalThis.HTMLElement ?? class {};
