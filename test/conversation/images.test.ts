import {expect} from '@open-wc/testing';
import type {RespondOption} from '../../src/session/voice-session.js';
import {VoiceError} from '../../src/state/voice-error.js';
import {anImage} from '../helpers/an-image.js';
import {FakeSession} from '../helpers/fake-session.js';
import {rejection} from '../helpers/rejection.js';
import {Rig} from '../helpers/rig.js';
import {restoreStubs} from '../helpers/stub.js';

/** A backend that takes images of up to some length. */
class Gallery extends FakeSession {
  override capabilities = {...new FakeSession().capabilities, images: true};
  readonly images: string[] = [];
  largest = Infinity;

  sendImage(dataUrl: string, _id: string, {respond}: RespondOption): void {
    if (dataUrl.length > this.largest) throw new VoiceError('too-large');
    this.images.push(dataUrl);
    this.log.push(`image${respond ? ' to answer' : ''}`);
  }
}

async function sizeOf(dataUrl: string): Promise<number> {
  const bitmap = await createImageBitmap(await (await fetch(dataUrl)).blob());
  return Math.max(bitmap.width, bitmap.height);
}

describe('VoiceConversation.sendImage', () => {
  let rig: Rig;
  let gallery: Gallery;
  beforeEach(() => {
    gallery = new Gallery();
    rig = new Rig({session: gallery});
  });
  afterEach(() => {
    rig.end();
    restoreStubs();
  });

  it('opens a conversation in writing, sends it and keeps a picture of it', async () => {
    await rig.conversation.sendImage(await anImage(50, 30));
    await rig.until(({online}) => online);
    expect(gallery.log).to.deep.equal(['start', 'image to answer']);
    expect(await sizeOf(gallery.images[0]!)).to.equal(50);
    expect(rig.snapshot.textOnly).to.equal(true);
    expect(rig.snapshot.turns.at(-1)?.image).to.be.instanceOf(Blob);
  });

  it('sends none where the session of the call turned out to take none', async () => {
    rig.conversation.start();
    await rig.until(({online}) => online);
    gallery.says({type: 'capabilities-changed', capabilities: {...gallery.capabilities, images: false}});
    const error = await rejection(rig.conversation.sendImage(await anImage(50, 30)));
    expect(error).to.include({code: 'protocol', detail: 'no-images'});
    expect(gallery.images).to.deep.equal([]);
  });

  it('waits with the answer when more is to be said', async () => {
    await rig.conversation.sendImage(await anImage(50, 30), {respond: false});
    await rig.until(({online}) => online);
    expect(gallery.log).to.deep.equal(['start', 'image']);
  });

  it('takes data: URLs of images, and nothing else', async () => {
    await rig.conversation.sendImage('data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=');
    await rig.until(({online}) => online);
    expect(gallery.images).to.have.lengthOf(1);
    for (const url of ['https://example.com/a.png', 'data:text/html;base64,AAAA', 'data:image/png;base64,ß'])
      await rejection(rig.conversation.sendImage(url));
    expect(gallery.images).to.have.lengthOf(1);
  });

  it('makes large images small', async () => {
    await rig.conversation.sendImage(await anImage(3000, 1000));
    await rig.until(({online}) => online);
    expect(await sizeOf(gallery.images[0]!)).to.equal(1280);
  });

  it('makes them as small as the channel wants', async () => {
    gallery.largest = 64_000;
    await rig.conversation.sendImage(await anImage(1500, 1500));
    await rig.until(({online}) => online);
    expect(gallery.images).to.have.lengthOf(1);
    expect(await sizeOf(gallery.images[0]!)).to.be.below(1280);
  });

  it('says that one is too large when none of its versions fits', async () => {
    await rig.conversation.start();
    gallery.largest = 100;
    await rig.conversation.sendImage(await anImage(400, 400)).catch(() => {});
    await rig.until(({error}) => error !== null);
    expect(rig.snapshot.error?.code).to.equal('too-large');
    expect(rig.snapshot.phase).to.equal('listening');
  });

  it('refuses what is too large to be read', async () => {
    await rig.conversation.start();
    const error = await rejection(rig.conversation.sendImage(new Blob([new Uint8Array(41_000_000)])));
    expect(error).to.include({code: 'too-large'});
    expect(rig.snapshot.error?.code).to.equal('too-large');
  });

  it('refuses what the browser cannot open, with a sentence of its own, and sends nothing of it', async () => {
    await rig.conversation.start();
    // A camera's format that this browser does not know; it may hold the place.
    const photo = new Blob(['no pixels, but where it was taken'], {type: 'image/heic'});
    const error = await rejection(rig.conversation.sendImage(photo));
    expect(error).to.include({code: 'unsupported', detail: 'image', severity: 'notice', recoverable: true});
    expect((error as VoiceError).message).to.contain('JPEG');
    expect(rig.snapshot.error).to.equal(error);
    expect(rig.snapshot.phase).to.equal('listening');
    expect(rig.snapshot.turns).to.deep.equal([]);
    expect(gallery.images).to.deep.equal([]);
  });

  it('sends nothing once the person has hung up', async () => {
    const sending = rig.conversation.sendImage(await anImage(50, 30));
    rig.conversation.stop();
    await sending;
    await rig.conversation.start();
    expect(gallery.images).to.deep.equal([]);
  });
});
