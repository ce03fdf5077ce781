import type { APIContext, InferGetStaticPropsType } from 'astro'
import { pngOf } from '../../build/share-image.ts'
import { siteName } from '../../components/site/links.ts'
import { titleParts } from '../../components/site/words.ts'
import { allPosts } from '../../content/posts.ts'
import { figureOf } from '../../figures/post-card.ts'
import { shareCard } from '../../figures/share-card.ts'

export async function getStaticPaths() {
  const posts = await allPosts()
  return [
    { params: { slug: 'site' }, props: { title: siteName, kicker: '', site: '', figure: figureOf('', 'bert-base') } },
    ...posts.map(({ id, data: { title, kicker, model } }) => ({
      params: { slug: id },
      props: { title, kicker, site: siteName, figure: figureOf(id, model) },
    })),
  ]
}

/** The picture that other sites show with a link to a post, or to the site. */
export async function GET({ props }: APIContext<InferGetStaticPropsType<typeof getStaticPaths>>) {
  const png = await pngOf(shareCard({ ...titleParts(props.title), ...props }))
  return new Response(new Uint8Array(png), { headers: { 'content-type': 'image/png' } })
}
