import {expect} from '@open-wc/testing';
import {sessionContract, type CreateScene} from '../../src/session/contract.js';

/** How patient a check is with a session whose other side is acted out. */
export const contractOptions = {quietMs: 80, deadlineMs: 8_000};

/** What is answered to typed words: a story at length. */
export const answer = (text: string) =>
  text.includes('story') ? 'and then '.repeat(150) : `You said: ${text}`;

/** What is about both sides speaking at once: others take turns. */
export const aboutDuplex = [/aloud/, /falls silent/, /what the user says, where/];

/**
 * Puts a session through what is demanded of all of them.
 * @param expected what it cannot do, by the names of the checks: each skips at least one
 */
export function describeContract(name: string, create: CreateScene, expected: readonly RegExp[]): void {
  describe(`${name}, like every session,`, () => {
    const skippedNames: string[] = [];
    for (const {name, check} of sessionContract)
      it(name, async function () {
        const {skipped} = await check(create, contractOptions);
        if (!skipped) return;
        skippedNames.push(name);
        this.skip();
      });

    it('is put through all of it but what it cannot do', () => {
      const odd = skippedNames.filter(name => !expected.some(pattern => pattern.test(name)));
      expect(odd).to.deep.equal([]);
      expect(skippedNames).to.have.lengthOf(expected.length);
    });
  });
}
