"""Measures both networks on the sealed and the held-in pictures, as Markdown tables and JSON."""

import argparse
import json
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Tuple

import torch
from torch import Tensor

from augmentation import Views, cut_off, seen
from loop import load, use_threads
from pictures import ABSENT, OCCLUDED, VISIBLE, FramePictures, PosePictures
from rtmpose import BINS_PER_PIXEL, INPUT_SIZE, RtmPose
from train_pose import normalised
from yolox import YoloxNano, anchors, decoded, intersection_over_union

BATCH = 32
NEAR = 0.10  # of the body length
CUT = 0.3  # of the crop
HOOVES = (7, 10, 13, 16)
# Joint and hoof of a limb, left and right.
LIMB_PAIRS = (((6, 7), (9, 10)), ((12, 13), (15, 16)))
QUANTILES = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6)
DETECTION_SCORES = (0.70, 0.50, 0.30, 0.10)
NMS_OVERLAP = 0.65
Table = Dict[str, Dict[str, Any]]


class Poses(NamedTuple):
    points: Tensor  # [n, 17, 2], px of the crop
    scores: Tensor  # [n, 17]
    truth: Tensor  # [n, 17, 2]
    visibility: Tensor  # [n, 17]
    body_length: Tensor  # [n]

    def errors(self) -> Tensor:
        """In body lengths, [n, 17]."""
        distance = (self.points - self.truth).norm(dim=2)
        return distance / self.body_length[:, None]

    def of(self, chosen: Tensor) -> "Poses":
        return Poses(*(field[chosen] for field in self))


def checkpoint(folder: Path) -> Dict[str, Tensor]:
    """The averaged weights of a run: its end or, before that, its newest state."""
    final = folder / "final.pt"
    states = sorted(folder.glob("state-*.pt"))
    if not final.exists() and not states:
        raise SystemExit(f"{folder} has neither final.pt nor a state: train first")
    return load(final if final.exists() else states[-1])["average"]


@torch.no_grad()
def estimated(network: RtmPose, data: PosePictures, limit: int, cut: float = 0.0) -> Poses:
    """cut: this part of every crop lies beyond the edge of the camera's picture, left or right."""
    network.eval()
    fields: List[Tuple[Tensor, ...]] = []
    for indices in spread(len(data), limit).split(BATCH):
        batch = seen(data.batch(indices), Views.plain(len(indices)), INPUT_SIZE)
        cut_off(batch, indices % 2 * 2, torch.full((len(indices),), cut))
        highest = [logits.max(2) for logits in network(normalised(batch.pictures))]
        points = torch.stack([axis.indices for axis in highest], 2) / BINS_PER_PIXEL
        scores = torch.minimum(highest[0].values, highest[1].values)
        fields.append((points, scores, batch.points, batch.visibility, data.body_length[indices]))
    return Poses(*(torch.cat(field) for field in zip(*fields)))


def spread(count: int, limit: int) -> Tensor:
    """All indices, or so many over the whole set."""
    return torch.arange(count) if count <= limit else torch.arange(limit) * count // limit


def share(hits: Tensor) -> float:
    return round(float(hits.float().mean()), 4) if hits.numel() else float("nan")


def swapped(poses: Poses) -> float:
    """Share of pictures in which a limb is found on the other side's place: joint and hoof both
    nearer to the other side's truth, both truths present and at least 0.1 body lengths apart."""
    found = torch.zeros(len(poses.points), dtype=torch.bool)
    judged = torch.zeros_like(found)
    for left, right in LIMB_PAIRS:
        sides = torch.tensor([left, right])  # [2, 2]
        truth, points = poses.truth[:, sides], poses.points[:, sides]
        apart = (truth[:, 0] - truth[:, 1]).norm(dim=2) / poses.body_length[:, None]
        fit = (apart >= NEAR).all(1) & (poses.visibility[:, sides] != ABSENT).all(2).all(1)
        own = (points - truth).norm(dim=3)
        other = (points - truth.flip(1)).norm(dim=3)
        found |= fit & (other < own).all(2).any(1)
        judged |= fit
    return share(found[judged])


