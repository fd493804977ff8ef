/* The names that pages, stories and checks rely on. Add to them freely; rename none. */

const words = (text: string) => text.trim().split(/\s+/);

export const publicNames = {
  tags: words(`voice-assistant voice-waveform voice-transcript voice-settings voice-composer voice-controls
    voice-status voice-video`),
  attributes:
    words(`token-endpoint token-method realtime-url transport model voice instructions speed language greeting
    turn-detection vad-eagerness vad-threshold vad-silence-ms vad-prefix-ms noise-reduction barge-in layout placement
    theme visualizer transcript text-input settings open muted volume input-device output-device lang dir hotkey consent
    voices feedback markdown link-hosts resume debug max-duration name avatar persist`),
  properties: words(
    `tokenRequest getToken realtimeModel agent guardrails tools context session strings snapshot`,
  ),
  methods:
    words(`start stop show hide mute unmute interrupt startTalking stopTalking sendText sendImage updateContext
    setInputDevice setOutputDevice startCamera stopCamera startScreenShare stopScreenShare approve reject diagnose clear`),
  events:
    words(`voice-start-request voice-stop-request voice-mute-request voice-interrupt-request voice-send-request
    voice-camera-request voice-screen-request voice-ready voice-phase-change voice-session-start voice-session-end voice-transcript voice-message voice-user-speech
    voice-interrupted voice-tool-call voice-tool-result voice-tool-approval voice-guardrail voice-feedback
    voice-device-change voice-quality voice-metrics voice-end-warning voice-error voice-transcription-failed`),
  states: words(`idle requesting-microphone connecting listening thinking speaking reconnecting failed muted
    user-speaking open`),
  parts: words(`launcher panel header title close settings-button status waveform transcript turn turn-user
    turn-assistant composer input send controls mute talk interrupt hang-up settings microphone speaker volume error
    consent notice dismiss extend camera screen video preview`),
  slots: ['', ...words(`launcher-icon header title empty consent footer`)],
  customProperties:
    words(`--voice-accent --voice-accent-text --voice-surface --voice-surface-raised --voice-text
    --voice-text-muted --voice-border --voice-danger --voice-radius --voice-font --voice-size --voice-panel-width
    --voice-panel-height --voice-z-index --voice-gap --voice-waveform-color`),
  entries: words(
    `. ./define ./agents ./backends/ai-sdk ./testing ./react ./vue ./svelte ./server ./local-server`,
  ),
  errorCodes:
    words(`mic-denied mic-missing mic-busy mic-policy insecure-context unsupported token-config token-network
    token-status token-shape token-secret connect-network connect-status connect-answer connect-timeout connection-lost
    session-expired playback-blocked response-failed tool-failed too-large protocol internal
    camera-denied camera-missing camera-failed camera-lost screen-denied screen-failed`),
} as const;

/** Names whose features are still to come. The test fails when one of them is there, so that this list shrinks. */
export const pending: readonly string[] = [];
