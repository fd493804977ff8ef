import {objectAt, type WireObject} from '../../session/json.js';

/** Whether the host lets the page send events of a type. */
export type Permissions = (type: string) => boolean;

/** As `session.started` says. What is not restricted there is allowed. */
export function permissionsIn(session: WireObject): Permissions {
  const allowed = objectAt(objectAt(session, 'client'), 'data_channel').allowed_client_events;
  return Array.isArray(allowed) ? type => allowed.includes(type) : () => true;
}
