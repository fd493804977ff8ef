/** A PNG of noise, which does not compress. */
export async function anImage(width: number, height: number): Promise<File> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, {width, height});
  const context = canvas.getContext('2d')!;
  const pixels = context.createImageData(width, height);
  for (let index = 0; index < pixels.data.length; index++)
    pixels.data[index] = index % 4 === 3 ? 255 : (index * 7919) % 256;
  context.putImageData(pixels, 0, 0);
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve));
  return new File([blob!], 'image.png', {type: 'image/png'});
}

/** What carries a file where something is pasted, dropped or picked. */
export function carrying(file: File): DataTransfer {
  const data = new DataTransfer();
  data.items.add(file);
  return data;
}

/** The event of pasting a file. Firefox lets no page read the clipboard of an event that a script made. */
export function pasting(file: File): ClipboardEvent {
  const event = new ClipboardEvent('paste', {bubbles: true, cancelable: true});
  return Object.defineProperty(event, 'clipboardData', {value: carrying(file)});
}
