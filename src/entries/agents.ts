/* The agents engine: a page that imports it can give an assistant a RealtimeAgent. */
import './agents-without-eval.js';
import {engineSlot, type AgentEngine} from '../backends/openai-realtime/agent-engine.js';
import {runAgent} from '../backends/openai-realtime/agent.js';

export {RealtimeAgent, backgroundResult, tool} from '@openai/agents/realtime';

(globalThis as {[engineSlot]?: AgentEngine})[engineSlot] = runAgent;
