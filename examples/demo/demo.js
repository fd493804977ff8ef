const assistant = document.querySelector('voice-assistant');
const events = document.querySelector('#events');
const backends = document.querySelector('#backends');

const {label, realtimeUrl, live} = await (await fetch('/backend')).json();
document.querySelector('#backend').textContent = label;
if (realtimeUrl) assistant.setAttribute('realtime-url', realtimeUrl);

function use(backend) {
  assistant.setAttribute('backend', backend);
  backends.querySelector(`[value="${backend}"]`).checked = true;
}

use(live ? 'openai-live' : 'openai-realtime');
backends.addEventListener('change', ({target}) => use(target.value));

function note(text) {
  const item = document.createElement('li');
  item.textContent = text;
  events.append(item);
  events.scrollTop = events.scrollHeight;
}

// What GPT-Live cannot know by itself it delegates. All that this page knows is the time.
assistant.delegate = async ({pending, transcript}) => {
  note(`delegated: ${pending || transcript.findLast(({role}) => role === 'user')?.text}`);
  return `The page can only say that it is ${new Date().toLocaleString('en-GB')}.`;
};

assistant.addEventListener('voice-phase-change', ({phase}) => {
  note(phase);
  backends.disabled = phase !== 'idle' && phase !== 'failed';
});
assistant.addEventListener('voice-message', ({turn}) => note(`${turn.role}: ${turn.text}`));
assistant.addEventListener('voice-error', ({error}) => note(`${error.code}: ${error.help}`));
