"""Trains RTMPose-t on rendered crops: first its backbone at 128 x 128, then all of it at 256 x 256.

Can be stopped (SIGTERM, Ctrl-C) and started again with the same options at any time.
"""

import argparse
from pathlib import Path
from typing import Dict, Tuple

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

from augmentation import varied
from loop import Schedule, TrainingRun, exported_weights, load, use_threads
from pictures import ABSENT, OCCLUDED, VISIBLE, PosePictures, shuffled
from rtmpose import BINS, BINS_PER_PIXEL, INPUT_SIZE, MEAN, STD, HeatmapPose, RtmPose

COARSE_SIZE = 128
COARSE_STRIDE = 4
COARSE_SIGMA = 1.2  # cells
BETA = 10.0
FIRST_SIGMA, LAST_SIGMA = 12.0, 5.66  # bins
SIGMA_FALLS_UNTIL = 0.6  # of the steps
LEVEL_WEIGHT = 1.0
COARSE_SHARE = 0.2  # of the time
COARSE_RATE, FINE_RATE = 100.0, 36.0  # pictures/s on two cores


def normalised(pictures: Tensor) -> Tensor:
    """BGR 0-255 to what the network takes."""
    mean, std = torch.tensor(MEAN).view(3, 1, 1), torch.tensor(STD).view(3, 1, 1)
    return ((pictures.flip(1) - mean) / std).contiguous(memory_format=torch.channels_last)


def weights(visibility: Tensor, occluded: float, absent: float) -> Tensor:
    table = torch.zeros(3)
    table[VISIBLE], table[OCCLUDED], table[ABSENT] = 1.0, occluded, absent
    return table[visibility.long()]


def heatmap_loss(maps: Tensor, points: Tensor, weight: Tensor) -> Tensor:
    """Cross-entropy between the softmax over all cells and a Gaussian."""
    height, width = maps.shape[2:]
    centre = (points - (COARSE_STRIDE - 1) / 2) / COARSE_STRIDE
    x = gaussian(centre[..., 0], width, COARSE_SIGMA)
    y = gaussian(centre[..., 1], height, COARSE_SIGMA)
    target = (y[..., :, None] * x[..., None, :]).flatten(2)
    target = target / target.sum(2, keepdim=True).clamp(min=1e-6)
    entropy = -(target * F.log_softmax(maps.flatten(2), 2)).sum(2)
    return (entropy * weight).sum() / weight.sum().clamp(min=1)


def gaussian(centre: Tensor, count: int, sigma: float) -> Tensor:
    """[..., count], 1 at the centre."""
    return torch.exp(-((torch.arange(count) - centre[..., None]) / sigma).square() / 2)


def simcc_loss(logits: Tuple[Tensor, Tensor], points: Tensor, visibility: Tensor,
               weight: Tensor, sigma: float) -> Tuple[Tensor, Tensor]:
    """RTMPose's loss, the divergence of softmax(beta · logits) from softmax(beta · Gaussian), and
    a second one for the level of the logits, which the first leaves free.

    With the level held, the largest raw logit says how sure the network is: near 1 for a sharp
    answer, near 0 for none. A point outside the picture has a flat target.
    """
    divergence = level = torch.zeros(())
    total = weight.sum().clamp(min=1)
    for axis in range(2):
        target = gaussian(points[..., axis] * BINS_PER_PIXEL, BINS, sigma)
        target = target * (visibility != ABSENT)[..., None]
        wanted = F.softmax(BETA * target, 2)
        found = F.log_softmax(BETA * logits[axis], 2)
        each = F.kl_div(found, wanted, reduction="none").sum(2)
        divergence = divergence + (each * weight).sum() / total
        off = (logits[axis].mean(2) - target.mean(2)).square()
        level = level + (off * weight).sum() / total
    return divergence, level


def coarse(data: PosePictures, run: TrainingRun, occluded: float) -> None:
    def losses(step: int, g: Generator) -> Dict[str, Tensor]:
        indices = shuffled(len(data), run.schedule.batch, step, run.seed)
        batch = varied(data.batch(indices), COARSE_SIZE, g)
        maps = run.network(normalised(batch.pictures))
        weight = weights(batch.visibility, occluded, 0.0)
        return {"loss": heatmap_loss(maps, batch.points, weight)}
    run.run(losses)


def fine(data: PosePictures, run: TrainingRun, occluded: float, absent: float) -> None:
    def losses(step: int, g: Generator) -> Dict[str, Tensor]:
        indices = shuffled(len(data), run.schedule.batch, step, run.seed)
        batch = varied(data.batch(indices), INPUT_SIZE, g)
        falling = min(1.0, step / run.schedule.steps / SIGMA_FALLS_UNTIL)
        sigma = FIRST_SIGMA + (LAST_SIGMA - FIRST_SIGMA) * falling
        logits = run.network(normalised(batch.pictures))
        weight = weights(batch.visibility, occluded, absent)
        divergence, level = simcc_loss(logits, batch.points, batch.visibility, weight, sigma)
        return {"loss": divergence + LEVEL_WEIGHT * level, "divergence": divergence,
                "level": level}
    run.run(losses)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="data set (has train/)")
    parser.add_argument("--out", type=Path, required=True, help="folder for states and log")
    parser.add_argument("--start", type=Path,
                        help="checkpoint of export.py to begin with, without the coarse part")
    parser.add_argument("--hours", type=float, default=2.0, help="time on two cores, about")
    parser.add_argument("--coarse-pictures", type=int, help="instead of what --hours gives")
    parser.add_argument("--pictures", type=int, help="at full size, instead of what --hours gives")
    parser.add_argument("--coarse-batch", type=int, default=32)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--rate", type=float, default=2e-3, help="largest learning rate")
    parser.add_argument("--occluded", type=float, default=0.5, help="weight of occluded points")
    parser.add_argument("--absent", type=float, default=0.3,
                        help="weight of points outside the picture")
    parser.add_argument("--threads", type=int, default=2,
                        help="1 where other work has the other core: threads wait for each other")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    o = options()
    use_threads(o.threads, keep_memory=True)
    torch.manual_seed(o.seed)
    seconds = 3600 * o.hours
    coarse_pictures = o.coarse_pictures or int(seconds * COARSE_SHARE * COARSE_RATE)
    pictures = o.pictures or int(seconds * (1 - COARSE_SHARE) * FINE_RATE)
    data = PosePictures(o.data / "train")

    network = RtmPose()
    if o.start:
        network.load_state_dict(exported_weights(o.start))
    else:
        first = TrainingRun(o.out / "coarse", HeatmapPose(),
                            Schedule(coarse_pictures, o.coarse_batch, o.rate), o.seed)
        if not first.final.exists():
            first.resume()
            coarse(data, first, o.occluded)
        learnt = load(first.final)["average"]
        network.load_state_dict({k: v for k, v in learnt.items() if k.startswith("backbone.")},
                                strict=False)
    second = TrainingRun(o.out / "fine", network, Schedule(pictures, o.batch, o.rate), o.seed)
    if not second.final.exists():
        second.resume()
        fine(data, second, o.occluded, o.absent)


if __name__ == "__main__":
    main()
