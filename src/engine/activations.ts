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
  identity: row(
    'identity',
    '\\operatorname{id}',
    'x',
    0,
    0,
    (x) => x,
    () => 1,
    'none',
  ),
  step: row(
    'step',
    '\\operatorname{step}',
    '\\begin{cases} 1 & x \\ge 0 \\\\ 0 & x < 0 \\end{cases}',
    1,
    0,
    (x) => (x >= 0 ? 1 : 0),
    () => 0,
    'McCulloch and Pitts 1943',
  ),
  sigmoid: row(
    'sigmoid',
    '\\sigma',
    '\\frac{1}{1+e^{-x}}',
    3,
    1,
    sigmoid,
    (x) => sigmoid(x) * (1 - sigmoid(x)),
    'Verhulst 1838',
  ),
  tanh: row('tanh', '\\tanh', '\\tanh(x)', 0, 1, Math.tanh, (x) => 1 - Math.tanh(x) ** 2, 'LeCun et al. 1998'),
  hard_sigmoid: row(
    'hard sigmoid',
    '\\operatorname{hardsigmoid}',
    '\\min(\\max(\\tfrac{x}{6}+\\tfrac12, 0), 1)',
    4,
    0,
    (x) => Math.min(Math.max(x / 6 + 0.5, 0), 1),
    (x) => (x > -3 && x < 3 ? 1 / 6 : 0),
    'Courbariaux et al. 2015',
  ),
  hard_tanh: row(
    'hard tanh',
    '\\operatorname{hardtanh}',
    '\\min(\\max(x, -1), 1)',
    2,
    0,
    (x) => Math.min(Math.max(x, -1), 1),
    (x) => (x > -1 && x < 1 ? 1 : 0),
    'Collobert 2004',
  ),
  softsign: row(
    'softsign',
    '\\operatorname{softsign}',
    '\\frac{x}{1+|x|}',
    3,
    0,
    (x) => x / (1 + Math.abs(x)),
    (x) => 1 / (1 + Math.abs(x)) ** 2,
    'Turian et al. 2009',
  ),
  relu: row(
    'ReLU',
    '\\operatorname{ReLU}',
    '\\max(x, 0)',
    1,
    0,
    (x) => Math.max(x, 0),
    (x) => (x > 0 ? 1 : 0),
    'Nair and Hinton 2010',
  ),
  relu6: row(
    'ReLU6',
    '\\operatorname{ReLU6}',
    '\\min(\\max(x, 0), 6)',
    2,
    0,
    (x) => Math.min(Math.max(x, 0), 6),
    (x) => (x > 0 && x < 6 ? 1 : 0),
    'Krizhevsky 2010',
  ),
  leaky_relu: row(
    'leaky ReLU',
    '\\operatorname{LeakyReLU}',
    '\\max(x, 0.01x)',
    2,
    0,
    (x) => (x > 0 ? x : 0.01 * x),
    (x) => (x > 0 ? 1 : 0.01),
    'Maas et al. 2013',
  ),
  prelu: row(
    'PReLU',
    '\\operatorname{PReLU}',
    '\\max(x, ax),\\ a = 0.25',
    2,
    0,
    (x) => (x > 0 ? x : 0.25 * x),
    (x) => (x > 0 ? 1 : 0.25),
    'He et al. 2015',
  ),
  elu: row(
    'ELU',
    '\\operatorname{ELU}',
    '\\begin{cases} x & x > 0 \\\\ e^x - 1 & x \\le 0 \\end{cases}',
    2,
    1,
    elu,
    eluSlope,
    'Clevert et al. 2016',
  ),
  celu: row('CELU', '\\operatorname{CELU}', '\\max(x, 0) + \\min(e^{x} - 1, 0)', 4, 1, elu, eluSlope, 'Barron 2017'),
  selu: row(
    'SELU',
    '\\operatorname{SELU}',
    '\\lambda \\begin{cases} x & x > 0 \\\\ \\alpha(e^x - 1) & x \\le 0 \\end{cases}',
    4,
    1,
    (x) => selu.lambda * (x > 0 ? x : selu.alpha * Math.expm1(x)),
    (x) => selu.lambda * (x > 0 ? 1 : selu.alpha * Math.exp(x)),
    'Klambauer et al. 2017',
  ),
  softplus: row('softplus', '\\operatorname{softplus}', '\\ln(1+e^x)', 1, 2, softplus, sigmoid, 'Dugas et al. 2001'),
  gelu: row(
    'GELU',
    '\\operatorname{GELU}',
    '\\tfrac{x}{2}\\left(1+\\operatorname{erf}\\tfrac{x}{\\sqrt2}\\right)',
    4,
    1,
    (x) => x * bellArea(x),
    (x) => bellArea(x) + x * bell(x),
    'Hendrycks and Gimpel 2016',
  ),
  gelu_tanh: row(
    'GELU (tanh)',
    '\\operatorname{GELU}_{\\tanh}',
    '\\tfrac{x}{2}\\left(1+\\tanh\\sqrt{\\tfrac{2}{\\pi}}\\,(x+0.044715x^3)\\right)',
    8,
    1,
    (x) => 0.5 * x * (1 + Math.tanh(geluInner(x))),
    (x) => {
      const t = Math.tanh(geluInner(x))
      return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x)
    },
    'Hendrycks and Gimpel 2016, §2',
  ),
  gelu_quick: row(
    'GELU (sigmoid)',
    '\\operatorname{GELU}_{\\sigma}',
    '\\frac{x}{1+e^{-1.702x}}',
    4,
    1,
    (x) => swish(x, 1.702),
    (x) => swishSlope(x, 1.702),
    'Hendrycks and Gimpel 2016, §2',
  ),
  silu: row(
    'SiLU',
    '\\operatorname{SiLU}',
    '\\frac{x}{1+e^{-x}}',
    3,
    1,
    (x) => swish(x, 1),
    (x) => swishSlope(x, 1),
    'Elfwing et al. 2018',
  ),
  swish: row(
    'Swish',
    '\\operatorname{Swish}',
    '\\frac{x}{1+e^{-\\beta x}},\\ \\beta = 1.5',
    4,
    1,
    (x) => swish(x, 1.5),
    (x) => swishSlope(x, 1.5),
    'Ramachandran et al. 2017',
  ),
  mish: row(
    'Mish',
    '\\operatorname{Mish}',
    'x\\tanh(\\ln(1+e^x))',
    2,
    3,
    (x) => x * Math.tanh(softplus(x)),
    (x) => Math.tanh(softplus(x)) + x * sigmoid(x) * (1 - Math.tanh(softplus(x)) ** 2),
    'Misra 2020',
  ),
  hard_swish: row(
    'hard swish',
    '\\operatorname{hardswish}',
    'x\\,\\min(\\max(\\tfrac{x}{6}+\\tfrac12, 0), 1)',
    5,
    0,
    (x) => x * Math.min(Math.max(x / 6 + 0.5, 0), 1),
    (x) => (x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5),
    'Howard et al. 2019',
  ),
  relu_squared: row(
    'squared ReLU',
    '\\operatorname{ReLU}^2',
    '\\max(x, 0)^2',
    2,
    0,
    (x) => Math.max(x, 0) ** 2,
    (x) => 2 * Math.max(x, 0),
    'So et al. 2021',
  ),
  log_sigmoid: row(
    'log-sigmoid',
    '\\operatorname{logsigmoid}',
    '-\\ln(1+e^{-x})',
    3,
    2,
    (x) => -softplus(-x),
    (x) => sigmoid(-x),
    'torch.nn.LogSigmoid',
  ),
  tanhshrink: row(
    'tanh shrink',
    '\\operatorname{tanhshrink}',
    'x - \\tanh(x)',
    1,
    1,
    (x) => x - Math.tanh(x),
    (x) => Math.tanh(x) ** 2,
    'torch.nn.Tanhshrink',
  ),
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

function row(
  title: string,
  latex: string,
  formula: string,
  vector: number,
  transcendental: number,
  f: (x: number) => number,
  derivative: (x: number) => number,
  source: string,
): Activation {
  return { title, latex, formula, f, derivative, vector, transcendental, source }
}
