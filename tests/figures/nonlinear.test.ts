import { describe, expect, it, test } from 'vitest'
import { activations, fromNested, type Activation } from '../../src/engine/index.ts'
import { cardPlot } from '../../src/figures/charts/card-plot.ts'
import { linearGap, merged, pieces, tents, twoLayers, xor } from '../../src/figures/nonlinear/collapse.ts'
import { course } from '../../src/figures/nonlinear/dead-units.ts'
import { passages } from '../../src/figures/nonlinear/deep-stack.ts'
import { factsOf } from '../../src/figures/nonlinear/facts.ts'
import { gatedWidth, gates } from '../../src/figures/nonlinear/gates.ts'
import { bestSigmoid, geluGap, rounding } from '../../src/figures/nonlinear/gelu-error.ts'
import { lower, numbers, perplexity } from '../../src/figures/nonlinear/numbers.ts'
import { deepNames, deepPassage } from '../../src/figures/nonlinear/measured.ts'
import { expectation } from '../../src/figures/nonlinear/quadrature.ts'
import { slopes } from '../../src/figures/nonlinear/slopes.ts'
import { tentPlot } from '../../src/figures/nonlinear/tent-plot.ts'
import { decimals, minimumWords, rangeWords, significant, slopeWords } from '../../src/figures/nonlinear/words.ts'
import { reference, type Nested } from '../reference.ts'

describe('the expectation over a standard normal', () => {
  it('knows the moments of the normal and of half of it', () => {
    expect(expectation(() => 1)).toBeCloseTo(1, 10)
    expect(expectation((z) => z ** 4)).toBeCloseTo(3, 9)
    expect(expectation((z) => Math.max(z, 0))).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 9)
    expect(expectation((z) => (z > 0 ? 1 : 0))).toBeCloseTo(0.5, 10)
  })
})

