const assistant = document.querySelector('voice-assistant');
const events = document.querySelector('#events');

const backend = await (await fetch('/backend')).json();
document.querySelector('#backend').textContent = backend.label;
if (backend.realtimeUrl) assistant.setAttribute('realtime-url', backend.realtimeUrl);

function note(text) {
  const item = document.createElement('li');
  item.textContent = text;
  events.append(item);
  events.scrollTop = events.scrollHeight;
}

assistant.addEventListener('voice-phase-change', event => note(event.phase));
assistant.addEventListener('voice-message', ({turn}) => note(`${turn.role}: ${turn.text}`));
assistant.addEventListener('voice-error', ({error}) => note(`${error.code}: ${error.help}`));
