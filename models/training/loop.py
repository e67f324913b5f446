"""A training loop that can be stopped at any moment and resumes where it stopped.

Everything random in a step is drawn from a generator seeded by (seed, step), so the step number is
all the state that chance needs: a resumed run sees the very batches an uninterrupted one would.
"""

import ctypes
import math
import os
import pickle
import signal
import sys
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, NamedTuple, Optional

import torch
from torch import Tensor, nn

SAVE_EVERY = 180.0  # s
LOG_EVERY = 50  # steps
KEPT_STATES = 3
MAX_GRADIENT_NORM = 1.0
SPIKE = 3.0  # times the running mean of the loss: such a batch is skipped
SETTLED = 50  # steps until the running mean says something


class Schedule(NamedTuple):
    """How much is learnt, and how fast: warm-up, then a cosine, over a number of pictures."""

    pictures: int
    batch: int
    rate: float
    last_rate: float = 1e-5
    weight_decay: float = 0.05

    @property
    def steps(self) -> int:
        return max(1, self.pictures // self.batch)

    def rate_at(self, step: int) -> float:
        warm_up = max(1, min(1000, self.steps // 20))
        if step < warm_up:
            return self.rate * (step + 1) / warm_up
        progress = (step - warm_up) / max(1, self.steps - warm_up)
        cosine = (1 + math.cos(math.pi * progress)) / 2
        return self.last_rate + (self.rate - self.last_rate) * cosine

    def average_decay(self, step: int) -> float:
        """Averages over the last 2 % of the steps, or over all while there are fewer."""
        return min(1 - 1 / max(10.0, 0.02 * self.steps), (step + 1) / (step + 10))


def use_threads(count: int, keep_memory: bool) -> None:
    """Sets the threads and, on request, keeps freed memory instead of giving it back. That spares
    the pose network up to half of its time; the detector, with its large buffers, is three times
    slower for it. Where the C library is not glibc, memory is given back."""
    torch.set_num_threads(count)
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if keep_memory and mallopt is not None:
        trim_threshold, mmap_max = -1, -4  # M_TRIM_THRESHOLD, M_MMAP_MAX of malloc.h
        mallopt(trim_threshold, 2 ** 31 - 1)
        mallopt(mmap_max, 0)


def generator(seed: int, step: int) -> torch.Generator:
    """Independent of torch's version is not promised, of the run's history it is."""
    return torch.Generator().manual_seed((seed * 1_000_003 + step) % 2 ** 63)


def load(path: Path) -> Any:
    """A state of one's own: loading runs what the file says, and torch 1.13 knows no safe way that
    reads plain numbers. Never for files of others."""
    return torch.load(path, map_location="cpu", weights_only=False)


def exported_weights(path: Path) -> Dict[str, Tensor]:
    """What export.py wrote, for a training that begins where an earlier one ended."""
    checkpoint = load(path)
    weights = checkpoint.get("model") or checkpoint["state_dict"]
    return {k: v.float() if v.is_floating_point() else v for k, v in weights.items()}


def save(content: Any, path: Path) -> None:
    """Whole or not at all."""
    unfinished = path.with_name(path.name + ".part")
    with open(unfinished, "wb") as file:
        torch.save(content, file)
    os.replace(unfinished, path)


class TrainingRun:
    """One network, its average, its optimiser and its folder.

    The folder holds `state-NNNNNNNN.pt` (the last three), `log.csv`, and at the end `final.pt`.
    """

    def __init__(self, folder: Path, network: nn.Module, schedule: Schedule, seed: int = 0):
        self.folder = folder
        self.network = network.to(memory_format=torch.channels_last)
        self.schedule = schedule
        self.seed = seed
        self.step = 0
        self.running_loss = 0.0
        self.skipped = 0
        self.stopped = False
        self.average = {k: v.clone() for k, v in network.state_dict().items()}
        self.optimiser = torch.optim.AdamW(self.parameter_groups(), lr=schedule.rate)
        folder.mkdir(parents=True, exist_ok=True)

    def parameter_groups(self) -> List[Dict[str, Any]]:
        """No weight decay on norms, scales and biases."""
        decayed, free = [], []
        for name, parameter in self.network.named_parameters():
            vector = parameter.ndim < 2 or name.endswith(("gamma", "beta"))
            (free if vector else decayed).append(parameter)
        return [{"params": decayed, "weight_decay": self.schedule.weight_decay},
                {"params": free, "weight_decay": 0.0}]

    @property
    def final(self) -> Path:
        return self.folder / "final.pt"

    def states(self) -> List[Path]:
        return sorted(self.folder.glob("state-*.pt"))

    def resume(self) -> None:
        for path in reversed(self.states()):
            try:
                state = load(path)
            except (RuntimeError, EOFError, OSError, pickle.UnpicklingError) as e:
                print(f"{path} cannot be read ({e}): trying the one before", file=sys.stderr)
                continue
            if tuple(state["schedule"]) != tuple(self.schedule):
                sys.exit(f"{path} was made with {state['schedule']}, now it is "
                         f"{tuple(self.schedule)}: use the same options or another folder")
            self.network.load_state_dict(state["network"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.average = state["average"]
            self.step = state["step"]
            self.running_loss = state["running_loss"]
            self.skipped = state["skipped"]
            print(f"resumes at step {self.step} of {self.schedule.steps}")
            return

    def save_state(self) -> None:
        save({"schedule": tuple(self.schedule), "network": self.network.state_dict(),
              "average": self.average, "optimiser": self.optimiser.state_dict(),
              "step": self.step, "running_loss": self.running_loss, "skipped": self.skipped},
             self.folder / f"state-{self.step:08d}.pt")
        for old in self.states()[:-KEPT_STATES]:
            old.unlink()

    def run(self, losses: Callable[[int, torch.Generator], Dict[str, Tensor]],
            until: Optional[int] = None) -> float:
        """Trains to the end, or to a step; gives the last loss. SIGTERM and SIGINT save first."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        end = min(self.schedule.steps, until or self.schedule.steps)
        begun, first, saved, value = time.time(), self.step, time.time(), math.nan
        self.network.train()
        while self.step < end and not self.stopped:
            parts = losses(self.step, generator(self.seed, self.step))
            value = float(parts["loss"].detach())
            self.learn(parts["loss"], value)
            self.step += 1
            if self.step % LOG_EVERY == 0 or self.step == end:
                rate = (self.step - first) * self.schedule.batch / (time.time() - begun)
                self.log(parts, rate)
            if time.time() - saved > SAVE_EVERY:
                self.save_state()
                saved = time.time()
        self.save_state()
        if self.stopped:
            print(f"stopped and saved at step {self.step} of {self.schedule.steps}", flush=True)
            sys.exit(143)
        if self.step == self.schedule.steps:
            save({"average": self.average}, self.final)
        return value

    def stop(self, *_: Any) -> None:
        self.stopped = True

    def learn(self, loss: Tensor, value: float) -> None:
        for group in self.optimiser.param_groups:
            group["lr"] = self.schedule.rate_at(self.step)
        spike = self.step >= SETTLED and value > SPIKE * self.running_loss
        if spike or not math.isfinite(value):
            self.skipped += 1
        else:
            self.optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(self.network.parameters(), MAX_GRADIENT_NORM)
            self.optimiser.step()
            self.update_average()
        if math.isfinite(value):
            bounded = min(value, SPIKE * self.running_loss) if self.step >= SETTLED else value
            weight = max(0.02, 1 / (self.step + 1))
            self.running_loss += weight * (bounded - self.running_loss)

    @torch.no_grad()
    def update_average(self) -> None:
        decay = self.schedule.average_decay(self.step)
        for name, value in self.network.state_dict().items():
            if value.is_floating_point():
                self.average[name].lerp_(value, 1 - decay)
            else:
                self.average[name].copy_(value)

    def log(self, parts: Dict[str, Tensor], pictures_per_second: float) -> None:
        row = {"step": self.step, "pictures": self.step * self.schedule.batch,
               "rate": f"{self.schedule.rate_at(self.step - 1):.2e}",
               "running_loss": f"{self.running_loss:.4f}", "skipped": self.skipped,
               "pictures_per_second": f"{pictures_per_second:.1f}"}
        row.update({k: f"{float(v.detach()):.4f}" for k, v in parts.items()})
        path = self.folder / "log.csv"
        with open(path, "a") as file:
            if file.tell() == 0:
                print(",".join(row), file=file)
            print(",".join(str(v) for v in row.values()), file=file)
        left = (self.schedule.steps - self.step) * self.schedule.batch / pictures_per_second
        print(" ".join(f"{k} {v}" for k, v in row.items()), f"left {left / 60:.0f} min", flush=True)
