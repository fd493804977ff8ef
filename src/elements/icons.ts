/** A voice, as bars: the launcher's icon, as the path of an SVG. The others come with the panel. */
export const voiceIconPath = 'M4 10v4M8 6v12M12 3v18M16 7v10M20 10v4';
