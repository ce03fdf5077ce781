/** Coordinates to a hundredth of a pixel: enough for the eye, and the same text on every machine. */
export const digits = (value: number): string => String(Math.round(value * 100) / 100)
