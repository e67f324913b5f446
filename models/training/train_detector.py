"""Trains YOLOX-nano with the one class horse on rendered frames.

Can be stopped (SIGTERM, Ctrl-C) and started again with the same options at any time.
"""

import argparse
from pathlib import Path
from typing import Dict

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

from augmentation import varied_frames
from loop import Schedule, TrainingRun, exported_weights, use_threads
from pictures import FramePictures, shuffled
from yolox import INPUT_SIZE, PADDING, YoloxLoss, YoloxNano

L1_FROM = 0.85  # of the steps
SMALL_SIZE = 288
SMALL_UNTIL = 0.6  # of the steps
RATE = 22.0  # pictures/s on two cores


def detect(data: FramePictures, run: TrainingRun) -> None:
    """Small pictures first: they cost half, and teach most."""
    loss, small_loss = YoloxLoss(INPUT_SIZE), YoloxLoss(SMALL_SIZE)

    def losses(step: int, g: Generator) -> Dict[str, Tensor]:
        indices = shuffled(len(data), run.schedule.batch, step, run.seed)
        pictures, boxes = varied_frames(
            data.shards.batch(indices), [data.boxes[int(i)] for i in indices], g, PADDING)
        progress = step / run.schedule.steps
        small = progress < SMALL_UNTIL
        if small:
            pictures = F.interpolate(pictures, size=SMALL_SIZE, mode="area")
            boxes = [b * (SMALL_SIZE / INPUT_SIZE) for b in boxes]
        raw = run.network(pictures.contiguous(memory_format=torch.channels_last))
        return (small_loss if small else loss)(raw, boxes, with_l1=progress > L1_FROM)
    run.run(losses)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="data set (has train/)")
    parser.add_argument("--out", type=Path, required=True, help="folder for states and log")
    parser.add_argument("--start", type=Path, help="checkpoint of export.py to begin with")
    parser.add_argument("--hours", type=float, default=0.5, help="time on two cores, about")
    parser.add_argument("--pictures", type=int, help="instead of what --hours gives")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-3, help="largest learning rate")
    parser.add_argument("--threads", type=int, default=2,
                        help="1 where other work has the other core: threads wait for each other")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    o = options()
    use_threads(o.threads, keep_memory=False)
    torch.manual_seed(o.seed)
    schedule = Schedule(o.pictures or int(3600 * o.hours * RATE), o.batch, o.rate)
    network = YoloxNano()
    if o.start:
        network.load_state_dict(exported_weights(o.start))
    run = TrainingRun(o.out, network, schedule, o.seed)
    if not run.final.exists():
        run.resume()
        detect(FramePictures(o.data / "train"), run)


if __name__ == "__main__":
    main()
