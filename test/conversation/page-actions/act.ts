import {pageActions} from '../../../src/conversation/tools/page-actions.js';
import type {PageActionName, ToolArguments, VoiceTool} from '../../../src/conversation/tools/voice-tool.js';

/** A ready-made tool, as a page has it. */
export const tool = (name: PageActionName): VoiceTool => pageActions([name])[0]!;

/** Does what a ready-made tool does, without asking. */
export const act = (name: PageActionName, args: ToolArguments = {}): unknown =>
  tool(name).execute(args, new AbortController().signal);

/** The reference under which a line of the page was read. */
export function referenceOf(words: string): string {
  const line = (act('read-page') as string).split('\n').find(line => line.includes(words));
  return /^\[(e\d+)\]/.exec(line ?? '')?.[1] ?? `“${words}” was not read`;
}
