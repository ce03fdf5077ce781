"""The configurations that the fixtures are about, and how a model is made of one. Nothing is downloaded."""

import torch
import transformers

SOURCE = f"transformers {transformers.__version__}, torch {torch.__version__.split('+')[0]}"

UNTIED = (
    "transformers 5 ties the head when it builds this model from its configuration; the released checkpoints carry it "
    "separately, as tie_word_embeddings=false says; counted here as in the checkpoints"
)


def bert(layers, width, vocabulary=30522, heads=None, inner=None, positions=512):
    return {
        "model_type": "bert",
        "num_hidden_layers": layers,
        "hidden_size": width,
        "num_attention_heads": heads or width // 64,
        "intermediate_size": inner or 4 * width,
        "vocab_size": vocabulary,
        "type_vocab_size": 2,
        "max_position_embeddings": positions,
        "hidden_act": "gelu",
        "layer_norm_eps": 1e-12,
    }


def gpt2(layers, width, heads, positions=1024, vocabulary=50257):
    return {
        "model_type": "gpt2",
        "n_layer": layers,
        "n_embd": width,
        "n_head": heads,
        "n_positions": positions,
        "vocab_size": vocabulary,
        "activation_function": "gelu_new",
        "layer_norm_epsilon": 1e-5,
    }


def t5(layers, width, heads, inner, head, gated=False, tied=None, vocabulary=32128, buckets=32, distance=128):
    return {
        "model_type": "t5",
        "num_layers": layers,
        "num_decoder_layers": layers,
        "d_model": width,
        "num_heads": heads,
        "d_ff": inner,
        "d_kv": head,
        "vocab_size": vocabulary,
        "relative_attention_num_buckets": buckets,
        "relative_attention_max_distance": distance,
        "feed_forward_proj": "gated-gelu" if gated else "relu",
        "tie_word_embeddings": (not gated) if tied is None else tied,
        "layer_norm_epsilon": 1e-6,
    }


def llama(layers, width, heads, groups, inner, vocabulary=32000, positions=4096, epsilon=1e-5, theta=1e4, **more):
    return {
        "model_type": "llama",
        "num_hidden_layers": layers,
        "hidden_size": width,
        "num_attention_heads": heads,
        "num_key_value_heads": groups,
        "intermediate_size": inner,
        "vocab_size": vocabulary,
        "max_position_embeddings": positions,
        "rms_norm_eps": epsilon,
        "rope_theta": theta,
        "hidden_act": "silu",
        "tie_word_embeddings": False,
        **more,
    }


def llama1(layers, width, heads, inner):
    return llama(layers, width, heads, heads, inner, positions=2048, epsilon=1e-6)


def llama3(layers, width, heads, groups, inner, positions=8192, **more):
    return llama(layers, width, heads, groups, inner, 128256, positions, theta=5e5, **more)


MISTRAL = {**llama(32, 4096, 32, 8, 14336, positions=32768), "model_type": "mistral", "sliding_window": None}

TINY_MIXTRAL = {
    **llama(2, 8, 4, 2, 12, vocabulary=24, positions=16),
    "model_type": "mixtral",
    "sliding_window": None,
    "num_local_experts": 4,
    "num_experts_per_tok": 2,
}

# Rotary frequencies as Llama 3.1 rescales them, so small that of four one stays, two are blended and one is divided.
STRETCH = {
    "rope_type": "llama3",
    "factor": 4.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 64,
}

