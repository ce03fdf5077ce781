import { names, shape, type Names, type Without } from '../axes.ts'
import { product } from '../arrays.ts'
import type { Node, Primitive, Tn } from '../graph.ts'
import { fail, record, sizeOf } from '../trace.ts'
import { free, keeps, keepsNothing, perElement } from './rules.ts'

interface Route {
  readonly of: 'weights' | 'experts'
  readonly axis: string
  readonly active: string
  readonly renormalize: boolean
}

/** Which experts a token goes to, and with what weight each: `[B, T, E]` → twice `[B, T, a]`, the likeliest first. */
export interface Routed<A extends string> {
  readonly experts: Tn<A>
  readonly weights: Tn<A>
}

/**
 * Top-k routing: of the probabilities along `axis`, keeps the `active` largest. With `renormalize` a token's weights sum
 * to 1, as in Mixtral. Selection costs no FLOPs, the new sum and the division one each per weight.
 */
export function route<A extends string, X extends Names<A>, const K extends string>(
  probabilities: Tn<A>,
  axis: X,
  active: K,
  { renormalize = true }: { readonly renormalize?: boolean } = {},
): Routed<`${Without<A, X>} ${K}`> {
  const of = (of: Route['of']) =>
    record(routeOp, { of, axis, active, renormalize }, [probabilities]) as Node as Tn<`${Without<A, X>} ${K}`>
  return { experts: of('experts'), weights: of('weights') }
}

const routeOp: Primitive<Route> = {
  name: 'route',
  source: 'Shazeer et al. 2017, §2.1; Jiang et al. 2024, §2.1; transformers, modeling_mixtral.py',
  axes: ([p], { axis, active }) => {
    if (names(p!.axes).at(-1) !== axis) fail(`route over ${axis}: the last axis of ${shape(p!.axes)} is another`)
    sizeOf(active)
    return [...names(p!.axes).slice(0, -1), active].join(' ')
  },
  cost: (node) => {
    const { of, renormalize } = node.attributes
    return of === 'weights' && renormalize ? perElement(node, 2) : free
  },
  kept: (node) => (node.attributes.of === 'weights' ? keeps(node) : keepsNothing),
  latex: ([p], { attributes: { of, active } }) =>
    `\\operatorname{${of === 'weights' ? 'top' : 'argtop'}}_{\\${active}}\\!\\left(${p}\\right)`,
  draw: ({ attributes: { of, active } }) => ({
    mark: 'soft',
    label: of === 'weights' ? `weights of the top ${active}` : `top ${active} experts`,
  }),
  compute: ([p], { attributes: { of, active, renormalize } }, run) => {
    const [all, kept] = [p!.shape.at(-1)!, run.length(active)]
    const rows = product(p!.shape.slice(0, -1))
    const data = new Float64Array(rows * kept)
    for (let row = 0; row < rows; row++) {
      const chances = p!.data.subarray(row * all, (row + 1) * all)
      const best = [...chances.keys()].sort((i, j) => chances[j]! - chances[i]! || i - j).slice(0, kept)
      const total = renormalize ? best.reduce((sum, i) => sum + chances[i]!, 0) : 1
      data.set(of === 'experts' ? best : best.map((i) => chances[i]! / total), row * kept)
    }
    return { shape: [...p!.shape.slice(0, -1), kept], data }
  },
}
