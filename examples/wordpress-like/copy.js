/* What a plugin for a content management system does: the package's script files in a folder of its own. */
import {cpSync} from 'node:fs';

const folder = 'dist/wp-content/plugins/voice-assistant/1.0';
cpSync('node_modules/voice-assistant-element/dist/cdn', folder, {recursive: true});
for (const file of ['index.html', 'theme.css', 'theme.js']) cpSync(file, `dist/${file}`);
