/** What the page of an architecture shows: the props of `_family.mdx`. Texts and numbers from the world are those of its post. */
export interface Family {
  readonly name: string
  /** A published configuration, a larger one of its family, and a model that came after it. */
  readonly model: string
  readonly larger: string
  readonly next: string
  readonly paper: string
  readonly kind: string
  /** The paths of its parts: the first with equations of its own, a block, and what is in it. */
  readonly start: string
  readonly block: string
  readonly attention: string
  readonly feedForward: string
  /** The first matrix of its feed-forward layer, and one whose rows are cut into heads, as the paper names them. */
  readonly firstWeight: string
  readonly headWeight: string
  readonly phases: readonly { readonly name: string; readonly with: Readonly<Record<string, number>> }[]
  /** Its parameters as published, and as transformers counts them. */
  readonly published: {
    readonly to: { readonly name: string; readonly value: number; readonly source: string }
    readonly steps: readonly ({ readonly name: string; readonly delta: string } | Sourced)[]
    readonly residual: string
  }
  readonly truths: readonly Readonly<Record<string, string | boolean>>[]
}

interface Sourced {
  readonly name: string
  readonly delta: number
  readonly source: string
}

const prefillAndDecode = [
  { name: 'prefill', with: { T: 1024, p: 0 } },
  { name: 'decode', with: { T: 1, p: 1023 } },
]

/** By the last part of their address. */
export const families: Readonly<Record<string, Family>> = {
  bert: {
    name: 'BERT',
    model: 'bert-base',
    larger: 'bert-large',
    next: 'gpt2',
    paper: 'Devlin et al., 2019',
    kind: 'encoder-only, norm after the sum',
    start: 'embeddings',
    block: 'block',
    attention: 'block/self-attention',
    feedForward: 'block/feed-forward',
    firstWeight: 'W_1',
    headWeight: 'W_Q',
    phases: [
      { name: '32 sequences', with: { B: 32 } },
      { name: '1 sequence', with: { B: 1 } },
    ],
    published: {
      to: { name: 'as the paper has it: 110M', value: 110_000_000, source: 'Devlin et al. 2019, §3' },
      steps: [
        { name: 'masked-word head, tied', delta: 'd^2+3d+V' },
        { name: 'next-sentence head', delta: '2d+2' },
      ],
      residual: 'rounding',
    },
    truths: [
      {
        what: 'Parameters, base',
        paper: '110M',
        code: '109,482,240 (BertModel)',
        checkpoint: '110,106,428 with both heads',
        agree: false,
        note: 'Either rounds to 110. Which class is meant decides the third digit.',
      },
      {
        what: 'GELU',
        paper: 'GELU',
        code: 'tanh form (authors); error function (Hugging Face)',
        checkpoint: '“gelu”',
        agree: false,
        note: 'The same word for two functions.',
      },
      {
        what: 'Output matrix',
        code: 'the word table',
        checkpoint: 'decoder.weight is word_embeddings.weight; decoder.bias is bias',
        agree: true,
        note: '208 names for 206 tensors in BertForPreTraining.',
      },
    ],
  },
  'gpt-2': {
    name: 'GPT-2',
    model: 'gpt2',
    larger: 'gpt2-xl',
    next: 'llama-7b',
    paper: 'Radford et al., 2019',
    kind: 'decoder-only, norm before each branch',
    start: 'embeddings',
    block: 'block',
    attention: 'block/self-attention',
    feedForward: 'block/feed-forward',
    firstWeight: 'W_1',
    headWeight: 'W_{QKV}',
    phases: prefillAndDecode,
    published: {
      to: { name: 'as the paper has it: 117M', value: 117_000_000, source: 'Radford et al. 2019, Table 2' },
      steps: [{ name: 'rows beyond the vocabulary of GPT', delta: '40478d-Vd' }],
      residual: 'rounding to a million',
    },
    truths: [
      {
        what: 'Parameters, smallest',
        paper: '117M',
        code: '124,439,808',
        checkpoint: '124,439,808',
        note: 'The README says that the first counts were wrong because of an error, and names the model 124M.',
      },
      {
        what: 'Vocabulary',
        paper: '50,257',
        code: 'read from hparams.json',
        checkpoint: '50,257 rows',
        agree: true,
        note: 'The 50,304 of some re-implementations is padding to a multiple of 64, for speed.',
      },
      { what: 'Start of the position table', code: '0.01 (released); 0.02 (Hugging Face)', agree: false },
    ],
  },
  t5: {
    name: 'T5',
    model: 't5-base',
    larger: 't5-11b',
    next: 't5-v1_1-base',
    paper: 'Raffel et al., 2020',
    kind: 'encoder and decoder, norm before each part',
    start: 'encoder/distances',
    block: 'decoder/block',
    attention: 'decoder/block/cross-attention',
    feedForward: 'decoder/block/feed-forward',
    firstWeight: 'W_I',
    headWeight: 'W_Q',
    phases: [
      { name: 'prefill', with: { T: 512, S: 512, p: 0 } },
      { name: 'decode', with: { T: 1, S: 512, p: 511 } },
    ],
    published: {
      to: { name: 'as the paper has it: 220M', value: 220_000_000, source: 'Raffel et al. 2020, §3.7' },
      steps: [],
      residual: 'rounding to ten million',
    },
    truths: [
      {
        what: 'Norm',
        paper: 'layer norm, rescaled, no bias',
        code: 'root mean square, no mean',
        checkpoint: 'a gain and no shift',
        agree: false,
      },
      {
        what: 'Tables of distance',
        paper: 'shared across layers',
        code: 'in block 0, passed on',
        checkpoint: 'in block 0 of each stack',
        agree: true,
        note: 'Shared within a stack, not between the two.',
      },
      {
        what: 'Vocabulary',
        paper: '32,000',
        code: '32,100, padded to a multiple of 128',
        checkpoint: '32,128 rows',
        agree: false,
      },
    ],
  },
  llama: {
    name: 'LLaMA',
    model: 'llama-7b',
    larger: 'llama-65b',
    next: 'llama-3-8b',
    paper: 'Touvron et al., 2023',
    kind: 'decoder-only, norm before each branch, rotary positions',
    start: 'embeddings',
    block: 'block',
    attention: 'block/self-attention',
    feedForward: 'block/feed-forward',
    firstWeight: 'W_{\\text{gate}}',
    headWeight: 'W_Q',
    phases: prefillAndDecode,
    published: {
      to: { name: 'as its name says: 7B', value: 7_000_000_000, source: 'Touvron et al. 2023, LLaMA' },
      steps: [{ name: 'rounded in Table 2: 6.7B', delta: -38_415_616, source: 'Touvron et al. 2023, LLaMA, Table 2' }],
      residual: 'rounded again for the name',
    },
    truths: [
      {
        what: 'Parameters, 65B',
        paper: '65.2B',
        code: '65,285,660,672',
        checkpoint: '65,285,660,672',
        note: 'Rounded, it would be 65.3B.',
      },
      {
        what: 'Feed-forward width, 7B',
        paper: '2/3 · 4d',
        code: '2/3 · 4d, up to a multiple of 256',
        checkpoint: '11,008',
        agree: false,
        note: 'The paper leaves out the rounding.',
      },
      {
        what: 'Key-value heads, 405B',
        code: '16 in one variant for 16-way parallelism',
        checkpoint: '8',
        agree: false,
      },
    ],
  },
}
