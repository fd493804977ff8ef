/* The script of the page that every bundler is given: an assistant with the attributes that the address names. */
import 'voice-assistant-element/define';

const assistant = document.createElement('voice-assistant');
for (const [name, value] of new URLSearchParams(location.search)) assistant.setAttribute(name, value);
document.body.append(assistant);
