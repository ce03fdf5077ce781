"""What torch counts in matrix products: whole models, their modules, training steps and decoding steps."""

import re

import torch
from torch.utils.flop_counter import FlopCounterMode

from configurations import PUBLISHED, SOURCE, build

# model, B, T, S (the source of an encoder-decoder), whether with the backward pass
RUNS = [
    ("bert-base-uncased", 1, 128, None, True),
    ("bert-base-uncased", 2, 512, None, False),
    ("bert-large-uncased", 1, 512, None, False),
    ("bert-base-uncased/mlm", 1, 128, None, True),
    ("bert-base-uncased/pretraining", 1, 128, None, False),
    ("bert-base-uncased/classification", 4, 64, None, False),
    ("gpt2", 1, 128, None, True),
    ("gpt2", 1, 1024, None, False),
    ("gpt2-medium", 1, 1024, None, False),
    ("gpt2-large", 1, 1024, None, False),
    ("gpt2-xl", 1, 1024, None, False),
    ("t5-small", 1, 512, 512, True),
    ("t5-base", 1, 128, 128, False),
    ("t5-base", 1, 512, 512, False),
    ("t5-base", 1, 114, 512, False),
    ("t5-base", 2, 96, 384, False),
    ("t5-3b", 1, 128, 256, False),
    ("t5-11b", 1, 128, 128, False),
    ("t5-v1_1-base", 1, 128, 128, False),
    ("t5-base/encoder", 1, 128, None, False),
    ("llama-7b", 1, 128, None, False),
    ("llama-7b", 1, 2048, None, False),
    ("llama-2-70b", 1, 4096, None, False),
    ("llama-3-8b", 1, 8192, None, False),
    ("llama-3.1-405b", 1, 2048, None, False),
    ("llama-3.2-1b", 2, 512, None, True),
    ("mistral-7b", 1, 1024, None, False),
]

# model, B, tokens in the cache
STEPS = [
    ("gpt2", 1, 127),
    ("gpt2", 8, 1023),
    ("gpt2-xl", 1, 512),
    ("llama-7b", 1, 2047),
    ("llama-2-70b", 4, 4095),
    ("llama-3-8b", 1, 8191),
    ("llama-3.2-1b", 2, 100),
]


def flops():
    return {
        "source": f"{SOURCE.split(', ')[1]} FlopCounterMode over {SOURCE.split(', ')[0]}, eager attention, meta device, "
        "use_cache off; modules: first layer of each stack",
        "note": "LLaMA and Mistral build RoPE angles with a matrix product: T*head_dim FLOPs a forward pass are in these counts",
        "runs": [run(*each) for each in RUNS],
        "decode": [step(*each) for each in STEPS],
    }


def run(name, batch, length, source, backward):
    class_name, config = PUBLISHED[name]
    model = build(class_name, config, "meta")
    result = {"model": name, "class": class_name, "B": batch, "T": length, "S": source}
    with FlopCounterMode(display=False) as counter:
        model(**tokens(config, batch, length, source), use_cache=False)
    result["forward"] = counter.get_total_flops()
    if backward:
        with FlopCounterMode(display=False) as both:
            loss(model(**tokens(config, batch, length, source), use_cache=False)).backward()
        result["forward_and_backward"] = both.get_total_flops()
    return {**result, "modules": modules(counter)}


def step(name, batch, past):
    class_name, config = PUBLISHED[name]
    model = build(class_name, config, "meta")
    cache = model(**tokens(config, batch, past), use_cache=True).past_key_values
    with FlopCounterMode(display=False) as counter:
        model(**tokens(config, batch, 1, past=past), past_key_values=cache, use_cache=True)
    total = counter.get_total_flops()
    return {"model": name, "class": class_name, "B": batch, "past": past, "T": 1, "forward": total}


def modules(counter):
    """The products of each module, of the first block of a stack only; by name, since torch gives them in no fixed order."""
    counts = {name: sum(by_op.values()) for name, by_op in counter.get_flop_counts().items()}
    return {
        name: count
        for name, count in sorted(counts.items())
        if name != "Global" and count > 0 and (re.search(r"\.0(\.|$)", name) or not re.search(r"\.\d", name))
    }


def tokens(config, batch, length, source=None, past=0):
    """
    Ids without values. A causal model gets a mask that hides nothing: without one, transformers looks for the borders of
    packed sequences in values that are not there; where nothing is causal it would look into the mask.
    """
    ids = lambda n: torch.zeros((batch, n), dtype=torch.long, device="meta")
    if source is not None:
        return {"input_ids": ids(source), "decoder_input_ids": ids(length), "decoder_attention_mask": ids(length)}
    causal = config["model_type"] not in ("bert", "t5")
    return {"input_ids": ids(length), **({"attention_mask": ids(past + length)} if causal else {})}


def loss(output):
    """A number that depends on the main result alone; BertModel's pooler therefore has no backward pass."""
    return (output.logits if "logits" in output else output.last_hidden_state).sum()
