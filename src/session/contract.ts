import {doing} from './contract/doing.js';
import {fullDuplex} from './contract/full-duplex.js';
import {opening} from './contract/opening.js';
import type {SessionCheck} from './contract/scene.js';
import {talking} from './contract/talking.js';

export type {
  CreateScene,
  SceneWishes,
  SessionCheck,
  SessionCheckOptions,
  SessionCheckResult,
  SessionScene,
} from './contract/scene.js';

/**
 * What is demanded of every session, for any test runner: each check makes a scene, plays it, and rejects with a
 * sentence where the session is not as the conversation expects it. What a backend cannot do is skipped, and said so.
 *
 * ```js
 * for (const {name, check} of sessionContract)
 *   it(name, async t => {
 *     const {skipped} = await check(createScene);
 *     if (skipped) t.skip(skipped);
 *   });
 * ```
 */
export const sessionContract: readonly SessionCheck[] = Object.freeze([
  ...opening,
  ...talking,
  ...fullDuplex,
  ...doing,
]);