describe('what is measured on a function', () => {
  it('finds the minima of the functions that turn, in closed form where there is one', () => {
    // W(1/e), the root of w·e^w = 1/e: SiLU's minimum is −w at −(1 + w).
    let w = 0.3
    for (let i = 0; i < 50; i++) w -= (w * Math.exp(w) - Math.exp(-1)) / (Math.exp(w) * (w + 1))
    const silu = factsOf(activations.silu).minimum!
    expect(silu.value).toBeCloseTo(-w, 9)
    expect(silu.x).toBeCloseTo(-1 - w, 6)
    expect(factsOf(activations.hard_swish).minimum).toEqual({ x: -1.5, value: -0.375 })
    expect(factsOf(activations.gelu).minimum!.value).toBeCloseTo(-0.169971, 6)
    expect(factsOf(activations.mish).minimum!.value).toBeCloseTo(-0.308843, 6)
  })

  it.each(['step', 'sigmoid', 'tanh', 'relu', 'leaky_relu', 'elu', 'selu', 'softplus'] as const)(
    '%s never turns',
    (name) => {
      expect(factsOf(activations[name]).minimum).toBeUndefined()
    },
  )

  it.each([
    ['step', '[0, 1]'],
    ['sigmoid', '(0, 1)'],
    ['tanh', '(−1, 1)'],
    ['softsign', '(−1, 1)'],
    ['hard_sigmoid', '[0, 1]'],
    ['relu', '[0, ∞)'],
    ['relu6', '[0, 6]'],
    ['leaky_relu', '(−∞, ∞)'],
    ['elu', '(−1, ∞)'],
    ['selu', '(−1.7581, ∞)'],
    ['softplus', '(0, ∞)'],
    ['gelu', '[−0.1700, ∞)'],
    ['silu', '[−0.2785, ∞)'],
    ['hard_swish', '[−0.375, ∞)'],
    ['log_sigmoid', '(−∞, 0)'],
  ] as const)('the range of %s is %s', (name, words) => {
    expect(rangeWords(factsOf(activations[name]).range)).toBe(words)
  })

  it('finds the steepest slopes: GELU’s at √2, sigmoid’s a quarter, squared ReLU’s without bound', () => {
    expect(factsOf(activations.gelu).steepest).toBeCloseTo(activations.gelu.derivative(Math.SQRT2), 9)
    expect(factsOf(activations.gelu).lowest).toBeCloseTo(activations.gelu.derivative(-Math.SQRT2), 9)
    expect(factsOf(activations.sigmoid).steepest).toBe(0.25)
    expect(factsOf(activations.relu_squared).steepest).toBe(Infinity)
    expect(factsOf(activations.hard_swish).steepest).toBeCloseTo(1.5, 6)
  })

  it('reproduces the fixed point of SELU and the gain of He for ReLU', () => {
    const { mean, secondMoment } = factsOf(activations.selu)
    expect(mean).toBeCloseTo(0, 8)
    expect(secondMoment).toBeCloseTo(1, 8)
    expect(factsOf(activations.relu).gain).toBeCloseTo(Math.SQRT2, 9)
    expect(factsOf(activations.gelu).mean).toBeCloseTo(1 / (2 * Math.sqrt(Math.PI)), 9)
  })

  it('gives the growth of the second moment as a difference quotient would', () => {
    for (const name of ['tanh', 'relu', 'gelu', 'silu', 'selu', 'relu_squared'] as const) {
      const { f } = activations[name]
      const { gain, growth } = factsOf(activations[name])
      const next = (q: number) => gain ** 2 * expectation((z) => f(Math.sqrt(q) * z) ** 2)
      expect((next(1.001) - next(0.999)) / 0.002, name).toBeCloseTo(growth, 4)
    }
  })

  it('is written with four decimals, or exactly where three are enough', () => {
    expect(decimals(-0.16997)).toBe('−0.1700')
    expect(decimals(0.25)).toBe('0.25')
    expect(decimals(Infinity)).toBe('∞')
    expect(significant(0.25 ** 20, 2)).toBe('9.1·10⁻¹³')
    expect(minimumWords(factsOf(activations.relu))).toBe('0, where it is flat')
    expect(minimumWords(factsOf(activations.tanh))).toBe('none, nears −1')
    expect(minimumWords(factsOf(activations.leaky_relu))).toBe('none')
    expect(minimumWords(factsOf(activations.silu))).toBe('−0.2785 at −1.2785')
    expect(slopeWords(factsOf(activations.identity))).toBe('1 everywhere')
  })

  it('comes with a derivative in words for every function of the engine', () => {
    expect(Object.keys(slopes).sort()).toEqual(Object.keys(activations).sort())
  })
})

describe('depth without a bend', () => {
  it('is one matrix: four inputs go through both and agree', () => {
    expect(merged()).toEqual({ matrix: [[-1, -1]], bias: 2 })
    for (const { linear, merged } of xor.inputs.map(twoLayers)) expect(linear).toBe(merged)
  })

  it('and with ReLU the same weights compute exclusive or', () => {
    expect(xor.inputs.map((x) => twoLayers(x).output)).toEqual([0, 1, 1, 0])
  })

  it('twenty random layers differ from their product by rounding alone', () => {
    expect(linearGap(20, 64)).toBeLessThan(1e-13)
  })

  it('doubles the pieces of a tent with every layer', () => {
    expect([1, 2, 3, 4, 8].map(pieces)).toEqual([2, 4, 8, 16, 256])
    expect(tents(0.5, 1)).toBe(1)
    expect(tents(0.25, 2)).toBe(1)
  })
})

