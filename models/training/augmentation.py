"""What is varied at random in a batch: view, colour, sharpness, noise, coding, cover, edge.

Processes complete batches; every random number comes from the generator given.
"""

import math
from typing import List, NamedTuple, Tuple

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

from pictures import ABSENT, OCCLUDED, PoseBatch

FLIPPED_KEYPOINTS = [1, 0, 2, 3, 4, 8, 9, 10, 5, 6, 7, 14, 15, 16, 11, 12, 13]
CROP = 256  # px of a pose picture that the network sees at scale 1
EDGE_SEEN = 0.12  # of the crops reach over the edge of the camera's picture
GREY = torch.tensor([0.114, 0.587, 0.299])  # weights of blue, green, red


class Views(NamedTuple):
    """Per picture: scale, rotation (rad), shift (parts of the side), mirrored or not."""

    scale: Tensor
    angle: Tensor
    shift: Tensor
    mirrored: Tensor

    @staticmethod
    def random(count: int, scale: Tuple[float, float], degrees: float, shift: float,
               g: Generator) -> "Views":
        low, high = math.log(scale[0]), math.log(scale[1])
        return Views(
            uniform(count, low, high, g).exp(),
            uniform(count, -math.radians(degrees), math.radians(degrees), g),
            torch.stack((uniform(count, -shift, shift, g), uniform(count, -shift, shift, g)), 1),
            uniform(count, 0, 1, g) < 0.5)

    @staticmethod
    def plain(count: int) -> "Views":
        zeros = torch.zeros(count)
        return Views(zeros + 1, zeros, torch.zeros(count, 2), zeros > 0)


def uniform(count: int, low: float, high: float, g: Generator) -> Tensor:
    return torch.rand(count, generator=g) * (high - low) + low


def some(count: int, part: float, g: Generator) -> Tensor:
    """Indices of about this part of the batch."""
    return (torch.rand(count, generator=g) < part).nonzero()[:, 0]


def seen(batch: PoseBatch, views: Views, size: int) -> PoseBatch:
    """The batch through its views, [n, 3, size, size]; points that leave it become absent."""
    pictures, points = batch.pictures, batch.points
    if CROP // size >= 2:  # against aliasing
        pictures = F.avg_pool2d(pictures, 2)
        points = (points - 0.5) / 2
    side = pictures.shape[-1]
    zoom = views.scale * size / CROP * batch.pictures.shape[-1] / side
    cos, sin = zoom * torch.cos(views.angle), zoom * torch.sin(views.angle)
    forward = torch.stack((cos, -sin, sin, cos), 1).reshape(-1, 2, 2)
    mirror = torch.where(views.mirrored, -1.0, 1.0)
    forward = torch.stack((forward[:, 0] * mirror[:, None], forward[:, 1]), 1)
    centre = (side - 1) / 2
    shift = (size - 1) / 2 + views.shift * size
    placed = torch.einsum("nij,nkj->nki", forward, points - centre) + shift[:, None]

    back = torch.linalg.inv(forward)
    offset = centre - torch.einsum("nij,nj->ni", back, shift)
    # From px to the units of grid_sample, in which the picture's edges are -1 and 1.
    linear = back * size / side
    constant = (back.sum(2) * (size - 1) + 2 * offset + 1) / side - 1
    theta = torch.cat((linear, constant[:, :, None]), 2)
    grid = F.affine_grid(theta, [len(theta), 3, size, size], align_corners=False)
    warped = F.grid_sample(pictures, grid, "bilinear", "zeros", align_corners=False)

    swap = torch.tensor(FLIPPED_KEYPOINTS)
    mirrored = views.mirrored
    placed = torch.where(mirrored[:, None, None], placed[:, swap], placed)
    visibility = torch.where(mirrored[:, None], batch.visibility[:, swap], batch.visibility)
    inside = ((placed >= -0.5) & (placed <= size - 0.5)).all(2)
    return PoseBatch(warped, placed, torch.where(inside, visibility, ABSENT))


def recoloured(pictures: Tensor, g: Generator) -> Tensor:
    """Brightness, contrast, saturation, hue, white balance and gamma; now and then grey."""
    n = len(pictures)
    saturation = uniform(n, 0.4, 1.6, g)
    saturation[some(n, 0.12, g)] = 0
    hue = uniform(n, -0.2, 0.2, g)
    grey = torch.ones(3, 1) * GREY
    matrix = saturation[:, None, None] * turned_about_grey(hue) \
        + (1 - saturation[:, None, None]) * grey
    gains = torch.rand(n, 3, 1, generator=g) * 0.3 + 0.85
    contrast = uniform(n, 0.6, 1.4, g)[:, None, None]
    brightness = uniform(n, -0.2, 0.2, g)[:, None, None]
    flat = pictures.flatten(2) / 255
    mean = flat.mean((1, 2), keepdim=True)
    bias = (mean * (1 - contrast) + brightness).expand(-1, 3, 1)
    mixed = torch.baddbmm(bias, gains * matrix * contrast, flat).clamp_(0, 1)
    gamma = uniform(n, -0.4, 0.4, g).exp()[:, None, None]
    return (mixed.pow_(gamma) * 255).reshape(pictures.shape)


