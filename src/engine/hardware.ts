/** A number format that matrix units multiply in, accumulating in more bits. */
export type Precision = 'fp32' | 'tf32' | 'fp16' | 'bf16' | 'fp8' | 'fp4'

/** One chip, as its vendor describes it. */
export interface Accelerator {
  readonly title: string
  /** FLOP/s of dense matrix products. Figures with structured sparsity, twice these, are left out. */
  readonly peak: Readonly<Partial<Record<Precision, number>>>
  /** Bytes per second between the chip and its memory. */
  readonly bandwidth: number
  /** Bytes of memory: 10⁹ a GB, as vendors count. */
  readonly memory: number
  readonly source: string
}

const tera = 1e12
const giga = 1e9
const gibi = 2 ** 30

/** Accelerators whose figures a vendor publishes. */
export const accelerators = {
  'tpu-v3': {
    title: 'TPU v3',
    peak: { bf16: 123 * tera },
    bandwidth: 900 * giga,
    memory: 32 * gibi,
    source: 'Google, Cloud TPU documentation, “TPU v3”',
  },
  'tpu-v4': {
    title: 'TPU v4',
    peak: { bf16: 275 * tera },
    bandwidth: 1200 * giga,
    memory: 32 * gibi,
    source: 'Google, Cloud TPU documentation, “TPU v4”',
  },
  'tpu-v5e': {
    title: 'TPU v5e',
    peak: { bf16: 197 * tera },
    bandwidth: 819 * giga,
    memory: 16 * giga,
    source: 'Google, Cloud TPU documentation, “TPU v5e”',
  },
  'tpu-v5p': {
    title: 'TPU v5p',
    peak: { bf16: 459 * tera },
    bandwidth: 2765 * giga,
    memory: 95 * giga,
    source: 'Google, Cloud TPU documentation, “TPU v5p”',
  },
  t4: {
    title: 'T4',
    peak: { fp32: 8.1 * tera, fp16: 65 * tera },
    bandwidth: 320 * giga,
    memory: 16 * giga,
    source: 'NVIDIA, T4 Tensor Core GPU data sheet',
  },
  v100: {
    title: 'V100 SXM2 32 GB',
    peak: { fp32: 15.7 * tera, fp16: 125 * tera },
    bandwidth: 900 * giga,
    memory: 32 * giga,
    source: 'NVIDIA, V100 Tensor Core GPU data sheet',
  },
  'a100-40gb': {
    title: 'A100 SXM 40 GB',
    peak: { fp32: 19.5 * tera, tf32: 156 * tera, fp16: 312 * tera, bf16: 312 * tera },
    bandwidth: 1555 * giga,
    memory: 40 * giga,
    source: 'NVIDIA, A100 Tensor Core GPU data sheet',
  },
  'a100-80gb': {
    title: 'A100 SXM 80 GB',
    peak: { fp32: 19.5 * tera, tf32: 156 * tera, fp16: 312 * tera, bf16: 312 * tera },
    bandwidth: 2039 * giga,
    memory: 80 * giga,
    source: 'NVIDIA, A100 Tensor Core GPU data sheet',
  },
  h100: {
    title: 'H100 SXM',
    peak: { fp32: 66.9 * tera, tf32: 494.7 * tera, fp16: 989.4 * tera, bf16: 989.4 * tera, fp8: 1978.9 * tera },
    bandwidth: 3350 * giga,
    memory: 80 * giga,
    source: 'NVIDIA, H100 Tensor Core GPU Architecture; memory and its bandwidth as in the data sheet',
  },
  h200: {
    title: 'H200 SXM',
    peak: { fp16: 989 * tera, bf16: 989 * tera, fp8: 1979 * tera },
    bandwidth: 4800 * giga,
    memory: 141 * giga,
    source: 'NVIDIA, H200 Tensor Core GPU data sheet; half of its figures with sparsity',
  },
  b200: {
    title: 'B200, as in HGX',
    peak: { fp16: 2250 * tera, bf16: 2250 * tera, fp8: 4500 * tera, fp4: 9000 * tera },
    bandwidth: 8000 * giga,
    memory: 180 * giga,
    source: 'NVIDIA, Blackwell Architecture Technical Brief, HGX B200; memory as in the HGX platform',
  },
  'rtx-4090': {
    title: 'GeForce RTX 4090',
    peak: { fp32: 82.6 * tera, tf32: 82.6 * tera, fp16: 165.2 * tera, bf16: 165.2 * tera, fp8: 330.3 * tera },
    bandwidth: 1008 * giga,
    memory: 24 * giga,
    source: 'NVIDIA, Ada GPU Architecture; matrix products with sums in fp32',
  },
} as const satisfies Record<string, Accelerator>

export type AcceleratorName = keyof typeof accelerators

/**
 * The FLOP/s that a kernel can reach at best when it does `intensity` FLOPs for each byte it moves (the roofline,
 * Williams et al. 2009): memory sets the pace up to the ridge, arithmetic beyond. Throws where the chip has no such format.
 */
export function attainable(accelerator: Accelerator, precision: Precision, intensity: number): number {
  return Math.min(peakOf(accelerator, precision), intensity * accelerator.bandwidth)
}

/** The ridge of the roofline: FLOPs for each byte from which on arithmetic, no longer memory, sets the pace. */
export const ridge = (accelerator: Accelerator, precision: Precision): number =>
  peakOf(accelerator, precision) / accelerator.bandwidth

function peakOf({ title, peak }: Accelerator, precision: Precision): number {
  const flops = peak[precision]
  if (flops === undefined)
    throw new RangeError(`${title} has no figure for ${precision}; it has ${Object.keys(peak).join(', ')}`)
  return flops
}
