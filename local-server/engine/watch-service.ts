import type {ServiceKind} from '../services/service-failure.js';
import type {EngineContext} from './context.js';

/** A service failed, and that was reported already. */
export class ServiceFailed extends Error {
  readonly service: ServiceKind;

  constructor(service: ServiceKind) {
    super(`the ${service} failed`);
    this.service = service;
  }
}

/**
 * What a service yields. Its failure is reported, but for one that comes of the end of what it was asked for.
 * @throws {ServiceFailed}
 */
export async function* watchService<T>(
  {services: {clock, reportFailure}}: Pick<EngineContext, 'services'>,
  service: ServiceKind,
  name: string,
  signal: AbortSignal,
  start: () => AsyncIterable<T> | Iterable<T>,
): AsyncGenerator<T, void> {
  const startedAt = clock.now();
  try {
    yield* start();
  } catch (error) {
    if (signal.aborted) return;
    reportFailure({service, name, error, ms: clock.now() - startedAt});
    throw new ServiceFailed(service);
  }
}
