/** What is numbered in a post, and how a sentence refers to it: `@fig:block`. */
export interface Kind {
  /** Before the colon of a reference. */
  readonly prefix: string
  /** In front of the number. */
  readonly word: string
  /** `4.2`, counted in its section, or `3`, counted in its post. */
  readonly counted: 'section' | 'post'
  readonly components: readonly string[]
}

/** One entry a kind. A component that is listed here takes a `label`, and gets its `number`. */
export const kinds: readonly Kind[] = [
  {
    prefix: 'fig',
    word: 'Figure',
    counted: 'section',
    components: [
      'Activation',
      'Attention',
      'ChartAdaptations',
      'ChartBars',
      'ChartCostByLength',
      'ChartDots',
      'ChartFunction',
      'ChartLines',
      'ChartParameters',
      'ChartRoofline',
      'ChartTimeline',
      'ComputeOptimal',
      'ConfusionMatrix',
      'DeadUnits',
      'Diagram',
      'FamilyDiagram',
      'Generation',
      'Gate',
      'GeluError',
      'GradientDepth',
      'Ladder',
      'Mask',
      'MaskedCopies',
      'Matrices',
      'NormAxes',
      'NormCard',
      'NormJacobian',
      'NormNoise',
      'NormPlacement',
      'NormRunning',
      'NormSquash',
      'NormStack',
      'NormWorked',
      'Positions',
      'Product',
      'RankCorrelation',
      'Sampling',
      'SpanCorruption',
      'Storage',
      'Tally',
      'Tents',
      'TrainingState',
      'Twin',
      'Waterfall',
      'WordPiece',
    ],
  },
  {
    prefix: 'tbl',
    word: 'Table',
    counted: 'section',
    components: [
      'ActivationTable',
      'AdaptationTable',
      'BertInput',
      'Diff',
      'EarlierSteps',
      'FeedForwards',
      'Families',
      'FlopTable',
      'GradientTable',
      'LayerCosts',
      'Ledger',
      'NormCosts',
      'NormUsers',
      'OneMatrix',
      'ParameterTable',
      'ShapeTable',
      'Truths',
      'PromptLengths',
      'PublishedCounts',
      'PublishedSizes',
      'TrainingRuns',
    ],
  },
  { prefix: 'eq', word: 'equation', counted: 'section', components: [] },
  { prefix: 'ex', word: 'Exercise', counted: 'post', components: ['Exercise'] },
]

export const kindOf = (component: string | null): Kind | undefined =>
  kinds.find(({ components }) => components.includes(component ?? ''))

export const kindWith = (prefix: string): Kind | undefined => kinds.find((kind) => kind.prefix === prefix)