def turned_about_grey(angle: Tensor) -> Tensor:
    """Rotation matrices about the axis (1, 1, 1), [n, 3, 3]."""
    cross = torch.tensor([[0.0, -1, 1], [1, 0, -1], [-1, 1, 0]]) / math.sqrt(3)
    cos, sin = torch.cos(angle)[:, None, None], torch.sin(angle)[:, None, None]
    return cos * torch.eye(3) + sin * cross + (1 - cos) * torch.ones(3, 3) / 3


def blurred(pictures: Tensor, g: Generator, part: float = 0.3) -> None:
    """In place: defocus or a line of movement, sigma up to 1.6 px, line up to 7 px."""
    chosen = some(len(pictures), part, g)
    if len(chosen) == 0:
        return
    n, reach = len(chosen), 3
    y, x = torch.meshgrid(torch.arange(-reach, reach + 1.0), torch.arange(-reach, reach + 1.0),
                          indexing="ij")
    angle = uniform(n, 0, math.pi, g)[:, None, None]
    along = x * torch.cos(angle) + y * torch.sin(angle)
    across = y * torch.cos(angle) - x * torch.sin(angle)
    long, short = uniform(n, 0.3, 2.5, g), uniform(n, 0.3, 1.2, g)
    kernel = torch.exp(-(along / long[:, None, None]).square() / 2
                       - (across / short[:, None, None]).square() / 2)
    kernel = (kernel / kernel.sum((1, 2), keepdim=True)).repeat_interleave(3, 0)[:, None]
    flat = F.pad(pictures[chosen].flatten(0, 1)[None], [reach] * 4, mode="replicate")
    pictures[chosen] = F.conv2d(flat, kernel, groups=3 * n).reshape(n, *pictures.shape[1:])


def coarsened(pictures: Tensor, g: Generator, part: float = 0.2) -> None:
    """In place: as if filmed from further away and enlarged."""
    for i in some(len(pictures), part, g):
        side = int(pictures.shape[-1] * float(uniform(1, 0.35, 0.8, g)))
        small = F.interpolate(pictures[i:i + 1], size=(side, side), mode="area")
        pictures[i] = F.interpolate(small, size=pictures.shape[-2:], mode="bilinear",
                                    align_corners=False)[0]


