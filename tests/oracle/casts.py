"""What transformers itself makes of the tiny models: with its casts to 32 bits, and the operations that it casts to."""

import torch

from configurations import SOURCE, TINY
from forward import INPUTS, entry

# The models whose code casts. Weights and inputs are those of forward.json, by the same seeds.
CASTING = ("t5", "t5-v1_1", "llama", "llama-mha", "llama-stretched", "mistral-window")


def casts():
    outputs = {
        name: entry(*TINY[name], INPUTS[name], seed, casts=True)["outputs"]
        for seed, name in enumerate(TINY)
        if name in CASTING
    }
    return {
        "source": f"{SOURCE}, x86 with AVX2, float64 with the casts of transformers, eager attention, eval mode",
        "models": outputs,
        "float32": operations(torch.Generator().manual_seed(0)),
    }


def operations(generator):
    """Single operations in 32 bits, on rows and angles that a tiny model does not reach."""
    angles = torch.cat([torch.rand(80, generator=generator) * most for most in (2, 50, 1000)])
    scores = [3 * torch.randn(length, generator=generator) for length in range(1, 21)]
    rows = [2 * torch.randn(width, generator=generator) for width in (1, 3, 6, 8, 13, 20, 32, 45, 70, 130)]
    epsilon = 1e-5
    return {
        "angles": angles.tolist(),
        "sin": angles.sin().tolist(),
        "cos": angles.cos().tolist(),
        "scores": [row.tolist() for row in scores],
        "softmax": [torch.softmax(row, -1).tolist() for row in scores],
        "epsilon": epsilon,
        "rows": [row.tolist() for row in rows],
        "inverse_rms": [torch.rsqrt(row.pow(2).mean(-1, keepdim=True) + epsilon).item() for row in rows],
    }
