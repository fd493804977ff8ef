'use client';

import {useRef, useState} from 'react';
import {VoiceAssistant, type VoiceAssistantElement} from 'voice-assistant-element/react';

/** The server draws its launcher; the browser makes it live. */
export function Assistant() {
  const assistant = useRef<VoiceAssistantElement>(null);
  const [phase, setPhase] = useState('idle');
  const [answer, setAnswer] = useState('');
  return (
    <aside>
      <p>
        The assistant is <output id="phase">{phase}</output>. It said: <output id="answer">{answer}</output>
      </p>
      <button id="mute" onClick={() => assistant.current?.mute()}>
        Mute
      </button>
      <VoiceAssistant
        ref={assistant}
        id="vera"
        name="Vera"
        tokenEndpoint="/token"
        onVoicePhaseChange={event => setPhase(event.phase)}
        onVoiceMessage={({turn}) => turn.role === 'assistant' && setAnswer(turn.text)}
      />
    </aside>
  );
}
