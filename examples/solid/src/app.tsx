import {createSignal} from 'solid-js';
import type {VoiceAssistant} from 'voice-assistant-element';
import 'voice-assistant-element/define';

/** A page with an assistant, what it said last, and a button of its own. */
export function App() {
  let assistant: VoiceAssistant | undefined;
  const [phase, setPhase] = createSignal('idle');
  const [answer, setAnswer] = createSignal('');
  return (
    <main>
      <h1>A flower shop</h1>
      <p>
        The assistant is <output id="phase">{phase()}</output>. It said:{' '}
        <output id="answer">{answer()}</output>
      </p>
      <button id="mute" onClick={() => assistant?.mute()}>
        Mute
      </button>
      <voice-assistant
        ref={assistant}
        id="vera"
        prop:name="Vera"
        prop:tokenEndpoint="/token"
        on:voice-phase-change={event => setPhase(event.phase)}
        on:voice-message={({turn}) => turn.role === 'assistant' && setAnswer(turn.text)}
      />
    </main>
  );
}
