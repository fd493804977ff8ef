import {once} from 'node:events';
import {connect, type AddressInfo} from 'node:net';
import {createServer} from 'node:tls';
import {CipherContext, HashAlgorithm, SignatureAlgorithm} from 'werift';

/** What stands in front of a server that speaks no TLS, as an operator puts it there. */
export interface TlsProxy {
  readonly port: number;
  /** The certificate, made for this proxy. */
  readonly certificate: string;
  close(): void;
}

/** @param url of the server behind it */
export async function startTlsProxy(url: string): Promise<TlsProxy> {
  const {hostname, port} = new URL(url);
  const {certPem, keyPem} = await CipherContext.createSelfSignedCertificateWithKey({
    signature: SignatureAlgorithm.ecdsa_3,
    hash: HashAlgorithm.sha256_4,
  });
  const server = createServer({cert: certPem, key: keyPem}, outside => {
    const inside = connect(Number(port), hostname);
    outside.on('error', () => inside.destroy()).on('close', () => inside.destroy());
    inside.on('error', () => outside.destroy()).on('close', () => outside.destroy());
    outside.pipe(inside).pipe(outside);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    certificate: certPem,
    close: () => server.close(),
  };
}
