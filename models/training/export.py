"""Writes the averaged weights of a run as a half-precision checkpoint, as the project reads it."""

import argparse
from pathlib import Path
from typing import Any, Dict

import torch
from torch import Tensor

from evaluate import checkpoint
from loop import save

META = {"model": "RTMPose-t", "keypoints": "AP-10K", "input": "256x256",
        "trained_on": "rendered pictures of computed horses"}


def halved(weights: Dict[str, Tensor]) -> Dict[str, Tensor]:
    """Floating point as float16, refusing what it cannot hold."""
    largest = torch.finfo(torch.float16).max
    result = {}
    for name, value in weights.items():
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
