/** The numbers of the world that the post on prompts computes with, each with its source. */

/** Five prompts for each SuperGLUE task on one frozen T5 1.1 XXL: Lester et al. 2021, Table 3; of two metrics, both. */
export const ensemble = [
  { name: 'BoolQ', mean: [91.1], best: [91.3], vote: [91.7] },
  { name: 'CB', mean: [99.3, 99.0], best: [100, 100], vote: [100, 100] },
  { name: 'COPA', mean: [98.8], best: [100], vote: [100] },
  { name: 'MultiRC', mean: [65.7, 88.7], best: [66.3, 89.0], vote: [67.1, 89.4] },
  { name: 'ReCoRD', mean: [92.7, 93.4], best: [92.9, 93.5], vote: [93.2, 93.9] },
  { name: 'RTE', mean: [92.6], best: [93.5], vote: [93.5] },
  { name: 'WiC', mean: [76.2], best: [76.6], vote: [77.4] },
  { name: 'WSC', mean: [95.8], best: [96.2], vote: [96.2] },
] as const

export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** A task's score is the mean of its metrics, SuperGLUE's the mean of its tasks. */
export const average = (of: 'mean' | 'best' | 'vote'): number => mean(ensemble.map((task) => mean(task[of])))

export const ensembleRows = ensemble.map(({ name, mean: one, vote }) => ({
  name,
  from: Number(mean(one).toFixed(2)),
  value: Number(mean(vote).toFixed(2)),
  source: 'Lester et al. 2021, Table 3',
}))

/** Solved problems of GSM8K, answered at once and after a chain of thought, by size: Wei et al. 2022, Table 2. */
export const chains = (
  [
    ['GPT-3 350M', 2.2, 0.5],
    ['GPT-3 1.3B', 2.4, 0.5],
    ['GPT-3 6.7B', 4.0, 2.4],
    ['LaMDA 8B', 3.2, 1.6],
    ['PaLM 8B', 4.9, 4.1],
    ['UL2 20B', 4.1, 4.4],
    ['PaLM 62B', 9.6, 29.9],
    ['LaMDA 68B', 5.7, 8.2],
    ['LaMDA 137B', 6.5, 14.3],
    ['GPT-3 175B', 15.6, 46.9],
    ['PaLM 540B', 17.9, 56.9],
  ] as const
).map(([name, from, value]) => ({ name, from, value, source: 'Wei et al. 2022, Table 2' }))

/** The steps of MedPrompt on MedQA, in both published decompositions: Nori et al. 2023, component and ablation figures. */
export const medprompt = [
  { name: '+ 5 random examples', ablation: [81.7, 83.9], components: [81.7, 83.9] },
  { name: '+ own chains of thought', ablation: [83.9, 87.3], components: [83.9, 87.3] },
  { name: '+ nearest examples', ablation: [87.3, 88.1], components: [87.3, 88.4] },
  { name: '+ vote over 5 shuffles', ablation: [88.1, 90.2], components: [88.4, 90.2] },
] as const

/** What 41 examples of 98 tokens and an input of 103 cost, by 2·N a token: Liu et al. 2022, §4.2. */
export const inContext = { examples: 41, each: 98, input: 103 }
export const inContextTokens = inContext.examples * inContext.each + inContext.input
export const roughly = {
  inContext: 2 * 175e9 * inContextTokens,
  cached: 2 * 175e9 * inContext.input,
  fewShotTuned: 11e9 * inContext.input,
  training: 3 * 11e9 * 1000 * 8 * inContext.input,
}

/** The standard error of a share of n items, in points. */
export const standardError = (percent: number, n: number): number => Math.sqrt((percent * (100 - percent)) / n)
