/** One activation function: what it is, what it costs and where it comes from. */
export interface Activation {
  /** What it is called in a sentence. */
  readonly title: string
  /** Its name as LaTeX, to be set before parentheses. */
  readonly latex: string
  /** The function itself, as LaTeX in x. */
  readonly formula: string
  readonly f: (x: number) => number
  readonly derivative: (x: number) => number
  /** Vector FLOPs for one number. */
  readonly vector: number
  /** Transcendental operations for one number. */
  readonly transcendental: number
  readonly source: string
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
const bell = (x: number): number => Math.exp(-x * x * 0.5) / Math.sqrt(2 * Math.PI)
const bellArea = (x: number): number => 0.5 * (1 + erf(x * Math.SQRT1_2))
const swish = (x: number, beta: number): number => x * sigmoid(beta * x)
const swishSlope = (x: number, beta: number): number =>
  sigmoid(beta * x) + beta * x * sigmoid(beta * x) * (1 - sigmoid(beta * x))
const elu = (x: number): number => (x > 0 ? x : Math.expm1(x))
const eluSlope = (x: number): number => (x > 0 ? 1 : Math.exp(x))

/** The constants of SELU, for which zero mean and unit variance are a fixed point. */
const selu = { lambda: 1.0507009873554805, alpha: 1.6732632423543772 }

const geluInner = (x: number): number => Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)

/**
 * Every activation function of the site. Costs follow the enumeration on the conventions page: one vector FLOP a scalar
 * +, −, ×, ÷, max or comparison, one transcendental operation an exp, log, tanh or erf.
 */
