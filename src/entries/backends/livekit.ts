/* The backend of LiveKit, which needs the package livekit-client: importing this registers it. */
import {registerBackend} from '../../conversation/backends.js';
import {LiveKitSession} from '../../backends/livekit/session.js';

export {LiveKitSession};

registerBackend('livekit', () => Promise.resolve({Session: LiveKitSession}));