def pose_figures(poses: Poses) -> Dict[str, Any]:
    near = poses.errors() <= NEAR
    visible, occluded = poses.visibility == VISIBLE, poses.visibility == OCCLUDED
    hooves = torch.zeros_like(visible)
    hooves[:, list(HOOVES)] = True
    errors = poses.errors()[visible]
    return {"pictures": len(near), "visible": share(near[visible]),
            "hooves": share(near[visible & hooves]), "occluded": share(near[occluded]),
            "occluded_hooves": share(near[occluded & hooves]), "swaps": swapped(poses),
            "median_error": round(float(errors.median()), 4) if len(errors) else float("nan")}


def score_figures(poses: Poses) -> Table:
    table: Table = {}
    near = poses.errors() <= NEAR
    kinds = {"visible, near": (poses.visibility == VISIBLE) & near,
             "visible, off": (poses.visibility == VISIBLE) & ~near,
             "occluded, near": (poses.visibility == OCCLUDED) & near,
             "occluded, off": (poses.visibility == OCCLUDED) & ~near,
             "outside": poses.visibility == ABSENT}
    for name, chosen in kinds.items():
        scores = poses.scores[chosen]
        if len(scores):
            quantiles = scores.quantile(torch.tensor(QUANTILES))
            table[name] = {"points": len(scores), **{
                f"{q:.0%}": round(float(v), 3) for q, v in zip(QUANTILES, quantiles)}}
    return table


def threshold_figures(poses: Poses) -> Table:
    """What a score threshold keeps."""
    errors = poses.errors()
    table: Table = {}
    for threshold in THRESHOLDS:
        kept = poses.scores >= threshold
        present = poses.visibility != ABSENT
        table[f"{threshold:.2f}"] = {
            "visible_kept": share(kept[poses.visibility == VISIBLE]),
            "occluded_kept": share(kept[poses.visibility == OCCLUDED]),
            "outside_kept": share(kept[~present]),
            "near_among_kept": share((errors <= NEAR)[kept & present])}
    return table


def by_factor(factors: List[Dict[str, str]], figures: Any) -> Table:
    """figures(mask) for every value of every factor."""
    table: Table = {}
    for name in sorted({key for each in factors for key in each}):
        for value in sorted({each.get(name, "") for each in factors}):
            mask = torch.tensor([each.get(name, "") == value for each in factors])
            table[f"{name} {value}"] = figures(mask)
    return table


@torch.no_grad()
def detected(network: YoloxNano, data: FramePictures, limit: int) -> Tuple[List[int], List[Tensor]]:
    """Per frame its index and boxes with scores, [k, 5], of a score of at least the lowest."""
    network.eval()
    cells, strides = anchors()
    chosen: List[int] = []
    found: List[Tensor] = []
    for indices in spread(len(data), limit).split(BATCH):
        for raw in network(data.shards.batch(indices)):
            score = raw[:, 4].sigmoid() * raw[:, 5].sigmoid()
            boxes = torch.cat((decoded(raw, cells, strides), score[:, None]), 1)
            found.append(suppressed(boxes[score >= DETECTION_SCORES[-1]]))
        chosen += indices.tolist()
    return chosen, found


def suppressed(boxes: Tensor) -> Tensor:
    kept: List[Tensor] = []
    for box in boxes[boxes[:, 4].argsort(descending=True)]:
        if all(intersection_over_union(box[:4], k[:4]) < NMS_OVERLAP for k in kept):
            kept.append(box)
    return torch.stack(kept) if kept else boxes[:0]


