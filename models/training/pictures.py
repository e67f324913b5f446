"""Reads the rendered data set: shards of raw pictures beside one line of truth per picture.

    DIR/{train,held-in,sealed}/pose-NNNNN.u8     uint8 BGR, 320 x 320 x 3, one after another
                               pose-NNNNN.jsonl  keypoints, body_length, box, factors
                               frames-NNNNN.u8   uint8 BGR, 416 x 416 x 3, top left, padded with 114
                               frames-NNNNN.jsonl  boxes, size, factors
Positions are in px; the centre of the first pixel is (0, 0).
"""

import json
from pathlib import Path
from typing import Any, Dict, List, NamedTuple

import numpy as np
import torch
from torch import Tensor

from rtmpose import KEYPOINTS

POSE_SIZE = 320
FRAME_SIZE = 416
ABSENT, OCCLUDED, VISIBLE = 0, 1, 2


class Shards:
    """All pictures of one kind in one folder, as one list."""

    def __init__(self, folder: Path, kind: str, size: int):
        self.pictures: List[np.ndarray] = []
        self.truth: List[Dict[str, Any]] = []
        self.starts = [0]
        for raw in sorted(folder.glob(f"{kind}-*.u8")):
            lines = raw.with_suffix(".jsonl").read_text().splitlines()
            expected = len(lines) * size * size * 3
            if raw.stat().st_size != expected:
                raise ValueError(f"{raw} has {raw.stat().st_size} bytes, its {len(lines)} lines of "
                                 f"truth ask for {expected}: render this shard again")
            if lines:
                shape = (len(lines), size, size, 3)
                self.pictures.append(np.memmap(raw, np.uint8, "r", shape=shape))
                self.truth += [json.loads(line) for line in lines]
                self.starts.append(len(self.truth))
        if not self.truth:
            raise ValueError(f"{folder} has no {kind}-*.u8: render the set first (see README.md)")

    def __len__(self) -> int:
        return len(self.truth)

    def picture(self, i: int) -> np.ndarray:
        shard = int(np.searchsorted(self.starts, i, side="right")) - 1
        return self.pictures[shard][i - self.starts[shard]]

    def batch(self, indices: Tensor) -> Tensor:
        """[n, 3, size, size], BGR, float 0-255."""
        stacked = np.stack([self.picture(int(i)) for i in indices])
        return torch.from_numpy(stacked).permute(0, 3, 1, 2).contiguous().float()


class PoseBatch(NamedTuple):
    pictures: Tensor  # [n, 3, s, s], BGR 0-255
    points: Tensor  # [n, 17, 2], px
    visibility: Tensor  # [n, 17]: 2 visible, 1 occluded, 0 outside the picture


class PosePictures:
    def __init__(self, folder: Path):
        self.shards = Shards(folder, "pose", POSE_SIZE)
        truth = self.shards.truth
        points = torch.tensor([line["keypoints"] for line in truth], dtype=torch.float32)
        if points.shape[1:] != (len(KEYPOINTS), 3):
            raise ValueError(f"{folder} has keypoints of shape {tuple(points.shape[1:])}, "
                             f"expected {(len(KEYPOINTS), 3)}")
        self.points, self.visibility = points[..., :2], points[..., 2].int()
        self.body_length = torch.tensor([line["body_length"] for line in truth]).float()
        self.factors: List[Dict[str, str]] = [line["factors"] for line in truth]

    def __len__(self) -> int:
        return len(self.shards)

    def batch(self, indices: Tensor) -> PoseBatch:
        return PoseBatch(
            self.shards.batch(indices), self.points[indices], self.visibility[indices])


class FramePictures:
    def __init__(self, folder: Path):
        self.shards = Shards(folder, "frames", FRAME_SIZE)
        self.boxes = [torch.tensor(line["boxes"], dtype=torch.float32).reshape(-1, 4)
                      for line in self.shards.truth]
        # Of horses that are all but hidden or out of the picture: neither right nor wrong.
        self.ignored = [torch.tensor(line.get("ignored", []), dtype=torch.float32).reshape(-1, 4)
                        for line in self.shards.truth]
        self.sizes = [tuple(line["size"]) for line in self.shards.truth]
        self.factors: List[Dict[str, str]] = [line["factors"] for line in self.shards.truth]

    def __len__(self) -> int:
        return len(self.shards)


def shuffled(count: int, batch: int, step: int, seed: int) -> Tensor:
    """The indices of a step's batch: every epoch in a new order, the last rest left out."""
    batch = min(batch, count)
    steps = count // batch
    epoch = torch.Generator().manual_seed(seed * 7919 + step // steps)
    start = step % steps * batch
    return torch.randperm(count, generator=epoch)[start:start + batch]
