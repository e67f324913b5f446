"""RTMPose size t, in plain PyTorch: CSPNeXt backbone and RTMCC head.

Names, shapes and order of the parameters are OpenMMLab's, so that a checkpoint made here is read by
everything that reads an official one. Input [n, 3, 256, 256], RGB, normalised; output two tensors
[n, 17, 512] of raw logits, two bins a pixel.
"""

import math
from typing import List, Tuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

KEYPOINTS = (
    "L_Eye", "R_Eye", "Nose", "Neck", "Root_of_tail",
    "L_Shoulder", "L_Elbow", "L_F_Paw", "R_Shoulder", "R_Elbow", "R_F_Paw",
    "L_Hip", "L_Knee", "L_B_Paw", "R_Hip", "R_Knee", "R_B_Paw",
)
INPUT_SIZE = 256
BINS_PER_PIXEL = 2
BINS = INPUT_SIZE * BINS_PER_PIXEL
MEAN = (123.675, 116.28, 103.53)
STD = (58.395, 57.12, 57.375)


class ConvModule(nn.Module):
    """Convolution, batch normalisation, SiLU."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1):
        super().__init__()
        self.conv = nn.Conv2d(
            inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)
        self.bn = nn.BatchNorm2d(outputs, eps=1e-5)

    def forward(self, x: Tensor) -> Tensor:
        return F.silu(self.bn(self.conv(x)), inplace=True)


class DepthwiseSeparable(nn.Module):
    def __init__(self, channels: int, kernel: int):
        super().__init__()
        self.depthwise_conv = ConvModule(channels, channels, kernel, groups=channels)
        self.pointwise_conv = ConvModule(channels, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        return self.pointwise_conv(self.depthwise_conv(x))


class CspNextBlock(nn.Module):
    def __init__(self, channels: int, identity: bool):
        super().__init__()
        self.conv1 = ConvModule(channels, channels, 3)
        self.conv2 = DepthwiseSeparable(channels, 5)
        self.identity = identity

    def forward(self, x: Tensor) -> Tensor:
        y = self.conv2(self.conv1(x))
        return x + y if self.identity else y


class ChannelAttention(nn.Module):
    def __init__(self, channels: int):
        super().__init__()
        self.fc = nn.Conv2d(channels, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        return x * F.hardsigmoid(self.fc(x.mean((2, 3), keepdim=True)))


class CspLayer(nn.Module):
    def __init__(self, channels: int, identity: bool):
        super().__init__()
        half = channels // 2
        self.main_conv = ConvModule(channels, half, 1)
        self.short_conv = ConvModule(channels, half, 1)
        self.final_conv = ConvModule(channels, channels, 1)
        self.blocks = nn.Sequential(CspNextBlock(half, identity))
        self.attention = ChannelAttention(channels)

    def forward(self, x: Tensor) -> Tensor:
        both = torch.cat((self.blocks(self.main_conv(x)), self.short_conv(x)), 1)
        return self.final_conv(self.attention(both))


class SpatialPyramidPooling(nn.Module):
    def __init__(self, channels: int):
        super().__init__()
        self.conv1 = ConvModule(channels, channels // 2, 1)
        self.conv2 = ConvModule(channels * 2, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv1(x)
        pooled = [F.max_pool2d(x, kernel, 1, kernel // 2) for kernel in (5, 9, 13)]
        return self.conv2(torch.cat([x] + pooled, 1))


class CspNext(nn.Module):
    """The backbone; gives the features at strides 4, 8, 16 and 32."""

    CHANNELS = (48, 96, 192, 384)

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(ConvModule(3, 12, 3, 2), ConvModule(12, 12, 3),
                                  ConvModule(12, 24, 3))
        inputs = (24,) + self.CHANNELS[:-1]
        for i, (before, after) in enumerate(zip(inputs, self.CHANNELS), start=1):
            last = i == len(self.CHANNELS)
            layers: List[nn.Module] = [ConvModule(before, after, 3, 2)]
            if last:
                layers.append(SpatialPyramidPooling(after))
            layers.append(CspLayer(after, identity=not last))
            self.add_module(f"stage{i}", nn.Sequential(*layers))

    def forward(self, x: Tensor) -> List[Tensor]:
        x = self.stem(x)
        features = []
        for stage in (self.stage1, self.stage2, self.stage3, self.stage4):
            x = stage(x)
            features.append(x)
        return features


class ScaleNorm(nn.Module):
    def __init__(self, dim: int):
        super().__init__()
        self.scale = dim ** -0.5
        self.g = nn.Parameter(torch.ones(1))

    def forward(self, x: Tensor) -> Tensor:
        norm = torch.linalg.norm(x, dim=2, keepdim=True) * self.scale
        return x / norm.clamp(min=1e-5) * self.g


class Scale(nn.Module):
    def __init__(self, dim: int):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(dim))

    def forward(self, x: Tensor) -> Tensor:
        return x * self.scale


class GatedAttention(nn.Module):
    """Gated attention unit over the keypoints (Hua et al. 2022), squared ReLU for softmax."""

    HIDDEN, KEY = 256, 128

    def __init__(self) -> None:
        super().__init__()
        self.expanded = 2 * self.HIDDEN
        self.gamma = nn.Parameter(torch.rand(2, self.KEY))
        self.beta = nn.Parameter(torch.rand(2, self.KEY))
        self.o = nn.Linear(self.expanded, self.HIDDEN, bias=False)
        self.uv = nn.Linear(self.HIDDEN, 2 * self.expanded + self.KEY, bias=False)
        self.ln = ScaleNorm(self.HIDDEN)
        self.res_scale = Scale(self.HIDDEN)

    def forward(self, x: Tensor) -> Tensor:
        u, v, base = torch.split(
            F.silu(self.uv(self.ln(x))), [self.expanded, self.expanded, self.KEY], dim=2)
        q, k = (base.unsqueeze(2) * self.gamma + self.beta).unbind(2)
        kernel = F.relu(torch.bmm(q, k.transpose(1, 2)) / math.sqrt(self.KEY)).square()
        return self.res_scale(x) + self.o(u * torch.bmm(kernel, v))


class RtmccHead(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        cells = (INPUT_SIZE // 32) ** 2
        hidden = GatedAttention.HIDDEN
        self.final_layer = nn.Conv2d(CspNext.CHANNELS[-1], len(KEYPOINTS), 7, padding=3)
        self.mlp = nn.Sequential(ScaleNorm(cells), nn.Linear(cells, hidden, bias=False))
        self.gau = GatedAttention()
        self.cls_x = nn.Linear(hidden, BINS, bias=False)
        self.cls_y = nn.Linear(hidden, BINS, bias=False)
        nn.init.normal_(self.final_layer.weight, std=0.001)
        nn.init.zeros_(self.final_layer.bias)
        for layer in self.modules():
            if isinstance(layer, nn.Linear):
                nn.init.normal_(layer.weight, std=0.01)

    def forward(self, x: Tensor) -> Tuple[Tensor, Tensor]:
        x = self.gau(self.mlp(self.final_layer(x).flatten(2)))
        return self.cls_x(x), self.cls_y(x)


class RtmPose(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.backbone = CspNext()
        self.head = RtmccHead()

    def forward(self, x: Tensor) -> Tuple[Tensor, Tensor]:
        return self.head(self.backbone(x)[-1])


class HeatmapHead(nn.Module):
    """A light head that is thrown away: it teaches the backbone on pictures of 128 x 128.

    Sums the features of all strides, projected to 64 channels, at stride 4 and gives one map of
    logits per keypoint, [n, 17, 32, 32] for an input of 128 x 128.
    """

    WIDTH = 64

    def __init__(self) -> None:
        super().__init__()
        self.lateral = nn.ModuleList(
            nn.Conv2d(channels, self.WIDTH, 1) for channels in CspNext.CHANNELS)
        self.smooth = nn.ModuleList(ConvModule(self.WIDTH, self.WIDTH, 3) for _ in range(3))
        self.maps = nn.Conv2d(self.WIDTH, len(KEYPOINTS), 1)

    def forward(self, features: List[Tensor]) -> Tensor:
        x = self.lateral[3](features[3])
        for level in (2, 1, 0):
            x = F.interpolate(x, scale_factor=2.0, mode="nearest") \
                + self.lateral[level](features[level])
            x = self.smooth[level](x)
        return self.maps(x)


class HeatmapPose(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.backbone = CspNext()
        self.head = HeatmapHead()

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.backbone(x))
