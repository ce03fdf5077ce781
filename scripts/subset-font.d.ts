declare module 'subset-font' {
  /** Cuts a font down to the letters of a text, and its axes to a value or a range. */
  export default function subsetFont(
    font: Buffer,
    letters: string,
    options: {
      targetFormat: 'woff2' | 'truetype'
      noHinting?: boolean
      /** Tags of OpenType; all of them, if left out. */
      keepFeatures?: string[]
      variationAxes?: Readonly<Record<string, number | { min: number; max: number }>>
    },
  ): Promise<Buffer>
}
