export function measure(text: string, font: 'sans' | 'mono' | 'serif-italic' | 'serif', size: number): number {
  const em = { sans: 0.49, mono: 0.6, 'serif-italic': 0.56, serif: 0.53 }[font]
  return [...text].length * em * size
}
