"""
Writes the fixtures beside this file: python tests/oracle/generate.py [--out FOLDER] [NAME …]
Configurations only: no pretrained weights, no network. The big models are built without memory, on torch's meta device.
"""

import argparse
import json
import os
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_VERBOSITY"] = "error"
os.environ["ATEN_CPU_CAPABILITY"] = "avx2"  # the same order of adding on every x86 machine

from casts import casts  # noqa: E402
from flops import flops  # noqa: E402
from forward import forward  # noqa: E402
from layers import layers  # noqa: E402
from mixtral import mixtral  # noqa: E402
from parameters import parameters  # noqa: E402
from recurrent import recurrent  # noqa: E402

FIXTURES = {
    "parameters": parameters,
    "flops": flops,
    "forward": forward,
    "casts": casts,
    "layers": layers,
    "mixtral": mixtral,
    "recurrent": recurrent,
}
INDENTED = ("parameters", "flops")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("names", nargs="*", default=list(FIXTURES), metavar="NAME", help=", ".join(FIXTURES))
    arguments.add_argument("--out", type=Path, default=Path(__file__).parent)
    chosen = arguments.parse_args()
    for name in chosen.names:
        text = json.dumps(FIXTURES[name](), indent=1 if name in INDENTED else None)
        (chosen.out / f"{name}.json").write_text(text + "\n")
        print(f"{name}.json")


main()
