import type {CallServicesContext} from './call-context.js';

/** Loads what goes with a call, and starts it if that call is still on. */
export async function beginServices(context: CallServicesContext): Promise<void> {
  const {startCallServices} = await import('./call-services.js');
  if (!context.call.signal.aborted) startCallServices(context);
}
