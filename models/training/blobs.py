"""Writes a toy data set of the form of the rendered one, to try the training on.

Stick animals of thick lines on coarse noise. The side away from the viewer is darker and drawn
first, so that left and right follow, as on a horse, from the way it faces.

Usage: python3 blobs.py DIR [POSES] [FRAMES]
"""

import json
import sys
from pathlib import Path
from typing import List, Tuple

import numpy as np

from pictures import FRAME_SIZE, POSE_SIZE

# In body lengths, x forward from the root of the tail, y down; in the order of the keypoints.
STANDING = np.array([
    (1.42, -.42), (1.44, -.40), (1.60, -.18), (1.00, -.05), (0.00, 0.00),
    (.92, .42), (.92, .72), (.92, 1.0), (.86, .42), (.86, .72), (.86, 1.0),
    (.08, .42), (.04, .72), (.06, 1.0), (.00, .42), (-.04, .72), (-.02, 1.0)])
BONES = ((2, 0), (2, 1), (0, 3), (3, 4), (3, 5), (5, 6), (6, 7), (3, 8), (8, 9), (9, 10),
         (4, 11), (11, 12), (12, 13), (4, 14), (14, 15), (15, 16))

FRAME_HEIGHT = 234  # px, of the part that is picture


def animal(chance: np.random.Generator) -> np.ndarray:
    """17 points, in body lengths, with swinging limbs, either way round."""
    points = STANDING.copy()
    for limb in ((5, 6, 7), (8, 9, 10), (11, 12, 13), (14, 15, 16)):
        swing = chance.uniform(-.35, .35)
        for joint, part in zip(limb, (.3, .65, 1)):
            points[joint] += (swing * part, -abs(swing) * part * .2)
    points += chance.normal(0, .015, points.shape)
    if chance.random() < .5:
        points = points * (-1, 1)
        points = points[[1, 0, 2, 3, 4, 8, 9, 10, 5, 6, 7, 14, 15, 16, 11, 12, 13]]
    return points


def draw(picture: np.ndarray, points: np.ndarray, chance: np.random.Generator) -> None:
    size = picture.shape[0]
    y, x = np.mgrid[:size, :size]
    coat = chance.uniform(60, 220, 3)
    faces_right = points[3, 0] > points[4, 0]
    far = (0, 5, 6, 7, 11, 12, 13) if faces_right else (1, 8, 9, 10, 14, 15, 16)
    length = np.linalg.norm(points[3] - points[4])
    for a, b in sorted(BONES, key=lambda bone: bone[1] not in far):
        shade = coat * (.55 if b in far else 1)
        for t in np.linspace(0, 1, 14):
            px, py = points[a] * (1 - t) + points[b] * t
            radius = length * (.10 if (a, b) == (3, 4) else .045)
            x1, x2 = max(0, int(px - radius)), min(size, int(px + radius) + 2)
            y1, y2 = max(0, int(py - radius)), min(size, int(py + radius) + 2)
            if x1 < x2 and y1 < y2:
                disc = (x[y1:y2, x1:x2] - px) ** 2 + (y[y1:y2, x1:x2] - py) ** 2 < radius ** 2
                picture[y1:y2, x1:x2][disc] = shade


def background(size: int, chance: np.random.Generator) -> np.ndarray:
    coarse = chance.uniform(0, 255, (8, 8, 3))
    enlarged = np.kron(coarse, np.ones((size // 8, size // 8, 1)))
    return enlarged * .5 + chance.uniform(0, 90, enlarged.shape)


def box_of(points: np.ndarray) -> List[float]:
    return [float(v) for v in np.concatenate((points.min(0) - 3, points.max(0) + 3))]


def pose(chance: np.random.Generator) -> Tuple[np.ndarray, dict]:
    length = chance.uniform(85, 110)
    points = animal(chance) * length
    points += POSE_SIZE / 2 - (points.min(0) + points.max(0)) / 2 + chance.uniform(-8, 8, 2)
    picture = background(POSE_SIZE, chance)
    draw(picture, points, chance)
    visible = [2] * len(points)
    if chance.random() < .3:
        at = int(chance.uniform(60, 250))
        picture[:, at:at + 14] = chance.uniform(0, 255, 3)
        visible = [1 if at <= p[0] < at + 14 else 2 for p in points]
    keypoints = [[float(p[0]), float(p[1]), v] for p, v in zip(points, visible)]
    return picture, {"keypoints": keypoints, "body_length": float(length), "box": box_of(points),
                     "factors": {"post": str(min(visible) == 1)}}


def frame(chance: np.random.Generator) -> Tuple[np.ndarray, dict]:
    picture, boxes = background(FRAME_SIZE, chance), []
    for _ in range(int(chance.integers(0, 3))):
        points = animal(chance) * chance.uniform(40, 100)
        points += (chance.uniform(110, 300), chance.uniform(80, 140)) - points.mean(0)
        draw(picture, points, chance)
        boxes.append(box_of(points.clip((3, 3), (FRAME_SIZE - 4, FRAME_HEIGHT - 4))))
    picture[FRAME_HEIGHT:] = 114
    return picture, {"boxes": boxes, "size": [FRAME_SIZE, FRAME_HEIGHT],
                     "factors": {"horses": str(len(boxes))}}


def write(folder: Path, poses: int, frames: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for kind, count, make in (("pose", poses, pose), ("frames", frames, frame)):
        with open(folder / f"{kind}-00000.u8", "wb") as raw, \
                open(folder / f"{kind}-00000.jsonl", "w") as lines:
            for _ in range(count):
                picture, truth = make(chance)
                raw.write(picture.clip(0, 255).astype(np.uint8).tobytes())
                print(json.dumps(truth), file=lines)


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    poses, frames = [int(v) for v in (sys.argv[2:] + ["2000", "600"][len(sys.argv) - 2:])]
    write(folder / "train", poses, frames, 1)
    write(folder / "held-in", max(1, poses // 10), max(1, frames // 10), 2)
    write(folder / "sealed", max(1, poses // 10), max(1, frames // 10), 3)


if __name__ == "__main__":
    main()
