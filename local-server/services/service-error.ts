/** `unreachable`: no connection, or a broken one; `content`: it answered with something else than it was asked for. */
export type ServiceErrorReason = 'unreachable' | 'status' | 'timeout' | 'content';

/** What a service did wrong. The message is for a log: it has no key, and nothing of what was said. */
export class ServiceError extends Error {
  readonly reason: ServiceErrorReason;
  /** HTTP status, where it answered with another than it should. */
  readonly status?: number;

  constructor(reason: ServiceErrorReason, message: string, status?: number) {
    super(message);
    this.name = 'ServiceError';
    this.reason = reason;
    if (status !== undefined) this.status = status;
  }
}
