const assistant = document.querySelector('voice-assistant');
const phase = document.querySelector('#phase');
const answer = document.querySelector('#answer');

assistant.addEventListener('voice-phase-change', event => (phase.textContent = event.phase));
assistant.addEventListener('voice-message', ({turn}) => {
  if (turn.role === 'assistant') answer.textContent = turn.text;
});
document.querySelector('#mute').addEventListener('click', () => assistant.mute());