def detection_figures(truth: List[Tensor], found: List[Tensor],
                      ignored: List[Tensor]) -> Dict[str, Any]:
    """Recall at an overlap of 0.5; boxes of too much, apart for frames without a horse."""
    figures: Dict[str, Any] = {"frames": len(truth), "horses": sum(len(t) for t in truth)}
    without = [len(t) + len(i) == 0 for t, i in zip(truth, ignored)]
    empty = sum(without)
    for score in DETECTION_SCORES:
        hits = false = on_empty = 0
        for boxes, guesses, hidden, none in zip(truth, found, ignored, without):
            open_boxes = list(boxes)
            for guess in guesses[guesses[:, 4] >= score]:
                overlaps = [float(intersection_over_union(guess[:4], b)) for b in open_boxes]
                if overlaps and max(overlaps) >= 0.5:
                    open_boxes.pop(overlaps.index(max(overlaps)))
                    hits += 1
                elif not any(part_of(guess, box) >= 0.5 for box in hidden):
                    false += 1
                    on_empty += none
        figures[f"recall@{score:.2f}"] = round(hits / max(1, figures["horses"]), 4)
        figures[f"false/frame@{score:.2f}"] = round(false / max(1, len(truth)), 4)
        if empty:
            figures[f"false/empty@{score:.2f}"] = round(on_empty / empty, 4)
    return figures


def part_of(guess: Tensor, box: Tensor) -> float:
    """Share of a guess that lies in a box."""
    corner1, corner2 = torch.maximum(guess[:2], box[:2]), torch.minimum(guess[2:4], box[2:])
    return float((corner2 - corner1).clamp(min=0).prod() / (guess[2:4] - guess[:2]).prod())


def markdown(title: str, table: Table) -> str:
    columns = list(dict.fromkeys(key for row in table.values() for key in row))
    lines = [f"\n### {title}\n", "| | " + " | ".join(columns) + " |",
             "|---" * (len(columns) + 1) + "|"]
    for name, row in table.items():
        lines.append(f"| {name} | " + " | ".join(str(row.get(c, "")) for c in columns) + " |")
    return "\n".join(lines)


def evaluate_pose(folder: Path, data: Path, split: str, limit: int) -> Dict[str, Table]:
    network = RtmPose()
    network.load_state_dict(checkpoint(folder))
    pictures = PosePictures(data / split)
    poses = estimated(network, pictures, limit)
    at_edge = estimated(network, pictures, limit, CUT)
    factors = [pictures.factors[i] for i in spread(len(pictures), limit).tolist()]
    return {f"Pose, {split}: share within {NEAR} body lengths": {
                "all": pose_figures(poses),
                **by_factor(factors, lambda mask: pose_figures(poses.of(mask)))},
            f"Pose, {split}: quantiles of the score": score_figures(poses),
            f"Pose, {split}, {CUT:.0%} beyond the edge: quantiles of the score":
                score_figures(at_edge),
            f"Pose, {split}, {CUT:.0%} beyond the edge: score thresholds":
                threshold_figures(at_edge),
            f"Pose, {split}: score thresholds": threshold_figures(poses)}


def evaluate_detector(folder: Path, data: Path, split: str, limit: int) -> Dict[str, Table]:
    network = YoloxNano()
    network.load_state_dict(checkpoint(folder))
    pictures = FramePictures(data / split)
    chosen, found = detected(network, pictures, limit)
    truth = [pictures.boxes[i] for i in chosen]
    ignored = [pictures.ignored[i] for i in chosen]
    factors = [pictures.factors[i] for i in chosen]

    def figures(mask: Tensor) -> Dict[str, Any]:
        which = mask.nonzero()[:, 0].tolist()
        return detection_figures(*([values[i] for i in which] for values in (truth, found, ignored)))
    return {f"Detector, {split}": {"all": detection_figures(truth, found, ignored),
                                   **by_factor(factors, figures)}}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="data set")
    parser.add_argument("--pose", type=Path, help="folder of the fine run of train_pose.py")
    parser.add_argument("--detector", type=Path, help="folder of train_detector.py")
    parser.add_argument("--split", nargs="+", default=["sealed", "held-in"])
    parser.add_argument("--limit", type=int, default=10 ** 9, help="pictures of each kind")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    o = parser.parse_args()
    use_threads(2, keep_memory=True)
    tables: Dict[str, Table] = {}
    for split in o.split:
        if o.pose:
            tables.update(evaluate_pose(o.pose, o.data, split, o.limit))
        if o.detector:
            tables.update(evaluate_detector(o.detector, o.data, split, o.limit))
    for title, table in tables.items():
        print(markdown(title, table))
    if o.json:
        o.json.write_text(json.dumps(tables, indent=1) + "\n")


if __name__ == "__main__":
    main()
