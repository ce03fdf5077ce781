/** The characters that the table covers, in its order. */
export const characters =
  ' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~ ×÷·−–—…′ˆ'

/** Advance widths in thousandths of an em, two digits in base 36 each. Written by scripts/advances.ts from the font files. */
export const advances = {
  sans: '5k81budtdtmwgx6x8f8fbmdt6x8n6x9qdtdtdtdtdtdtdtdtdtdt6x6xdtdtdtbtnjf3gcfvh3endqh5i47bdbg3dik7hzigfqigfteuewhxeblue9d8ez8f9q8fdtdwf2e0fdcoffds84e0f46u6vdr73n1f7f2ffff9nbn9ef4czjzceczbt8f6p8fdt5kdtdt6xdtdcm8qc6xlo',
  mono: 'gogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogolo',
  serif:
    '6i81a4eme2oxk3529n9ncder8d8r8d9ae6e6e6e6e6e6e6e6e6e68d8derererbjn6iwhphtk0h3gejcm5adagixgrpdkqjxgojxigejh1khj2r4i8hwfn919a91ese9b4eggfdvg7ee9zerh28k7yfn8kpjh6fjgkfwc2cc9cgmeqlwf0excz9p829per6ierer8dere9mlmu6xlo',
  'serif-italic':
    '6b8hcofxekpsjh77apapdceu8c8q8c9fexexexexexexexexexex8c8ceueueucrogizhah2jjgsfwillga5a1j4g8pzkqiqfviqhye1gfk5i4phijghfl9l979leue8b4feekc2fhca91e7g48w7ndt8ao5gkemf3egbuan9ugle7llfoebdpau7yaueu6blolololoe8mkmslo8k',
} as const
