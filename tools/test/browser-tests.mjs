/* Tests that run in a browser, on the sources themselves. */

/** Logic: none of it waits for a frame. */
export const unitTests = [
  'test/{state,session,transports,backends,conversation,localize}/**/*.test.ts',
  'test/*.test.ts',
];

/** What is seen and heard. */
export const componentTests = ['test/{audio,elements}/**/*.test.ts'];
