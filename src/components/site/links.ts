export const siteName = 'Deep Learning from the Inside Out'

/** The pages beside home and the posts, in the order of the bar and the foot. */
export const links = [
  { path: '/notation/', name: 'Notation' },
  { path: '/conventions/', name: 'How we count' },
  { path: '/about/', name: 'About' },
] as const
