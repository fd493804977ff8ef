/* For tests and stories of host pages: a conversation without a server. */
export {ScriptedSession, type Script, type ScriptStep} from '../session/scripted-session.js';