PUBLISHED = {
    "bert-tiny": ("BertModel", bert(2, 128)),
    "bert-mini": ("BertModel", bert(4, 256)),
    "bert-small": ("BertModel", bert(4, 512)),
    "bert-medium": ("BertModel", bert(8, 512)),
    "bert-base-uncased": ("BertModel", bert(12, 768)),
    "bert-base-cased": ("BertModel", bert(12, 768, 28996)),
    "bert-large-uncased": ("BertModel", bert(24, 1024)),
    "bert-base-uncased/mlm": ("BertForMaskedLM", bert(12, 768)),
    "bert-base-uncased/pretraining": ("BertForPreTraining", bert(12, 768)),
    "bert-base-uncased/classification": ("BertForSequenceClassification", bert(12, 768)),
    "bert-base-uncased/qa": ("BertForQuestionAnswering", bert(12, 768)),
    "gpt2": ("GPT2LMHeadModel", gpt2(12, 768, 12)),
    "gpt2-medium": ("GPT2LMHeadModel", gpt2(24, 1024, 16)),
    "gpt2-large": ("GPT2LMHeadModel", gpt2(36, 1280, 20)),
    "gpt2-xl": ("GPT2LMHeadModel", gpt2(48, 1600, 25)),
    "gpt2/body": ("GPT2Model", gpt2(12, 768, 12)),
    "t5-small": ("T5ForConditionalGeneration", t5(6, 512, 8, 2048, 64)),
    "t5-base": ("T5ForConditionalGeneration", t5(12, 768, 12, 3072, 64)),
    "t5-large": ("T5ForConditionalGeneration", t5(24, 1024, 16, 4096, 64)),
    "t5-3b": ("T5ForConditionalGeneration", t5(24, 1024, 32, 16384, 128)),
    "t5-11b": ("T5ForConditionalGeneration", t5(24, 1024, 128, 65536, 128)),
    "t5-v1_1-small": ("T5ForConditionalGeneration", t5(8, 512, 6, 1024, 64, gated=True)),
    "t5-v1_1-base": ("T5ForConditionalGeneration", t5(12, 768, 12, 2048, 64, gated=True)),
    "t5-v1_1-large": ("T5ForConditionalGeneration", t5(24, 1024, 16, 2816, 64, gated=True)),
    "t5-v1_1-xl": ("T5ForConditionalGeneration", t5(24, 2048, 32, 5120, 64, gated=True)),
    "t5-v1_1-xxl": ("T5ForConditionalGeneration", t5(24, 4096, 64, 10240, 64, gated=True)),
    "t5-base/encoder": ("T5EncoderModel", t5(12, 768, 12, 3072, 64)),
    "llama-7b": ("LlamaForCausalLM", llama1(32, 4096, 32, 11008)),
    "llama-13b": ("LlamaForCausalLM", llama1(40, 5120, 40, 13824)),
    "llama-33b": ("LlamaForCausalLM", llama1(60, 6656, 52, 17920)),
    "llama-65b": ("LlamaForCausalLM", llama1(80, 8192, 64, 22016)),
    "llama-7b/body": ("LlamaModel", llama1(32, 4096, 32, 11008)),
    "llama-2-7b": ("LlamaForCausalLM", llama(32, 4096, 32, 32, 11008)),
    "llama-2-13b": ("LlamaForCausalLM", llama(40, 5120, 40, 40, 13824)),
    "llama-2-70b": ("LlamaForCausalLM", llama(80, 8192, 64, 8, 28672)),
    "llama-3-8b": ("LlamaForCausalLM", llama3(32, 4096, 32, 8, 14336)),
    "llama-3-70b": ("LlamaForCausalLM", llama3(80, 8192, 64, 8, 28672)),
    "llama-3.1-405b": ("LlamaForCausalLM", llama3(126, 16384, 128, 8, 53248, positions=131072)),
    "llama-3.2-1b": (
        "LlamaForCausalLM",
        llama3(16, 2048, 32, 8, 8192, positions=131072, tie_word_embeddings=True, head_dim=64),
    ),
    "llama-3.2-3b": (
        "LlamaForCausalLM",
        llama3(28, 3072, 24, 8, 8192, positions=131072, tie_word_embeddings=True, head_dim=128),
    ),
    "mistral-7b": ("MistralForCausalLM", MISTRAL),
}

TINY = {
    "bert": ("BertModel", bert(2, 8, 24, heads=2, inner=16, positions=12)),
    "bert-mlm": ("BertForMaskedLM", bert(1, 8, 24, heads=2, inner=16, positions=12)),
    "gpt2": ("GPT2LMHeadModel", gpt2(2, 8, 2, positions=12, vocabulary=24)),
    "t5": ("T5ForConditionalGeneration", t5(2, 8, 2, 16, 3, vocabulary=24, buckets=8, distance=12)),
    "t5-v1_1": (
        "T5ForConditionalGeneration",
        t5(1, 8, 2, 16, 4, gated=True, tied=True, vocabulary=24, buckets=8, distance=12),
    ),
    "llama": ("LlamaForCausalLM", llama(2, 8, 4, 2, 20, 24, positions=16, epsilon=1e-6)),
    "llama-mha": ("LlamaForCausalLM", llama(1, 8, 2, 2, 20, 24, positions=16, epsilon=1e-6)),
    "llama-stretched": (
        "LlamaForCausalLM",
        llama(1, 8, 2, 1, 20, 24, positions=256, theta=1e2, tie_word_embeddings=True, head_dim=8, rope_scaling=STRETCH),
    ),
    "mistral-window": (
        "MistralForCausalLM",
        {**llama(2, 8, 4, 2, 20, 24, positions=16), "model_type": "mistral", "sliding_window": 3},
    ),
}


def build(class_name, config, device):
    """The model of a configuration, with eager attention: the one in which every matrix product can be seen."""
    fields = {key: value for key, value in config.items() if key != "model_type"}
    settings = transformers.CONFIG_MAPPING[config["model_type"]](**fields)
    settings._attn_implementation = "eager"
    settings._experts_implementation = "eager"
    with torch.device(device):
        return getattr(transformers, class_name)(settings).eval()


def untied(config):
    """Whether the checkpoint carries a head of its own that transformers 5 nevertheless ties."""
    return config["model_type"] == "t5" and not config["tie_word_embeddings"]
