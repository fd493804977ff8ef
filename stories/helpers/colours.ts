const context = document.createElement('canvas').getContext('2d', {willReadFrequently: true})!;

/** A colour in any notation, also `light-dark(…)`, as the page has it: `#rrggbb`. */
export function asHex(colour: string): string {
  const probe = document.createElement('span');
  probe.style.color = colour;
  document.body.append(probe);
  context.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map(part => part.toString(16).padStart(2, '0')).join('')}`;
}
