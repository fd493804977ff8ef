/* The agents engine: a page that imports it can give an assistant a RealtimeAgent. */
import './agents-without-eval.js';
import {runAgent} from '../backends/openai-realtime/agent.js';
import {engineSlot, type AgentEngine} from '../session/agent.js';

export {RealtimeAgent, backgroundResult, tool} from '@openai/agents/realtime';

(globalThis as {[engineSlot]?: AgentEngine})[engineSlot] = runAgent;
