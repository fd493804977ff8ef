export const nextFrame = (): Promise<unknown> => new Promise(requestAnimationFrame);

/** Resolves when something is so; looks with every frame. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await nextFrame();
}