describe('twenty layers before training', () => {
  const stack = { layers: 20, width: 128, seeds: 3 }

  it('halves a gradient’s square at every ReLU with weights of variance 1/n, and keeps it with 2/n', () => {
    const [thin, he] = passages(
      [
        { name: 'relu', variance: 1 },
        { name: 'relu', variance: 2 },
      ],
      stack,
    )
    expect(Math.log2(thin!.gradient.at(-1)!)).toBeGreaterThan(-13)
    expect(Math.log2(thin!.gradient.at(-1)!)).toBeLessThan(-8)
    // The same draws, scaled: the two differ by exactly √2 a layer.
    expect(he!.gradient.at(-1)! / thin!.gradient.at(-1)!).toBeCloseTo(2 ** 10, 6)
  })

  it('leaves a sigmoid less than the bound of a quarter a layer times the weights', () => {
    const [sigmoid] = passages([{ name: 'sigmoid', variance: 1 }], stack)
    expect(sigmoid!.gradient.at(-1)!).toBeLessThan(1e-10)
    expect(sigmoid!.gradient.every((left, i) => i === 0 || left < sigmoid!.gradient[i - 1]!)).toBe(true)
  })

  it('passes an identity through with what the weights alone do', () => {
    const [identity] = passages([{ name: 'identity', variance: 1 }], stack)
    expect(identity!.gradient.at(-1)!).toBeGreaterThan(0.3)
    expect(identity!.gradient.at(-1)!).toBeLessThan(3)
  })

  it('is the same on every run', () => {
    const one = () => passages([{ name: 'gelu', variance: 2 }], { layers: 3, width: 16, seeds: 2 })
    expect(one()).toEqual(one())
  })
})

describe('units that are off', () => {
  const training = { inputs: 4, units: 16, examples: 32, steps: 60 }

  it('stay off with ReLU, since nothing reaches their weights', () => {
    const { off } = course('relu', 0.4, training)
    expect(off[0]).toBe(0)
    expect(off.at(-1)!).toBeGreaterThan(0)
    off.forEach((share, i) => expect(share).toBeGreaterThanOrEqual(off[i - 1] ?? 0))
  })

  it('are none at a small step, and the loss falls', () => {
    const { off, loss } = course('relu', 0.01, training)
    expect(Math.max(...off)).toBe(0)
    expect(loss.at(-1)!).toBeLessThan(loss[0]!)
  })
})

describe('the sentences of the post', () => {
  const { dead, left, gelu, siluDepth, width } = numbers()

  it('say of units that are off what the twelve trainings did', () => {
    expect(dead.calm.off).toBe(0)
    expect(dead.brisk.off).toBeLessThan(dead.rash.off)
    expect(dead.rash.off).toBeGreaterThan(100 / 3)
    expect(dead.rash.early).toBeGreaterThan(dead.rash.off / 2)
    expect([dead.rash.diverged, dead.leaky.diverged, dead.smooth.diverged]).toEqual([1, 1, 0])
    expect(dead.rash.returned).toBe(0)
    expect(dead.leaky.returned).toBeGreaterThan(0)
    expect(dead.smooth.off).toBeLessThan(5)
    expect(dead.smooth.loss).toBeLessThan(dead.leaky.loss)
  })

  it('say of gradients what the twenty layers did', () => {
    expect(left.sigmoid).toBeLessThan(0.25 ** 20)
    expect(left.reluLoss).toBeGreaterThan(1000)
    expect(left.reluLoss).toBeLessThan(1100)
    expect(left.reluHe).toBeCloseTo(1, 1)
    expect(left.siluOwn).toBeGreaterThan(10)
    expect(left.siluSignal).toBeGreaterThan(10)
  })

  it('say that a gradient is left as the moments predict, where growth is at most 1', () => {
    for (const name of deepNames.filter((name) => name !== 'sigmoid')) {
      const { gain, slopeMoment, growth } = factsOf(activations[name])
      const ratio = deepPassage(name, 'own').gradient.at(-1)! / (gain ** 2 * slopeMoment) ** 10
      if (growth <= 1 + 1e-9) expect(Math.abs(Math.log(ratio)), name).toBeLessThan(0.3)
      else expect(Math.abs(Math.log(ratio)), name).toBeGreaterThan(0.3)
    }
  })

  it('compare forms and widths as they are', () => {
    expect(gelu.ratio).toBeCloseTo(43, 0)
    expect(siluDepth).toBeCloseTo(1.638, 3)
    expect(width).toEqual({ seven: 10922, thirteen: 13653, thirteenRounded: 13824 })
    expect(lower(1.677, 1.633)).toBeCloseTo(4.3, 1)
    expect(perplexity(1.677)).toBeCloseTo(5.349, 3)
  })
})

