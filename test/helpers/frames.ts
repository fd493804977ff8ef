export const nextFrame = (): Promise<unknown> => new Promise(requestAnimationFrame);
