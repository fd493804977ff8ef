import {Component, CUSTOM_ELEMENTS_SCHEMA, signal} from '@angular/core';
import type {VoiceMessageEvent, VoicePhaseChangeEvent} from 'voice-assistant-element';
import 'voice-assistant-element/define';

/** A page with an assistant, what it said last, and a button of its own. */
@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA], // Angular does not know the tag.
  template: `
    <main>
      <h1>A flower shop</h1>
      <p>
        The assistant is <output id="phase">{{ phase() }}</output>. It said:
        <output id="answer">{{ answer() }}</output>
      </p>
      <button id="mute" (click)="assistant.mute()">Mute</button>
      <voice-assistant
        #assistant
        id="vera"
        name="Vera"
        token-endpoint="/token"
        (voice-phase-change)="onPhase($event)"
        (voice-message)="onMessage($event)"
      ></voice-assistant>
    </main>
  `,
})
export class App {
  readonly phase = signal('idle');
  readonly answer = signal('');

  // Templates give events of tags that they do not know the type Event.
  onPhase(event: Event): void {
    this.phase.set((event as VoicePhaseChangeEvent).phase);
  }

  onMessage(event: Event): void {
    const {turn} = event as VoiceMessageEvent;
    if (turn.role === 'assistant') this.answer.set(turn.text);
  }
}
