/** A colour in any notation, also `light-dark(…)`, as the page has it: `#rrggbb`. */
export function asHex(colour: string): string {
  const probe = document.createElement('span');
  probe.style.color = colour;
  document.body.append(probe);
  const [red = 0, green = 0, blue = 0] =
    getComputedStyle(probe)
      .color.match(/[\d.]+/g)
      ?.map(Number) ?? [];
  probe.remove();
  return `#${[red, green, blue].map(part => part.toString(16).padStart(2, '0')).join('')}`;
}
