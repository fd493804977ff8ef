/** Marks the styles of the shell, which has no Lit, for editors and for the build. */
export const css = String.raw;
