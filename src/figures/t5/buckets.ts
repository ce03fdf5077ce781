import { bucket } from '../../models/t5.ts'

type Looking = 'both' | 'back'

/** The released rule: 32 classes of distance, and a longest distance of 128. */
export const classOf = (distance: number, looking: Looking): number => bucket(distance, 32, 128, looking)

/** The class of a key by its distance behind the query, as a stair: each class from its first distance to its last. */
export function classesBehind(looking: Looking, longest: number): [distance: number, bucket: number][] {
  const all = Array.from({ length: longest }, (_, i): [number, number] => [i + 1, classOf(-i - 1, looking)])
  return all.flatMap(([distance, bucket], i) => {
    const before = all[i - 1]?.[1]
    return before === undefined || before === bucket
      ? [[distance, bucket]]
      : [
          [distance, before],
          [distance, bucket],
        ]
  })
}

/** From which distance on all keys behind a query share one class. */
export function lastFrom(looking: Looking): number {
  const last = classOf(-1e6, looking)
  let distance = 0
  while (classOf(-distance, looking) < last) distance++
  return distance
}

/** Classes that no distance falls into. */
export function unused(looking: Looking): number[] {
  const distances = Array.from({ length: 401 }, (_, i) => classOf(i - 200, looking))
  return Array.from({ length: 32 }, (_, i) => i).filter((i) => !distances.includes(i))
}
