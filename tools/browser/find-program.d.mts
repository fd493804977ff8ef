export function findProgram(names: readonly string[]): string | undefined;
export function installWithApt(packages: readonly string[]): boolean;
