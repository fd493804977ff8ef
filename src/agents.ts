/* The agents engine: whoever imports it can give an assistant a RealtimeAgent. */
import './agents-without-eval.js';
import {engineSlot, type AgentEngine} from './session/openai/agent-engine.js';
import {runAgent} from './session/openai/agent.js';

export {RealtimeAgent, backgroundResult, tool} from '@openai/agents/realtime';

(globalThis as {[engineSlot]?: AgentEngine})[engineSlot] = runAgent;
