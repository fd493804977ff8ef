/* For tests and stories of host pages: a conversation without a server, and what is demanded of every backend. */
export {
  sessionContract,
  type CreateScene,
  type SceneWishes,
  type SessionCheck,
  type SessionCheckOptions,
  type SessionCheckResult,
  type SessionScene,
} from '../session/contract.js';
export {
  ScriptedSession,
  type Script,
  type ApprovalStep,
  type ScriptStep,
  type ToolStep,
} from '../session/scripted-session.js';
