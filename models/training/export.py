"""Writes the averaged weights of a run as a half-precision checkpoint, as the project reads it."""

import argparse
from pathlib import Path
from typing import Any, Dict

import torch
from torch import Tensor

from evaluate import checkpoint
from loop import save

LARGEST_VARIANCE = 1e4
META = {"model": "RTMPose-t", "keypoints": "AP-10K", "input": "256x256",
        "trained_on": "rendered pictures of computed horses"}


def scaled(weights: Dict[str, Tensor]) -> Dict[str, Tensor]:
    """The same network with variances that float16 can hold: what a convolution gives is divided by
    a power of two, channel by channel, which the batch normalisation behind it undoes. Pixels go
    into the detector as 0 to 255, so that its first variances are in the ten thousands."""
    result = dict(weights)
    for name, variance in weights.items():
        if name.endswith(".bn.running_var"):
            layer = name[:-len(".bn.running_var")]
            excess = (variance / LARGEST_VARIANCE).clamp(min=1).sqrt()
            divisor = torch.exp2(torch.ceil(torch.log2(excess)))
            result[name] = variance / divisor.square()
            result[layer + ".bn.running_mean"] = weights[layer + ".bn.running_mean"] / divisor
            result[layer + ".conv.weight"] = \
                weights[layer + ".conv.weight"] / divisor[:, None, None, None]
    return result


def halved(weights: Dict[str, Tensor]) -> Dict[str, Tensor]:
    """Floating point as float16, refusing what it cannot hold."""
    largest = torch.finfo(torch.float16).max
    result = {}
    for name, value in scaled(weights).items():
        if value.is_floating_point():
            if not bool((value.abs() <= largest).all()):
                raise SystemExit(f"{name} has values beyond ±{largest:.0f} or not finite: the "
                                 "training has diverged, go back to an earlier state")
            value = value.half()
        result[name] = value.contiguous()
    return result


def exported(kind: str, weights: Dict[str, Tensor]) -> Dict[str, Any]:
    if kind == "detector":
        return {"model": halved(weights)}
    return {"meta": META, "state_dict": halved(weights)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("pose", "detector"))
    parser.add_argument("folder", type=Path, help="of the run")
    parser.add_argument("file", type=Path, help="checkpoint to write, .pth")
    o = parser.parse_args()
    save(exported(o.kind, checkpoint(o.folder)), o.file)
    print(f"{o.file}: {o.file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
