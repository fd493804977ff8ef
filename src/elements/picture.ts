/** Pixels of a picture's longer side. */
const side = 480;

/**
 * An image as a canvas: the page's policy may forbid `<img>` with `blob:` and `data:` addresses. What cannot be
 * read stays an empty frame.
 */
export function pictureOf(image: Blob, label: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.className = 'picture';
  canvas.width = canvas.height = 64;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', label);
  createImageBitmap(image).then(
    bitmap => {
      const factor = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
      canvas.width = Math.max(1, Math.round(bitmap.width * factor));
      canvas.height = Math.max(1, Math.round(bitmap.height * factor));
      canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      bitmap.close();
    },
    () => {},
  );
  return canvas;
}
