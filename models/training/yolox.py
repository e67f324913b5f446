"""YOLOX-nano with one class, in plain PyTorch: CSPDarknet, PAFPN, decoupled head, and its loss.

Parameters have the names and shapes of the published checkpoints. Input [n, 3, 416, 416], BGR
0-255; output [n, 3549, 6]: box (raw), objectness and class (logits), strides 8, 16, 32 in turn.
"""

from typing import Dict, List, Tuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

INPUT_SIZE = 416
STRIDES = (8, 16, 32)
CLASSES = 1
PADDING = 114


class BaseConv(nn.Module):
    """Convolution, batch normalisation, SiLU."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1):
        super().__init__()
        self.conv = nn.Conv2d(
            inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)
        self.bn = nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.03)

    def forward(self, x: Tensor) -> Tensor:
        return F.silu(self.bn(self.conv(x)), inplace=True)


class DepthwiseConv(nn.Module):
    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1):
        super().__init__()
        self.dconv = BaseConv(inputs, inputs, kernel, stride, groups=inputs)
        self.pconv = BaseConv(inputs, outputs, 1)

    def forward(self, x: Tensor) -> Tensor:
        return self.pconv(self.dconv(x))


class Bottleneck(nn.Module):
    def __init__(self, channels: int, shortcut: bool):
        super().__init__()
        self.conv1 = BaseConv(channels, channels, 1)
        self.conv2 = DepthwiseConv(channels, channels, 3)
        self.shortcut = shortcut

    def forward(self, x: Tensor) -> Tensor:
        y = self.conv2(self.conv1(x))
        return x + y if self.shortcut else y


class CspLayer(nn.Module):
    def __init__(self, inputs: int, outputs: int, blocks: int, shortcut: bool = True):
        super().__init__()
        half = outputs // 2
        self.conv1 = BaseConv(inputs, half, 1)
        self.conv2 = BaseConv(inputs, half, 1)
        self.conv3 = BaseConv(2 * half, outputs, 1)
        self.m = nn.Sequential(*(Bottleneck(half, shortcut) for _ in range(blocks)))

    def forward(self, x: Tensor) -> Tensor:
        return self.conv3(torch.cat((self.m(self.conv1(x)), self.conv2(x)), 1))


class Focus(nn.Module):
    """Folds 2 x 2 pixels into channels: top left, bottom left, top right, bottom right."""

    def __init__(self, inputs: int, outputs: int):
        super().__init__()
        self.conv = BaseConv(4 * inputs, outputs, 3)

    def forward(self, x: Tensor) -> Tensor:
        patches = (x[..., ::2, ::2], x[..., 1::2, ::2], x[..., ::2, 1::2], x[..., 1::2, 1::2])
        return self.conv(torch.cat(patches, 1))


class SppBottleneck(nn.Module):
    def __init__(self, channels: int):
        super().__init__()
        self.conv1 = BaseConv(channels, channels // 2, 1)
        self.conv2 = BaseConv(channels * 2, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv1(x)
        pooled = [F.max_pool2d(x, kernel, 1, kernel // 2) for kernel in (5, 9, 13)]
        return self.conv2(torch.cat([x] + pooled, 1))


class CspDarknet(nn.Module):
    """Gives the features at strides 8, 16 and 32."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = Focus(3, 16)
        self.dark2 = nn.Sequential(DepthwiseConv(16, 32, 3, 2), CspLayer(32, 32, 1))
        self.dark3 = nn.Sequential(DepthwiseConv(32, 64, 3, 2), CspLayer(64, 64, 3))
        self.dark4 = nn.Sequential(DepthwiseConv(64, 128, 3, 2), CspLayer(128, 128, 3))
        self.dark5 = nn.Sequential(DepthwiseConv(128, 256, 3, 2), SppBottleneck(256),
                                   CspLayer(256, 256, 1, shortcut=False))

    def forward(self, x: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
        x3 = self.dark3(self.dark2(self.stem(x)))
        x4 = self.dark4(x3)
        return x3, x4, self.dark5(x4)


class Pafpn(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.backbone = CspDarknet()
        self.lateral_conv0 = BaseConv(256, 128, 1)
        self.C3_p4 = CspLayer(256, 128, 1, shortcut=False)
        self.reduce_conv1 = BaseConv(128, 64, 1)
        self.C3_p3 = CspLayer(128, 64, 1, shortcut=False)
        self.bu_conv2 = DepthwiseConv(64, 64, 3, 2)
        self.C3_n3 = CspLayer(128, 128, 1, shortcut=False)
        self.bu_conv1 = DepthwiseConv(128, 128, 3, 2)
        self.C3_n4 = CspLayer(256, 256, 1, shortcut=False)

    def forward(self, x: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
        x3, x4, x5 = self.backbone(x)
        top = self.lateral_conv0(x5)
        middle = self.reduce_conv1(self.C3_p4(torch.cat((upsampled(top), x4), 1)))
        p3 = self.C3_p3(torch.cat((upsampled(middle), x3), 1))
        p4 = self.C3_n3(torch.cat((self.bu_conv2(p3), middle), 1))
        p5 = self.C3_n4(torch.cat((self.bu_conv1(p4), top), 1))
        return p3, p4, p5


def upsampled(x: Tensor) -> Tensor:
    return F.interpolate(x, scale_factor=2.0, mode="nearest")


class DecoupledHead(nn.Module):
    WIDTH = 64
    PRIOR_LOGIT = -4.595  # of a probability of 0.01: nearly every anchor is background

    def __init__(self) -> None:
        super().__init__()
        width = self.WIDTH
        self.cls_convs = nn.ModuleList(self.tower() for _ in STRIDES)
        self.reg_convs = nn.ModuleList(self.tower() for _ in STRIDES)
        self.cls_preds = nn.ModuleList(nn.Conv2d(width, CLASSES, 1) for _ in STRIDES)
        self.reg_preds = nn.ModuleList(nn.Conv2d(width, 4, 1) for _ in STRIDES)
        self.obj_preds = nn.ModuleList(nn.Conv2d(width, 1, 1) for _ in STRIDES)
        self.stems = nn.ModuleList(BaseConv(inputs, width, 1) for inputs in (64, 128, 256))
        for layer in list(self.cls_preds) + list(self.obj_preds):
            nn.init.constant_(layer.bias, self.PRIOR_LOGIT)

    def tower(self) -> nn.Sequential:
        return nn.Sequential(*(DepthwiseConv(self.WIDTH, self.WIDTH, 3) for _ in range(2)))

    def forward(self, features: Tuple[Tensor, ...]) -> Tensor:
        rows = []
        for i, feature in enumerate(features):
            x = self.stems[i](feature)
            classes = self.cls_preds[i](self.cls_convs[i](x))
            regression = self.reg_convs[i](x)
            maps = (self.reg_preds[i](regression), self.obj_preds[i](regression), classes)
            rows.append(torch.cat(maps, 1).flatten(2).transpose(1, 2))
        return torch.cat(rows, 1)


class YoloxNano(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.backbone = Pafpn()
        self.head = DecoupledHead()

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.backbone(x))


def anchors(size: int = INPUT_SIZE) -> Tuple[Tensor, Tensor]:
    """Cells of all levels, [m, 2] (x, y), and their strides, [m, 1]."""
    cells, strides = [], []
    for stride in STRIDES:
        n = size // stride
        y, x = torch.meshgrid(torch.arange(n), torch.arange(n), indexing="ij")
        cells.append(torch.stack((x, y), 2).reshape(-1, 2).float())
        strides.append(torch.full((n * n, 1), float(stride)))
    return torch.cat(cells), torch.cat(strides)


def decoded(raw: Tensor, cells: Tensor, strides: Tensor) -> Tensor:
    """Boxes [..., 4] as x1, y1, x2, y2 in px of the input."""
    centre = (raw[..., :2] + cells) * strides
    half = raw[..., 2:4].exp() * strides / 2
    return torch.cat((centre - half, centre + half), -1)


def intersection_over_union(a: Tensor, b: Tensor) -> Tensor:
    """Of boxes that broadcast against each other."""
    corner1 = torch.maximum(a[..., :2], b[..., :2])
    corner2 = torch.minimum(a[..., 2:], b[..., 2:])
    common = (corner2 - corner1).clamp(min=0).prod(-1)
    area_a = (a[..., 2:] - a[..., :2]).prod(-1)
    area_b = (b[..., 2:] - b[..., :2]).prod(-1)
    return common / (area_a + area_b - common).clamp(min=1e-6)


class YoloxLoss:
    """SimOTA assignment (Ge et al. 2021), IoU loss and binary cross-entropy, L1 on request."""

    CENTRE_RADIUS = 1.5  # strides around a box's centre in which an anchor may be its
    CANDIDATES = 10
    IOU_COST = 3.0
    IOU_WEIGHT = 5.0

    def __init__(self, size: int = INPUT_SIZE) -> None:
        self.cells, self.strides = anchors(size)

    def __call__(self, raw: Tensor, boxes: List[Tensor], with_l1: bool) -> Dict[str, Tensor]:
        """boxes: per picture [k, 4], k may be 0. Sums over the batch per assigned anchor."""
        predicted = decoded(raw, self.cells, self.strides)
        objectness = torch.zeros(raw.shape[:2])
        iou_loss = class_loss = l1_loss = raw.sum() * 0
        assigned = 0
        for i, truth in enumerate(boxes):
            if len(truth) == 0:
                continue
            anchor, owner = self.assign(raw[i].detach(), predicted[i].detach(), truth)
            objectness[i, anchor] = 1
            assigned += len(anchor)
            target = truth[owner]
            iou = intersection_over_union(predicted[i, anchor], target)
            iou_loss = iou_loss + (1 - iou.square()).sum()
            class_loss = class_loss + F.binary_cross_entropy_with_logits(
                raw[i, anchor, 5], iou.detach(), reduction="sum")
            if with_l1:
                l1_loss = l1_loss + (raw[i, anchor, :4] - self.encoded(anchor, target)).abs().sum()
        object_loss = F.binary_cross_entropy_with_logits(raw[..., 4], objectness, reduction="sum")
        count = max(assigned, 1)
        parts = {"iou": self.IOU_WEIGHT * iou_loss / count, "object": object_loss / count,
                 "class": class_loss / count, "l1": l1_loss / count}
        return {"loss": sum(parts.values()), **parts}

    def encoded(self, anchor: Tensor, boxes: Tensor) -> Tensor:
        strides = self.strides[anchor]
        centre = (boxes[:, :2] + boxes[:, 2:]) / 2 / strides - self.cells[anchor]
        size = ((boxes[:, 2:] - boxes[:, :2]) / strides).clamp(min=1e-6).log()
        return torch.cat((centre, size), 1)

    @torch.no_grad()
    def assign(self, raw: Tensor, predicted: Tensor, truth: Tensor) -> Tuple[Tensor, Tensor]:
        """The anchors that are to find a box, and the index of that box."""
        centre = (truth[:, :2] + truth[:, 2:]) / 2
        place = (self.cells + 0.5) * self.strides
        offset = (place[None] - centre[:, None]).abs().amax(2)
        near = offset < self.CENTRE_RADIUS * self.strides[:, 0]
        candidates = near.any(0).nonzero()[:, 0]
        near = near[:, candidates]
        iou = intersection_over_union(predicted[candidates][None], truth[:, None])
        score = (raw[candidates, 4].sigmoid() * raw[candidates, 5].sigmoid()).sqrt()
        cost = -score.clamp(min=1e-7).log() - self.IOU_COST * (iou + 1e-8).log() + 1e6 * (~near)
        chosen = torch.zeros_like(cost, dtype=torch.bool)
        best = min(self.CANDIDATES, len(candidates))
        wanted = iou.topk(best, 1).values.sum(1).int().clamp(min=1)
        for row in range(len(truth)):
            cheapest = cost[row].topk(min(int(wanted[row]), best), largest=False).indices
            chosen[row, cheapest] = True
        chosen &= near
        shared = chosen.sum(0) > 1
        cheapest = torch.zeros_like(chosen)
        cheapest[cost.argmin(0), torch.arange(len(candidates))] = True
        chosen[:, shared] &= cheapest[:, shared]
        owner, column = chosen.nonzero(as_tuple=True)
        return candidates[column], owner
