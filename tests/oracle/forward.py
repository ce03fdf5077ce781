"""Real forward passes of tiny models with random weights, in 64-bit floats."""

from contextlib import nullcontext

import torch
from torch.overrides import TorchFunctionMode

from configurations import SOURCE, TINY, build

# By model: the shapes of its token inputs; BERT's masks hide the ends of its shorter sequences.
INPUTS = {
    "bert": {"input_ids": (2, 5), "attention_mask": [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]]},
    "bert-mlm": {"input_ids": (1, 5), "attention_mask": [[1, 1, 1, 0, 0]]},
    "gpt2": {"input_ids": (2, 6)},
    "t5": {"input_ids": (2, 7), "decoder_input_ids": (2, 4)},
    "t5-v1_1": {"input_ids": (1, 6), "decoder_input_ids": (1, 4)},
    "llama": {"input_ids": (2, 6)},
    "llama-mha": {"input_ids": (1, 5)},
    "llama-stretched": {"input_ids": (1, 6)},
    "mistral-window": {"input_ids": (2, 7)},
}

OUTPUTS = [
    "logits",
    "hidden_states",
    "attentions",
    "encoder_hidden_states",
    "decoder_hidden_states",
    "encoder_attentions",
    "decoder_attentions",
    "cross_attentions",
    "pooler_output",
    "last_hidden_state",
]


def forward():
    models = {name: entry(*TINY[name], INPUTS[name], seed) for seed, name in enumerate(TINY)}
    return {"source": f"{SOURCE}, float64 throughout, eager attention, eval mode, random weights", "models": models}


class DoublePrecision(TorchFunctionMode):
    """
    Computes in 64 bits what transformers casts to 32: the norms of T5 and LLaMA, LLaMA's softmax and rotary angles. The
    mathematics stays; without this a model agrees with it to 1e-7 only, and a small mistake could hide in the rounding.
    """

    def __torch_function__(self, function, types, args=(), kwargs=None):
        wider = lambda value: torch.float64 if value is torch.float32 else value
        kwargs = {name: wider(value) for name, value in (kwargs or {}).items()}
        if function is torch.Tensor.float:
            function = torch.Tensor.double
        return function(*map(wider, args), **kwargs)


def entry(class_name, config, shapes, seed, casts=False):
    generator = torch.Generator().manual_seed(seed)
    inputs = tokens(shapes, config["vocab_size"], generator)
    with torch.no_grad(), nullcontext() if casts else DoublePrecision():
        model = randomize(build(class_name, config, "cpu").double(), generator)
        output = model(**inputs, use_cache=False, output_hidden_states=True, output_attentions=True)
    return {
        "class": class_name,
        "config": config,
        **({} if casts else {"casts": "none"}),
        "inputs": {name: value.tolist() for name, value in inputs.items()},
        "weights": {name: weight.tolist() for name, weight in model.named_parameters()},
        "outputs": {name: plain(output[name]) for name in OUTPUTS if present(output.get(name))},
    }


def randomize(model, generator):
    """Every weight from a normal distribution; a norm's gain around 1. No bias is left at zero, where it could hide."""
    with torch.no_grad():
        for name, weight in model.named_parameters():
            gain = "norm" in name.lower() or ".ln_" in name
            center = 1.0 if gain and name.endswith("weight") else 0.0
            weight.copy_(center + 0.3 * torch.randn(weight.shape, generator=generator, dtype=torch.float64))
    return model


def tokens(shapes, vocabulary, generator):
    inputs = {}
    for name, shape in shapes.items():
        if name == "attention_mask":
            inputs["token_type_ids"] = torch.randint(0, 2, inputs["input_ids"].shape, generator=generator)
            inputs[name] = torch.tensor(shape)
        else:
            inputs[name] = torch.randint(2, vocabulary, shape, generator=generator)
    return inputs


def present(value):
    """transformers 5 gives encoders an empty tuple of cross-attention maps."""
    return value is not None and len(value) > 0


def plain(value):
    return [each.tolist() for each in value] if isinstance(value, tuple) else value.tolist()
