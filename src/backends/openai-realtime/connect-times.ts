import type {SessionSettings} from '../../session/settings.js';
import {requestTo} from '../../session/request-time.js';
import type {ConnectTimes} from '../../session/voice-session.js';
import {openaiRealtimeUrl} from './realtime-url.js';

/** How long the parts of connecting took: the browser has noted the times of the requests. */
export function connectTimes(
  since: number,
  openedAt: number,
  {tokenEndpoint, realtimeUrl}: SessionSettings,
  transport: 'webrtc' | 'websocket' | undefined,
): ConnectTimes {
  const token = requestTo(tokenEndpoint, since);
  // An offer that came to nothing, before a WebSocket, is none of its parts.
  const answer = transport === 'websocket' ? undefined : requestTo(realtimeUrl || openaiRealtimeUrl, since);
  return {
    tokenMs: token?.duration,
    answerMs: answer?.duration,
    channelMs: answer && openedAt - answer.responseEnd,
  };
}
