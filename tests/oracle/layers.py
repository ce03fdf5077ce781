"""Single layers in 64-bit floats, with their gradients, and the encoder-decoder of 2017."""

import torch
from torch import nn
from torch.nn import functional as F

from configurations import SOURCE

GRID = [n / 4 for n in range(-24, 25)] + [-20.0, -0.001, 0.001, 20.0]

ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "hard_sigmoid": F.hardsigmoid,
    "hard_tanh": F.hardtanh,
    "softsign": F.softsign,
    "relu": F.relu,
    "relu6": F.relu6,
    "leaky_relu(0.01)": lambda x: F.leaky_relu(x, 0.01),
    "prelu(0.25)": lambda x: F.prelu(x, torch.tensor([0.25], dtype=x.dtype)),
    "elu(1)": F.elu,
    "celu(1)": F.celu,
    "selu": F.selu,
    "softplus": F.softplus,
    "gelu": F.gelu,
    "gelu_tanh": lambda x: F.gelu(x, approximate="tanh"),
    "silu": F.silu,
    "swish(1.5)": lambda x: x * torch.sigmoid(1.5 * x),
    "mish": F.mish,
    "hard_swish": F.hardswish,
    "relu_squared": lambda x: F.relu(x) ** 2,
    "log_sigmoid": F.logsigmoid,
    "tanhshrink": F.tanhshrink,
}


def layers():
    generator = torch.Generator().manual_seed(0)
    random = lambda *shape: torch.randn(shape, generator=generator, dtype=torch.float64)
    glu, scores = random(5, 8), 3 * random(3, 5)
    return {
        "source": f"{SOURCE.split(', ')[1]}, float64",
        "x": GRID,
        "activations": {name: activation(f) for name, f in ACTIVATIONS.items()},
        "glu": {"input": glu.tolist(), "glu": F.glu(glu, -1).tolist()},
        "normalization": normalization(random),
        "softmax": {
            "input": scores.tolist(),
            "softmax": scores.softmax(-1).tolist(),
            "log_softmax": scores.log_softmax(-1).tolist(),
        },
        "transformer_2017": transformer_2017(random),
    }


def activation(f):
    x = torch.tensor(GRID, dtype=torch.float64, requires_grad=True)
    y = f(x)
    (slope,) = torch.autograd.grad(y.sum(), x)
    return {"y": y.tolist(), "dy": slope.tolist()}


def normalization(random):
    """Each kind of norm; epsilon is torch's 1e-5 except for RMSNorm, 1e-6 as in T5."""
    text, image = 1 + 2 * random(2, 3, 4), 1 + 2 * random(2, 4, 3, 3)
    batch = nn.BatchNorm2d(4, affine=False, dtype=torch.float64)
    batch(image)
    return {
        "[B,T,d]": {
            "input": text.tolist(),
            "layer_norm": norm(nn.LayerNorm(4), text, random),
            "rms_norm": norm(nn.RMSNorm(4, eps=1e-6), text, random),
        },
        "[N,C,H,W]": {
            "input": image.tolist(),
            "batch_norm_train": norm(nn.BatchNorm2d(4), image, random),
            "instance_norm": norm(nn.InstanceNorm2d(4, affine=True), image, random),
            "group_norm(2)": norm(nn.GroupNorm(2, 4), image, random),
            "layer_norm[C,H,W]": norm(nn.LayerNorm((4, 3, 3)), image, random),
            "batch_norm_eval_after_one_batch": {
                "running_mean": batch.running_mean.tolist(),
                "running_var": batch.running_var.tolist(),
                "output": batch.eval()(image).tolist(),
            },
        },
    }


def norm(module, x, random):
    """A norm's result and the gradients of Σ upstream·output."""
    module.double()
    with torch.no_grad():
        for weight in module.parameters():
            weight.copy_(1 + 0.3 * random(*weight.shape))
    x = x.clone().requires_grad_()
    upstream = torch.linspace(-1, 1, x.numel(), dtype=torch.float64).reshape(x.shape)
    output = module(x)
    output.backward(upstream)
    return {
        "output": output.tolist(),
        "upstream": upstream.tolist(),
        "input_gradient": x.grad.tolist(),
        "parameters": {
            name: {"value": weight.tolist(), "gradient": weight.grad.tolist()}
            for name, weight in module.named_parameters()
        },
    }


def transformer_2017(random):
    """Two encoder and two decoder blocks with two heads, torch's own; the decoder is causal."""
    options = {"d_model": 8, "nhead": 2, "dim_feedforward": 16, "dropout": 0.0, "batch_first": True, "dtype": torch.float64}
    model = nn.ModuleDict(
        {
            "encoder": nn.TransformerEncoder(nn.TransformerEncoderLayer(**options), 2, enable_nested_tensor=False),
            "decoder": nn.TransformerDecoder(nn.TransformerDecoderLayer(**options), 2),
        }
    ).eval()
    with torch.no_grad():
        for name, weight in model.named_parameters():
            projection_bias = "attn" in name and name.endswith("bias")
            gain = ".norm" in name and name.endswith("weight")
            weight.copy_(torch.zeros(weight.shape) if projection_bias else (1.0 if gain else 0.0) + 0.3 * random(*weight.shape))
        source, target = random(2, 5, 8), random(2, 4, 8)
        memory = model["encoder"](source)
        mask = nn.Transformer.generate_square_subsequent_mask(4, dtype=torch.float64)
        output = model["decoder"](target, memory, tgt_mask=mask)
    return {
        "note": "post-norm, ReLU, no final norms, projection biases zero; in_proj_weight stacks W_Q, W_K, W_V, each "
        "[out,in]; inputs are embeddings after scaling and positions",
        "weights": {name: weight.tolist() for name, weight in model.named_parameters()},
        "source": source.tolist(),
        "target": target.tolist(),
        "memory": memory.tolist(),
        "output": output.tolist(),
    }