describe('forms of GELU', () => {
  it('differ by the published largest errors, where they are largest', () => {
    expect(geluGap('gelu_tanh').worst.gap).toBeCloseTo(4.73e-4, 6)
    expect(geluGap('gelu_tanh').worst.x).toBeCloseTo(2.699, 3)
    expect(geluGap('gelu_quick').worst.gap).toBeCloseTo(2.03e-2, 4)
  })

  it('have a better factor than 1.702, if the largest error is what counts', () => {
    const { beta, gap } = bestSigmoid()
    expect(beta).toBeCloseTo(1.773, 3)
    expect(gap).toBeCloseTo(1.39e-2, 4)
  })

  it('are compared with half the spacing of numbers', () => {
    expect(rounding(1, 24)).toBe(2 ** -24)
    expect(rounding(2.7, 8)).toBe(2 ** -7)
    expect(Math.fround(2.7 + 0.9 * rounding(2.7, 24)) - Math.fround(2.7)).toBeLessThan(2.1 * rounding(2.7, 24))
  })
})

describe('gated units', () => {
  const { glu } = reference<{ glu: { input: Nested; glu: Nested } }>('layers')

  test('GLU is that of PyTorch, which takes the value first and the gate second', () => {
    const [input, output] = [fromNested(glu.input), fromNested(glu.glu)]
    const half = output.shape.at(-1)!
    output.data.forEach((want, i) => {
      const row = Math.floor(i / half)
      const value = input.data[row * 2 * half + (i % half)]!
      const gate = input.data[row * 2 * half + half + (i % half)]!
      expect(gates.glu.f(gate, value)).toBeCloseTo(want, 9)
    })
  })

  test.each(Object.entries(gates))('the slopes of %s are its difference quotients', (_, { f, along }) => {
    for (const [a, b] of [
      [0.7, -1.2],
      [-0.4, 2],
      [3.1, 0.5],
    ] as const) {
      expect(along(a, b)[0]).toBeCloseTo((f(a + 1e-6, b) - f(a - 1e-6, b)) / 2e-6, 7)
      expect(along(a, b)[1]).toBeCloseTo((f(a, b + 1e-6) - f(a, b - 1e-6)) / 2e-6, 7)
    }
  })

  test('with both projections equal, GLU is SiLU and ReGLU is squared ReLU', () => {
    for (const x of [-3, -0.5, 0, 0.1, 2]) {
      expect(gates.glu.f(x, x)).toBeCloseTo(activations.silu.f(x), 12)
      expect(gates.reglu.f(x, x)).toBeCloseTo(activations.relu_squared.f(x), 12)
    }
  })

  test('have two thirds of the width, rounded up as LLaMA does', () => {
    expect(gatedWidth(3072)).toBe(2048)
    expect(gatedWidth(4 * 4096)).toBe(10922)
    expect(gatedWidth(4 * 4096, 256)).toBe(11008)
  })
})

describe('the drawings', () => {
  const card = ({ f, derivative }: Activation) =>
    cardPlot(
      {
        title: 't',
        description: 'd',
        left: [{ f, className: 'line' }],
        right: [{ f: derivative, className: 'line' }],
        headings: ['value', 'slope'],
      },
      'chart-svg',
    )

  it.each(Object.entries<Activation>(activations))('the card of %s has numbers only, inside of its frame', (_, own) => {
    const svg = card(own)
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
    for (const [, y] of svg.matchAll(/[ML](?:-?[\d.]+) (-?[\d.]+)/g)) {
      expect(Number(y)).toBeGreaterThan(20)
      expect(Number(y)).toBeLessThan(190)
    }
  })

  it('lifts the pen where a slope jumps', () => {
    const jumps = (svg: string) => svg.match(/class="line" d="([^"]*)"/g)!.map((path) => path.match(/M/g)!.length)
    expect(jumps(card(activations.relu))).toEqual([1, 2])
    expect(jumps(card(activations.gelu))).toEqual([1, 1])
  })

  it('draws a tent for every depth', () => {
    const svg = tentPlot([1, 3], 350, 'chart-svg narrow')
    expect(svg).toContain('3 layers')
    expect(svg).toContain('8 pieces')
    expect(svg.match(/class="line"/g)).toHaveLength(2)
  })
})
