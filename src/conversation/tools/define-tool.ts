import type {ArgumentsOf, VoiceTool} from './voice-tool.js';

/**
 * The tool as it is, with the arguments of its functions typed by `parameters`: a Standard Schema, or a JSON Schema that
 * is written there.
 */
export function defineTool<const Parameters extends object>(
  tool: VoiceTool<ArgumentsOf<Parameters>> & {readonly parameters?: Parameters},
): VoiceTool {
  return tool as VoiceTool;
}
