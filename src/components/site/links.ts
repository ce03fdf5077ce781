export const siteName = 'Deep Learning from the Inside Out'

/** What the site promises, in a sentence. */
export const promise =
  'Every architecture, taken apart to its weight matrices, its computation diagram and its FLOPs: the math, the shapes, and the reason for each.'

/** The pages beside home and the posts, in the order of the bar and the foot. */
export const links = [
  { path: '/explore/', name: 'Explore' },
  { path: '/compare/', name: 'Compare' },
  { path: '/notation/', name: 'Notation' },
  { path: '/conventions/', name: 'How we count' },
  { path: '/ledger/', name: 'Ledger' },
  { path: '/about/', name: 'About' },
] as const

/** Shown with a link to a page that is not a post. */
export const sitePicture = { path: '/cards/site.png', alt: `${siteName}: the parameters of BERT-base, area to scale` }
