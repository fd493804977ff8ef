import {execFile} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {it} from 'node:test';
import {promisify} from 'node:util';
import {install} from './install.js';

const project = fileURLToPath(new URL('../..', import.meta.url));

it('takes a call object as the types of Daily’s library describe it', {timeout: 120_000}, async () => {
  const {modules} = await install();
  const file = join(dirname(modules), 'fits.ts');
  const ours = join(project, 'src/backends/pipecat/daily-call.js');
  await writeFile(
    file,
    `import type {DailyCall, DailyEventObjectParticipant, DailyEventObjectTrack} from '@daily-co/daily-js';
import type * as Ours from ${JSON.stringify(ours)};
export const fits = (call: DailyCall): Ours.DailyCall => call;
export const came = (event: DailyEventObjectParticipant): Ours.DailyEvent => event;
export const heard = (event: DailyEventObjectTrack): Ours.DailyEvent => event;
`,
  );
  const flags =
    '--noEmit --strict --skipLibCheck --target es2022 --module nodenext --moduleResolution nodenext';
  const compiler = join(project, 'node_modules/typescript/bin/tsc');
  // What it says goes to the output, and is the message where it fails.
  await promisify(execFile)(process.execPath, [compiler, ...flags.split(' '), file], {
    cwd: dirname(modules),
  }).catch(({stdout}: {stdout: string}) => {
    throw new Error(stdout);
  });
});
