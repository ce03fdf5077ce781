export { activations, erf, type Activation, type ActivationName } from './activations.ts'
export { fromNested, toNested } from './arrays.ts'
export type { Flat, Names, Tail } from './axes.ts'
export { dimensions, names, shape } from './axes.ts'
export { repeats, simplify, stepNodes, workOf, workOfModule, workOfScope, type Work } from './costs.ts'
export { equations, type Equation, type Operand } from './equations.ts'
export { relativeError, sixND, type Estimate } from './estimates.ts'
export {
  isScope,
  nodesOf,
  resultsOf,
  scopesOf,
  type Cost,
  type Drawing,
  type Graph,
  type Node,
  type Scope,
  type Tn,
} from './graph.ts'
export { accelerators, attainable, ridge, type Accelerator, type AcceleratorName, type Precision } from './hardware.ts'
export { latex, substituted, type LatexOptions } from './latex.ts'
export { linear, norm, rms } from './layers.ts'
export {
  activationBytes,
  cacheElements,
  keptForBackward,
  recipes,
  trainingBytes,
  type CacheSize,
  type Kept,
  type Recipe,
} from './memory.ts'
export {
  normalizations,
  normalize,
  normalizeGradients,
  normalizeWith,
  runningAfter,
  type GainAndShift,
  type Gradients,
  type Normalization,
  type Running,
} from './normalization.ts'
export { run, type Cache, type NumericArray, type Observation, type Rules, type RunResult } from './numeric.ts'
export { attentionMap, hiddenStates, nodesNamed, stacksOf, valuesOf } from './observe.ts'
export { act } from './ops/act.ts'
export { cached, isCache } from './ops/cache.ts'
export { fixed, positions, type Round } from './ops/constant.ts'
export { dropout } from './ops/dropout.ts'
export { contracted, einsum, isEinsum } from './ops/einsum.ts'
export { add, mul } from './ops/elementwise.ts'
export { experts } from './ops/experts.ts'
export { gather } from './ops/gather.ts'
export { input } from './ops/input.ts'
export { causalMask, isMask, paddingMask } from './ops/mask.ts'
export { layerNorm, rmsNorm } from './ops/norm.ts'
export { checkpointName, isParam, param } from './ops/param.ts'
export { rope } from './ops/rope.ts'
export { route, type Routed } from './ops/route.ts'
export { scale } from './ops/scale.ts'
export { logSoftmaxOf, softmax, softmaxOf } from './ops/softmax.ts'
export { isView, slice, view } from './ops/view.ts'
export { weightedSum } from './ops/weighted-sum.ts'
export { parameterCount, parameters, tiedNames, type Tensor } from './parameters.ts'
export * as polynomial from './polynomial.ts'
export { count, type Bindings, type Poly } from './poly.ts'
export { baseSymbol, symbols, type SizeSymbol } from './symbols.ts'
export { named, repeat, scope, tie, trace, within } from './trace.ts'
export { bytesFused, bytesUnfused, intensity } from './traffic.ts'
