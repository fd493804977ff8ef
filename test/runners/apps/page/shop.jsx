import React, {useState} from 'react';
import {VoiceAssistant} from 'voice-assistant-element/react';

/** The page that is tested: a basket, and an assistant that can fill it. */
export function Shop({session, tools}) {
  const [phase, setPhase] = useState('idle');
  const [basket, setBasket] = useState([]);
  const add = {
    name: 'add_to_basket',
    needsApproval: true,
    parameters: {type: 'object', properties: {product: {type: 'string'}}, required: ['product']},
    execute: ({product}) => {
      setBasket(before => [...before, product]);
      return `${product} is in the basket.`;
    },
  };
  return (
    <main>
      <p data-testid="phase">{phase}</p>
      <ul>
        {basket.map(product => (
          <li key={product}>{product}</li>
        ))}
      </ul>
      <VoiceAssistant
        data-testid="assistant"
        id="vera"
        name="Vera"
        startOn="open"
        face="text"
        placement="top-start"
        session={session}
        tools={tools ?? [add]}
        onVoicePhaseChange={event => setPhase(event.phase)}
      />
    </main>
  );
}
