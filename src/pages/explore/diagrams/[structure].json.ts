import type { APIRoute } from 'astro'
import { layOut, structures } from '../../../explorer/lay-out.ts'

/** The diagram of every structure that a block can have: the explorer fetches the one that it shows. */
export const getStaticPaths = () =>
  [...structures()].map(([structure, laid]) => ({ params: { structure }, props: { laid } }))

export const GET: APIRoute<{ laid: Parameters<typeof layOut>[0] }> = async ({ props }) =>
  new Response(JSON.stringify(await layOut(props.laid)), { headers: { 'Content-Type': 'application/json' } })
