/* What a site without a build does once by hand: the package's script files beside its own. */
import {cpSync} from 'node:fs';

cpSync('node_modules/voice-assistant-element/dist/cdn', 'dist/voice', {recursive: true});
for (const file of ['index.html', 'site.js']) cpSync(file, `dist/${file}`);
