/* The backend of Pipecat by itself. */
export {PipecatSession, type PipecatOptions} from '../../backends/pipecat/session.js';
export type {DailyCall} from '../../backends/pipecat/daily-call.js';
