import {expect, fixture, html} from '@open-wc/testing';
import {bindHotkey} from '../../src/elements/voice-assistant/hotkey.js';
import {initialSnapshot} from '../../src/state/snapshot.js';
import {assistantWith, openPanel, partOf, untilPhase} from '../helpers/assistants.js';
import {restoreStubs, stub} from '../helpers/stub.js';
import {until} from '../helpers/until.js';

const apple = /Mac|iP(hone|ad|od)/.test(navigator.platform);

describe('A hotkey', () => {
  let end: AbortController;
  let starts: number;
  beforeEach(() => {
    starts = 0;
    end = new AbortController();
  });
  afterEach(() => {
    end.abort();
    restoreStubs();
  });

  /** Binds a hotkey to what counts how often it is asked to start. */
  const bind = (hotkey: string) => {
    const target = {hotkey, startOn: 'open', snapshot: initialSnapshot};
    bindHotkey(target as never, () => ++starts, end.signal);
  };
  /** @returns whether the key was taken */
  function press(init: KeyboardEventInit, target: EventTarget = document.body, type = 'keydown'): boolean {
    const event = new KeyboardEvent(type, {bubbles: true, composed: true, cancelable: true, ...init});
    return !target.dispatchEvent(event);
  }
  const field = () => fixture<HTMLElement>(html`<input />`);

  for (const [hotkey, modifier] of [
    ['Cmd+K', 'metaKey'],
    ['command + k', 'metaKey'],
    ['Win+K', 'metaKey'],
    ['Super+K', 'metaKey'],
    ['Option+K', 'altKey'],
    ['Opt+K', 'altKey'],
    ['Ctl+K', 'ctrlKey'],
    ['Mod+K', apple ? 'metaKey' : 'ctrlKey'],
  ] as const)
    it(`knows modifiers by their usual names: ${hotkey}`, () => {
      bind(hotkey);
      expect(press({key: 'k', code: 'KeyK'})).to.equal(false);
      expect(press({key: 'k', code: 'KeyK', [modifier]: true})).to.equal(true);
      expect(starts).to.equal(1);
    });

  it('with a modifier that there is not does nothing, and says so once', () => {
    const warnings: string[] = [];
    stub(console, 'warn', (text: string) => warnings.push(text));
    for (const hotkey of ['Hyper+K', 'Alt++', 'toString+K', 'Alt+']) bind(hotkey);
    press({key: 'k', code: 'KeyK'});
    press({key: '+', code: 'BracketRight', altKey: true});
    expect([starts, warnings.length]).to.deep.equal([0, 1]);
    expect(warnings[0]).to.contain('"hotkey"');
  });

  it('is the physical key where Alt makes it another letter', () => {
    bind('Alt+L');
    expect(press({key: '@', code: 'KeyL', altKey: true})).to.equal(true);
  });

  it('is the letter where keys lie elsewhere: on a French keyboard Alt+Q is not Alt+A', () => {
    bind('Alt+A');
    expect(press({key: 'q', code: 'KeyA', altKey: true})).to.equal(false);
    expect(press({key: 'a', code: 'KeyQ', altKey: true})).to.equal(true);
  });

  it('takes no character from what the user writes in a field', async () => {
    const input = await field();
    bind('Alt+L');
    expect(press({key: '@', code: 'KeyL', altKey: true}, input), 'an @ on a German Mac').to.equal(false);
    expect(press({key: 'Dead', code: 'KeyL', altKey: true}, input), 'an accent').to.equal(false);
    expect(press({key: 'l', code: 'KeyL', altKey: true}, input), 'Alt that types nothing').to.equal(true);
    end.abort();
    end = new AbortController();
    bind('Ctrl+Alt+Q');
    const altGr = {key: '@', code: 'KeyQ', ctrlKey: true, altKey: true, modifierAltGraph: true};
    expect(press(altGr, input), 'AltGr').to.equal(false);
    end.abort();
    end = new AbortController();
    bind('K');
    expect(press({key: 'k', code: 'KeyK'}, input), 'a letter').to.equal(false);
    end.abort();
    end = new AbortController();
    bind('F8');
    expect(press({key: 'F8', code: 'F8'}, input), 'a key that types nothing').to.equal(true);
  });

  it('is heard from a field of the widget, too, and let go there', async () => {
    const talking = await assistantWith();
    talking.turnDetection = 'push-to-talk';
    talking.hotkey = 'Alt+V';
    await openPanel(talking);
    await talking.start();
    await untilPhase(talking, 'listening');
    const input = partOf(talking, 'input');
    await until(() => {
      press({key: 'v', code: 'KeyV', altKey: true}, input);
      return talking.snapshot.held;
    }, 'it is held');
    press({key: 'v', code: 'KeyV'}, input, 'keyup'); // Alt was let go first.
    await until(() => !talking.snapshot.held, 'it is let go');
    talking.stop();
  });
});
