"""Every weight of every published model: name, shape, in how many blocks."""

import re

from configurations import PUBLISHED, SOURCE, UNTIED, build, untied


def parameters():
    models = {name: entry(*pair) for name, pair in PUBLISHED.items()}
    return {"source": f"{SOURCE}, parameters of the model built from its configuration on the meta device", "models": models}


def entry(class_name, config):
    separate = untied(config)
    result = {"class": class_name, "config": config, **tensors(build(class_name, config, "meta"), separate)}
    return {**result, "note": UNTIED} if separate else result


def tensors(model, separate_head=False):
    """The state dict, the index of the block folded to `{i}`; weights under a second name are `tied`."""
    once = dict(model.named_parameters())
    every = dict(model.named_parameters(remove_duplicate=False))
    tied = sorted(name for name in every if name not in once)
    if separate_head:
        tied.remove("lm_head.weight")
        once["lm_head.weight"] = every["lm_head.weight"]
    folded = {}
    for name, weight in once.items():
        folded.setdefault(re.sub(r"\.\d+\.", ".{i}.", name, count=1), []).append(list(weight.shape))
    for name, shapes in folded.items():
        assert all(shape == shapes[0] for shape in shapes), name
    return {
        "total": sum(weight.numel() for weight in once.values()),
        "tensors": [{"name": name, "shape": shapes[0], "repeat": len(shapes)} for name, shapes in folded.items()],
        "tied": tied,
    }