def coded(pictures: Tensor, g: Generator, part: float = 0.2) -> None:
    """In place: cosine transform of 8 x 8 blocks, coarsely rounded, as video coders do."""
    chosen = some(len(pictures), part, g)
    if len(chosen) == 0:
        return
    k = torch.arange(8.0)
    basis = torch.cos(math.pi / 8 * (k[None] + 0.5) * k[:, None]) / 2
    basis[0] /= math.sqrt(2)
    transform = torch.kron(basis, basis)
    n, c, h, w = pictures[chosen].shape
    blocks = pictures[chosen].reshape(n, c, h // 8, 8, w // 8, 8).transpose(3, 4)
    step = uniform(n, 2, 9, g)[:, None, None] * (1 + k[:, None] + k[None]).flatten()
    coefficients = torch.round(blocks.reshape(n, -1, 64) @ transform.T / step) * step
    blocks = (coefficients @ transform).reshape(blocks.shape)
    pictures[chosen] = blocks.transpose(3, 4).reshape(n, c, h, w)


def noisy(pictures: Tensor, g: Generator, part: float = 0.5) -> None:
    """In place: sensor noise of up to 14 grey levels, the same in all channels in half of them."""
    chosen = some(len(pictures), part, g)
    if len(chosen) == 0:
        return
    n, _, h, w = pictures[chosen].shape
    sigma = uniform(n, 0, 14, g)[:, None, None, None]
    channels = 3 if float(torch.rand(1, generator=g)) < 0.5 else 1
    pictures[chosen] += sigma * torch.randn(n, channels, h, w, generator=g)


def covered(batch: PoseBatch, g: Generator, part: float = 0.4) -> None:
    """In place: boxes and posts before the horse, of one colour, noise or a piece of another
    picture. Points under them become occluded."""
    pictures, points, visibility = batch
    n, _, h, w = pictures.shape
    for i in some(n, part, g).tolist():
        for _ in range(1 + int(torch.randint(2, (1,), generator=g))):
            u = torch.rand(6, generator=g).tolist()
            post = u[0] < 0.4
            width = int(w * (0.02 + 0.06 * u[1] if post else 0.06 + 0.22 * u[1]))
            height = h if post else int(h * (0.06 + 0.22 * u[2]))
            x, y = int(u[3] * (w - width)), int(u[4] * (h - height))
            if u[5] < 0.5:
                cover = torch.rand(3, 1, 1, generator=g) * 255
            elif u[5] < 0.6:
                cover = torch.rand(3, height, width, generator=g) * 255
            else:
                cover = pictures[(i + 1) % n, :, y:y + height, x:x + width].clone()
            pictures[i, :, y:y + height, x:x + width] = cover
            px, py = points[i].unbind(1)
            under = (px >= x) & (px < x + width) & (py >= y) & (py < y + height)
            visibility[i, under] = visibility[i, under].clamp(max=OCCLUDED)


def cut_off(batch: PoseBatch, sides: Tensor, parts: Tensor) -> None:
    """In place: the crop reaches over the edge of the camera's picture, where it is black.

    sides: 0 left, 1 top, 2 right, 3 bottom; parts: of the side's length. Points there are absent.
    """
    size = batch.pictures.shape[-1]
    for i, (side, width) in enumerate(zip(sides.tolist(), (parts * size).int().tolist())):
        if width == 0:
            continue
        axis, high = side % 2, side >= 2
        strip = slice(size - width, None) if high else slice(0, width)
        batch.pictures[(i, slice(None)) + ((slice(None), strip) if axis == 0 else (strip,))] = 0
        at = batch.points[i, :, axis]
        batch.visibility[i, at > size - width - 0.5 if high else at < width - 0.5] = ABSENT


def varied(batch: PoseBatch, size: int, g: Generator) -> PoseBatch:
    """All of it, for pose."""
    n = len(batch.pictures)
    views = Views.random(n, (0.8, 1.25), 15, 0.07, g)
    batch = seen(batch, views, size)
    covered(batch, g)
    pictures = recoloured(batch.pictures, g)
    blurred(pictures, g)
    coarsened(pictures, g)
    noisy(pictures, g)
    coded(pictures, g)
    batch = batch._replace(pictures=pictures.clamp_(0, 255))
    cut = (uniform(n, 0, 1, g) < EDGE_SEEN).float()
    cut_off(batch, torch.randint(4, (n,), generator=g), cut * uniform(n, 0.05, 0.4, g))
    return batch


def varied_frames(pictures: Tensor, boxes: List[Tensor], g: Generator, padding: int,
                  ) -> Tuple[Tensor, List[Tensor]]:
    """Scale, shift, mirror, colour, sharpness and noise, for detection.

    What comes from outside a frame is padding; a box is kept where a third of it is left.
    """
    n, _, size, _ = pictures.shape
    scale = uniform(n, math.log(0.6), math.log(1.3), g).exp()
    mirror = torch.where(torch.rand(n, generator=g) < 0.5, -1.0, 1.0)
    room = (1 - scale) * size / 2
    shift = (torch.rand(n, 2, generator=g) * 2 - 1) * (room.abs() + 0.05 * size)[:, None]
    linear = torch.stack((mirror * scale, scale), 1)  # about the centre
    centre = (size - 1) / 2
    theta = torch.zeros(n, 2, 3)
    theta[:, 0, 0], theta[:, 1, 1] = (1 / linear).unbind(1)
    theta[:, :, 2] = -shift / linear * 2 / size
    grid = F.affine_grid(theta, [n, 3, size, size], align_corners=False)
    moved = F.grid_sample(pictures - padding, grid, "bilinear", "zeros", align_corners=False)
    outside = (moved == 0).all(1, keepdim=True)
    pictures = recoloured((moved + padding).clamp_(0, 255), g)
    blurred(pictures, g, 0.2)
    noisy(pictures, g, 0.4)
    coded(pictures, g)
    pictures.masked_fill_(outside, padding)
    kept = []
    for i, before in enumerate(boxes):
        corners = (before.reshape(-1, 2, 2) - centre) * linear[i] + centre + shift[i]
        whole = torch.cat((corners.amin(1), corners.amax(1)), 1)
        inside = whole.clamp(0, size - 1)
        left = (inside[:, 2:] - inside[:, :2]).prod(1) / (whole[:, 2:] - whole[:, :2]).prod(1)
        kept.append(inside[left > 1 / 3])
    return pictures.clamp_(0, 255), kept
