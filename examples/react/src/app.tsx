import {useRef, useState} from 'react';
import {VoiceAssistant, VoiceStatus, type VoiceAssistantElement} from 'voice-assistant-element/react';

/** A page with an assistant, what it said last, and a button of its own. */
export function App() {
  const assistant = useRef<VoiceAssistantElement>(null);
  const [phase, setPhase] = useState('idle');
  const [answer, setAnswer] = useState('');
  const [shown, setShown] = useState(true);
  return (
    <main>
      <h1>A flower shop</h1>
      <p>
        The assistant is <output id="phase">{phase}</output>. It said: <output id="answer">{answer}</output>
      </p>
      <VoiceStatus for="vera" />
      <button id="mute" onClick={() => assistant.current?.mute()}>
        Mute
      </button>
      <button id="toggle" onClick={() => setShown(!shown)}>
        {shown ? 'Take the assistant away' : 'Bring it back'}
      </button>
      {shown && (
        <VoiceAssistant
          ref={assistant}
          id="vera"
          name="Vera"
          tokenEndpoint="/token"
          turnDetection="semantic-vad"
          onVoicePhaseChange={event => setPhase(event.phase)}
          onVoiceMessage={({turn}) => turn.role === 'assistant' && setAnswer(turn.text)}
        />
      )}
    </main>
  );
}