export const activations = {
  identity: {
    title: 'identity',
    latex: '\\operatorname{id}',
    formula: 'x',
    f: (x) => x,
    derivative: () => 1,
    vector: 0,
    transcendental: 0,
    source: 'none',
  },
  step: {
    title: 'step',
    latex: '\\operatorname{step}',
    formula: '\\begin{cases} 1 & x \\ge 0 \\\\ 0 & x < 0 \\end{cases}',
    f: (x) => (x >= 0 ? 1 : 0),
    derivative: () => 0,
    vector: 1,
    transcendental: 0,
    source: 'McCulloch and Pitts 1943',
  },
  sigmoid: {
    title: 'sigmoid',
    latex: '\\sigma',
    formula: '\\frac{1}{1+e^{-x}}',
    f: sigmoid,
    derivative: (x) => sigmoid(x) * (1 - sigmoid(x)),
    vector: 3,
    transcendental: 1,
    source: 'Verhulst 1838',
  },
  tanh: {
    title: 'tanh',
    latex: '\\tanh',
    formula: '\\tanh(x)',
    f: Math.tanh,
    derivative: (x) => 1 - Math.tanh(x) ** 2,
    vector: 0,
    transcendental: 1,
    source: 'LeCun et al. 1998',
  },
  hard_sigmoid: {
    title: 'hard sigmoid',
    latex: '\\operatorname{hardsigmoid}',
    formula: '\\min(\\max(\\tfrac{x}{6}+\\tfrac12, 0), 1)',
    f: (x) => Math.min(Math.max(x / 6 + 0.5, 0), 1),
    derivative: (x) => (x > -3 && x < 3 ? 1 / 6 : 0),
    vector: 4,
    transcendental: 0,
    source: 'Courbariaux et al. 2015',
  },
  hard_tanh: {
    title: 'hard tanh',
    latex: '\\operatorname{hardtanh}',
    formula: '\\min(\\max(x, -1), 1)',
    f: (x) => Math.min(Math.max(x, -1), 1),
    derivative: (x) => (x > -1 && x < 1 ? 1 : 0),
    vector: 2,
    transcendental: 0,
    source: 'Collobert 2004',
  },
  softsign: {
    title: 'softsign',
    latex: '\\operatorname{softsign}',
    formula: '\\frac{x}{1+|x|}',
    f: (x) => x / (1 + Math.abs(x)),
    derivative: (x) => 1 / (1 + Math.abs(x)) ** 2,
    vector: 3,
    transcendental: 0,
    source: 'Turian et al. 2009',
  },
  relu: {
    title: 'ReLU',
    latex: '\\operatorname{ReLU}',
    formula: '\\max(x, 0)',
    f: (x) => Math.max(x, 0),
    derivative: (x) => (x > 0 ? 1 : 0),
    vector: 1,
    transcendental: 0,
    source: 'Nair and Hinton 2010',
  },
  relu6: {
    title: 'ReLU6',
    latex: '\\operatorname{ReLU6}',
    formula: '\\min(\\max(x, 0), 6)',
    f: (x) => Math.min(Math.max(x, 0), 6),
    derivative: (x) => (x > 0 && x < 6 ? 1 : 0),
    vector: 2,
    transcendental: 0,
    source: 'Krizhevsky 2010',
  },
  leaky_relu: {
    title: 'leaky ReLU',
    latex: '\\operatorname{LeakyReLU}',
    formula: '\\max(x, 0.01x)',
    f: (x) => (x > 0 ? x : 0.01 * x),
    derivative: (x) => (x > 0 ? 1 : 0.01),
    vector: 2,
    transcendental: 0,
    source: 'Maas et al. 2013',
  },
  prelu: {
    title: 'PReLU',
    latex: '\\operatorname{PReLU}',
    formula: '\\max(x, ax),\\ a = 0.25',
    f: (x) => (x > 0 ? x : 0.25 * x),
    derivative: (x) => (x > 0 ? 1 : 0.25),
    vector: 2,
    transcendental: 0,
    source: 'He et al. 2015',
  },
  elu: {
    title: 'ELU',
    latex: '\\operatorname{ELU}',
    formula: '\\begin{cases} x & x > 0 \\\\ e^x - 1 & x \\le 0 \\end{cases}',
    f: elu,
    derivative: eluSlope,
    vector: 2,
    transcendental: 1,
    source: 'Clevert et al. 2016',
  },
  celu: {
    title: 'CELU',
    latex: '\\operatorname{CELU}',
    formula: '\\max(x, 0) + \\min(e^{x} - 1, 0)',
    f: elu,
    derivative: eluSlope,
    vector: 4,
    transcendental: 1,
    source: 'Barron 2017',
  },
  selu: {
    title: 'SELU',
    latex: '\\operatorname{SELU}',
    formula: '\\lambda \\begin{cases} x & x > 0 \\\\ \\alpha(e^x - 1) & x \\le 0 \\end{cases}',
    f: (x) => selu.lambda * (x > 0 ? x : selu.alpha * Math.expm1(x)),
    derivative: (x) => selu.lambda * (x > 0 ? 1 : selu.alpha * Math.exp(x)),
    vector: 4,
    transcendental: 1,
    source: 'Klambauer et al. 2017',
  },
  softplus: {
    title: 'softplus',
    latex: '\\operatorname{softplus}',
    formula: '\\ln(1+e^x)',
    f: softplus,
    derivative: sigmoid,
    vector: 1,
    transcendental: 2,
    source: 'Dugas et al. 2001',
  },
  gelu: {
    title: 'GELU',
    latex: '\\operatorname{GELU}',
    formula: '\\tfrac{x}{2}\\left(1+\\operatorname{erf}\\tfrac{x}{\\sqrt2}\\right)',
    f: (x) => x * bellArea(x),
    derivative: (x) => bellArea(x) + x * bell(x),
    vector: 4,
    transcendental: 1,
    source: 'Hendrycks and Gimpel 2016',
  },
  gelu_tanh: {
    title: 'GELU (tanh)',
    latex: '\\operatorname{GELU}_{\\tanh}',
    formula: '\\tfrac{x}{2}\\left(1+\\tanh\\sqrt{\\tfrac{2}{\\pi}}\\,(x+0.044715x^3)\\right)',
    f: (x) => 0.5 * x * (1 + Math.tanh(geluInner(x))),
    derivative: (x) => {
      const t = Math.tanh(geluInner(x))
      return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x)
    },
    vector: 8,
    transcendental: 1,
    source: 'Hendrycks and Gimpel 2016, §2',
  },
  gelu_quick: {
    title: 'GELU (sigmoid)',
    latex: '\\operatorname{GELU}_{\\sigma}',
    formula: '\\frac{x}{1+e^{-1.702x}}',
    f: (x) => swish(x, 1.702),
    derivative: (x) => swishSlope(x, 1.702),
    vector: 4,
    transcendental: 1,
    source: 'Hendrycks and Gimpel 2016, §2',
  },
  silu: {
    title: 'SiLU',
    latex: '\\operatorname{SiLU}',
    formula: '\\frac{x}{1+e^{-x}}',
    f: (x) => swish(x, 1),
    derivative: (x) => swishSlope(x, 1),
    vector: 3,
    transcendental: 1,
    source: 'Elfwing et al. 2018',
  },
  swish: {
    title: 'Swish',
    latex: '\\operatorname{Swish}',
    formula: '\\frac{x}{1+e^{-\\beta x}},\\ \\beta = 1.5',
    f: (x) => swish(x, 1.5),
    derivative: (x) => swishSlope(x, 1.5),
    vector: 4,
    transcendental: 1,
    source: 'Ramachandran et al. 2017',
  },
  mish: {
    title: 'Mish',
    latex: '\\operatorname{Mish}',
    formula: 'x\\tanh(\\ln(1+e^x))',
    f: (x) => x * Math.tanh(softplus(x)),
    derivative: (x) => Math.tanh(softplus(x)) + x * sigmoid(x) * (1 - Math.tanh(softplus(x)) ** 2),
    vector: 2,
    transcendental: 3,
    source: 'Misra 2020',
  },
  hard_swish: {
    title: 'hard swish',
    latex: '\\operatorname{hardswish}',
    formula: 'x\\,\\min(\\max(\\tfrac{x}{6}+\\tfrac12, 0), 1)',
    f: (x) => x * Math.min(Math.max(x / 6 + 0.5, 0), 1),
    derivative: (x) => (x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5),
    vector: 5,
    transcendental: 0,
    source: 'Howard et al. 2019',
  },
  relu_squared: {
    title: 'squared ReLU',
    latex: '\\operatorname{ReLU}^2',
    formula: '\\max(x, 0)^2',
    f: (x) => Math.max(x, 0) ** 2,
    derivative: (x) => 2 * Math.max(x, 0),
    vector: 2,
    transcendental: 0,
    source: 'So et al. 2021',
  },
  log_sigmoid: {
    title: 'log-sigmoid',
    latex: '\\operatorname{logsigmoid}',
    formula: '-\\ln(1+e^{-x})',
    f: (x) => -softplus(-x),
    derivative: (x) => sigmoid(-x),
    vector: 3,
    transcendental: 2,
    source: 'torch.nn.LogSigmoid',
  },
  tanhshrink: {
    title: 'tanh shrink',
    latex: '\\operatorname{tanhshrink}',
    formula: 'x - \\tanh(x)',
    f: (x) => x - Math.tanh(x),
    derivative: (x) => Math.tanh(x) ** 2,
    vector: 1,
    transcendental: 1,
    source: 'torch.nn.Tanhshrink',
  },
} as const satisfies Record<string, Activation>

export type ActivationName = keyof typeof activations

/** The error function to double precision: a series of positive terms, so that nothing cancels. */
export function erf(x: number): number {
  const z = Math.abs(x)
  if (z > 6) return Math.sign(x)
  let term = z
  let sum = z
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * z * z) / (2 * n + 1)
    sum += term
  }
  return Math.sign(x) * (2 / Math.sqrt(Math.PI)) * Math.exp(-z * z) * sum
}
