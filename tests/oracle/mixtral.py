"""A tiny Mixtral: its weights, a real forward pass, and what torch counts in its products."""

import torch
from torch.utils.flop_counter import FlopCounterMode

from configurations import SOURCE, TINY_MIXTRAL, build
from flops import modules
from forward import entry, randomize
from parameters import tensors


def mixtral():
    """Which expert a token goes to depends on its value, so this runs on real numbers; the count does not depend on it."""
    class_name = "MixtralForCausalLM"
    generator = torch.Generator().manual_seed(0)
    model = randomize(build(class_name, TINY_MIXTRAL, "cpu").double(), generator)
    runs = [run(model, generator, *shape) for shape in [(1, 6), (2, 16), (3, 1)]]
    return {
        "source": f"{SOURCE}, float64 throughout, eager attention, experts one by one",
        "note": "the experts' matrices are stacked, gate over up; RoPE angles are a matrix product: T*head_dim FLOPs "
        "a forward pass are in these counts",
        **entry(class_name, TINY_MIXTRAL, {"input_ids": (2, 6)}, 0),
        "parameters": tensors(model),
        "runs": runs,
    }


def run(model, generator, batch, length):
    ids = torch.randint(2, TINY_MIXTRAL["vocab_size"], (batch, length), generator=generator)
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        model(input_ids=ids, use_cache=False)
    return {"B": batch, "T": length, "forward": counter.get_total_flops(), "modules": modules(counter)}
