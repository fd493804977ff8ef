export const unitTests: readonly string[];
export const componentTests: readonly string[];
