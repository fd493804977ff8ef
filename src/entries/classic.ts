/* What `<script async>` without `type="module"` loads: it imports the module from beside itself. */
const {src} = document.currentScript as HTMLScriptElement;

void import(new URL('voice-assistant.js', src).href);
