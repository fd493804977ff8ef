import type {RTCDtlsTransport} from 'werift';

const alertRecord = 21;
/** Level "warning", description "close_notify". */
const closeNotify = Buffer.from([1, 0]);
const headerLength = 13;

/**
 * Says goodbye in DTLS, as real peers do when they close: the browser's channel closes at once, instead of
 * the connection just falling silent. werift does not do it by itself.
 */
export async function sendCloseNotify({dtls: socket}: RTCDtlsTransport): Promise<void> {
  if (!socket?.connected) return;
  const {cipher, dtls, transport} = socket;
  const recordLayerHeader = {
    contentType: alertRecord,
    protocolVersion: dtls.version,
    epoch: dtls.epoch,
    sequenceNumber: ++dtls.recordSequenceNumber,
    contentLen: closeNotify.length,
  };
  type PlainRecord = Parameters<typeof cipher.encryptPacket>[0];
  const {fragment} = cipher.encryptPacket({recordLayerHeader, fragment: closeNotify} as PlainRecord);
  const header = Buffer.alloc(headerLength);
  header.writeUInt8(alertRecord, 0);
  header.writeUInt8(dtls.version.major, 1);
  header.writeUInt8(dtls.version.minor, 2);
  header.writeUInt16BE(dtls.epoch, 3);
  header.writeUIntBE(recordLayerHeader.sequenceNumber, 5, 6);
  header.writeUInt16BE(fragment.length, 11);
  await transport.send(Buffer.concat([header, fragment]));
}
