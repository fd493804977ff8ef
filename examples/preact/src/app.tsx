import {useRef, useState} from 'preact/hooks';
import type {VoiceAssistant} from 'voice-assistant-element';
import 'voice-assistant-element/define';

/** A page with an assistant, what it said last, and a button of its own. */
export function App() {
  const assistant = useRef<VoiceAssistant>(null);
  const [phase, setPhase] = useState('idle');
  const [answer, setAnswer] = useState('');
  return (
    <main>
      <h1>A flower shop</h1>
      <p>
        The assistant is <output id="phase">{phase}</output>. It said: <output id="answer">{answer}</output>
      </p>
      <button id="mute" onClick={() => assistant.current?.mute()}>
        Mute
      </button>
      <voice-assistant
        ref={assistant}
        id="vera"
        name="Vera"
        tokenEndpoint="/token"
        onvoice-phase-change={event => setPhase(event.phase)}
        onvoice-message={({turn}) => turn.role === 'assistant' && setAnswer(turn.text)}
      />
    </main>
  );
}
