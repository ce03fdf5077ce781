"""One step of the networks before the Transformer, with the products that torch counts. The GRU and the attention are written out:
torch's own GRU resets after the product, where Cho et al. 2014 reset before it."""

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from configurations import SOURCE

B, S, D = 2, 5, 4


def recurrent():
    generator = torch.Generator().manual_seed(0)
    random = lambda *shape: torch.randn(shape, generator=generator, dtype=torch.float64)
    x, h, c, annotations = random(B, D), random(B, D), random(B, D), random(B, S, D)
    return {
        "source": f"{SOURCE.split(', ')[1]}, float64",
        "inputs": {"x": x.tolist(), "h": h.tolist(), "c": c.tolist(), "s": h.tolist(), "H": annotations.tolist()},
        "rnn": own(nn.RNNCell(D, D, dtype=torch.float64), [""], lambda cell: {"h": cell(x, h)}, random),
        "lstm": own(
            nn.LSTMCell(D, D, dtype=torch.float64),
            ["i", "f", "g", "o"],
            lambda cell: dict(zip("hc", cell(x, (h, c)))),
            random,
        ),
        "gru": gru(x, h, random),
        "additive": additive(h, annotations, random),
    }


def own(cell, gates, step, random):
    """A cell of torch. Its second bias is zero, for the papers have one."""
    with torch.no_grad():
        for weight in cell.parameters():
            weight.copy_(random(*weight.shape))
        cell.bias_hh.zero_()
    weights = {}
    for i, gate in enumerate(gates):
        rows, at = slice(i * D, (i + 1) * D), f"{gate}." if gate else ""
        weights[f"{at}input.weight"] = cell.weight_ih[rows].tolist()
        weights[f"{at}input.bias"] = cell.bias_ih[rows].tolist()
        weights[f"{at}state.weight"] = cell.weight_hh[rows].tolist()
    return counted(weights, lambda: step(cell))


def gru(x, h, random):
    W, U, b = ({gate: random(*shape) for gate in "zrh"} for shape in ((D, D), (D, D), (D,)))

    def step():
        z = torch.sigmoid(x @ W["z"].T + h @ U["z"].T + b["z"])
        r = torch.sigmoid(x @ W["r"].T + h @ U["r"].T + b["r"])
        candidate = torch.tanh(x @ W["h"].T + (r * h) @ U["h"].T + b["h"])
        return {"h": (1 - z) * h + z * candidate}

    names = {"input.weight": W, "state.weight": U, "input.bias": b}
    return counted({f"{g}.{name}": of[g].tolist() for g in "zrh" for name, of in names.items()}, step)


def additive(s, annotations, random):
    W, U, v = random(D, D), random(D, D), random(D)

    def step():
        e = (torch.tanh(annotations @ U.T + (s @ W.T)[:, None]) @ v[:, None])[..., 0]
        return {"c": (torch.softmax(e, -1)[:, None] @ annotations)[:, 0]}

    return counted({"keys.weight": U.tolist(), "query.weight": W.tolist(), "score": v.tolist()}, step)


def counted(weights, step):
    with torch.no_grad():
        outputs = {name: value.tolist() for name, value in step().items()}
        with FlopCounterMode(display=False) as counter:
            step()
    return {"weights": weights, "outputs": outputs, "flops": counter.get_total_flops()}
