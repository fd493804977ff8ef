import type {Snapshot} from '../../state/snapshot.js';
import type {Approvals} from './approvals.js';
import {saidBy} from './readable.js';
import {ToolFailure} from './tool-failure.js';
import type {VoiceTool} from './voice-tool.js';

/** What the assistant calls to pass on a spoken yes or no. */
const spokenApprovalName = 'answer_approval';

/**
 * Lets the assistant pass on what the person said to an action that waits. It counts only where the action allows
 * it, and only if the person said something after they were asked.
 */
export function spokenApproval(approvals: Approvals, snapshot: () => Snapshot): VoiceTool {
  return {
    name: spokenApprovalName,
    description:
      'Passes on the answer of the person to an action that waits for their approval. Ask them first, and call this only after they have clearly said yes or no to that action.',
    parameters: {
      type: 'object',
      properties: {
        allowed: {type: 'boolean', description: 'Whether the person allows it.'},
        reason: {type: 'string', description: 'What they said, if they do not.'},
      },
      required: ['allowed'],
    },
    execute({allowed, reason}) {
      const callId = approvals.spoken(saidBy(snapshot()));
      if (!callId)
        throw new ToolFailure(
          'denied',
          'The person has not answered yet. Ask them, and wait for their answer.',
        );
      if (allowed) approvals.approve(callId);
      else approvals.reject(callId, typeof reason === 'string' ? reason : '');
      return allowed ? 'It is being done.' : 'It will not be done.';
    },
  };
}
