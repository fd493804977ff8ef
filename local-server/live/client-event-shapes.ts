import {anyObject, fields, nullOr, string, type Check} from './shape.js';

const common = {type: string, event_id: nullOr(string)};
const plain = fields(common);
const append = fields({...common, content: string, delegation_id: nullOr(string)}, [
  'content',
  'delegation_id',
]);

/** The client events of GPT-Live over a data channel, and what each may hold. Others are unknown. */
export const clientEventShapes: Readonly<Record<string, Check>> = {
  'session.update': fields({...common, session: anyObject}, ['session']),
  'session.input_audio.mute': plain,
  'session.input_audio.unmute': plain,
  'session.instructions.append': append,
  'session.thinking.append': append,
  'session.commentary.append': append,
  'response.item.create': fields({...common, item: anyObject}, ['item']),
  'response.create': plain,
  'session.close': plain,
};
