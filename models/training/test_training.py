"""python3 -m unittest: needs torch and numpy, takes a minute, is no part of the Maven build."""

import os
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Dict, List

import torch
from torch import Generator, Tensor, nn

import blobs
from augmentation import FLIPPED_KEYPOINTS, Views, cut_off, seen, varied, varied_frames
from evaluate import Poses, detection_figures, pose_figures
from export import exported
from loop import Schedule, TrainingRun, exported_weights, generator, save
from pictures import PoseBatch, PosePictures, shuffled
from rtmpose import KEYPOINTS, RtmPose
from train_pose import simcc_loss, weights
from yolox import YoloxLoss, YoloxNano, anchors, decoded, intersection_over_union

GOLDEN = Path(__file__).resolve().parents[3] / "shared" / "golden"


class Networks(unittest.TestCase):
    @unittest.skipUnless(GOLDEN.is_dir(), "no ../shared/golden")
    def test_names_and_shapes_of_rtmpose_are_openmmlabs(self) -> None:
        listed = (GOLDEN / "rtmpose-t.keys.txt").read_text().splitlines()
        ours = [f"{name}\t{tuple(value.shape)}\t{value.dtype}"
                for name, value in RtmPose().state_dict().items()]
        self.assertEqual(listed, ours)

    def test_rtmpose_has_the_published_number_of_parameters(self) -> None:
        self.assertEqual(3.37, round(parameters(RtmPose()) / 1e6, 2))
        self.assertEqual(218, len(RtmPose().state_dict()))

    def test_yolox_nano_has_the_published_number_but_for_the_79_classes_left_out(self) -> None:
        left_out = 3 * 79 * (64 + 1)
        self.assertEqual(0.91, round((parameters(YoloxNano()) + left_out) / 1e6, 2))

    def test_yolox_names_are_those_of_the_published_checkpoints(self) -> None:
        names = set(YoloxNano().state_dict())
        for name in ("backbone.backbone.stem.conv.conv.weight",
                     "backbone.backbone.dark2.0.dconv.bn.running_var",
                     "backbone.backbone.dark3.1.m.2.conv2.pconv.conv.weight",
                     "backbone.backbone.dark5.1.conv2.bn.weight",
                     "backbone.lateral_conv0.conv.weight", "backbone.C3_p4.conv3.conv.weight",
                     "backbone.reduce_conv1.bn.bias", "backbone.bu_conv2.dconv.conv.weight",
                     "backbone.C3_n4.m.0.conv1.conv.weight", "head.stems.2.conv.weight",
                     "head.cls_convs.0.1.pconv.bn.weight", "head.reg_convs.2.0.dconv.conv.weight",
                     "head.cls_preds.1.weight", "head.reg_preds.0.bias", "head.obj_preds.2.weight"):
            self.assertIn(name, names)

    def test_yolox_gives_a_row_per_anchor(self) -> None:
        with torch.no_grad():
            rows = YoloxNano().eval()(torch.zeros(1, 3, 416, 416))
        self.assertEqual((1, 3549, 6), tuple(rows.shape))


class Augmentation(unittest.TestCase):
    def test_mirroring_exchanges_left_and_right_and_nothing_else(self) -> None:
        other = {"L": "R", "R": "L"}
        for i, name in enumerate(KEYPOINTS):
            paired = name[1] == "_" and name[0] in other
            expected = other[name[0]] + name[1:] if paired else name
            self.assertEqual(expected, KEYPOINTS[FLIPPED_KEYPOINTS[i]])

    def test_plain_view_is_the_central_crop(self) -> None:
        batch = marked([(100, 90)])
        crop = seen(batch, Views.plain(1), 256)
        self.assertLess(float((crop.pictures - batch.pictures[..., 32:288, 32:288]).abs().max()),
                        0.05)

    def test_points_follow_the_picture(self) -> None:
        batch = marked([(120, 110), (200, 140), (150, 220)])
        views = Views(torch.tensor([1.2] * 3), torch.tensor([0.2, -0.1, 0.0]),
                      torch.tensor([[0.05, -0.03], [0.0, 0.0], [-0.04, 0.02]]),
                      torch.tensor([False, True, True]))
        for size in (256, 128):
            out = seen(batch, views, size)
            for i in range(3):
                brightness = out.pictures[i].sum(0)
                y, x = divmod(int(brightness.argmax()), size)
                self.assertLess(abs(x - float(out.points[i, 2, 0])), 1.01)
                self.assertLess(abs(y - float(out.points[i, 2, 1])), 1.01)

    def test_points_that_leave_the_picture_are_absent(self) -> None:
        out = seen(marked([(310, 160)]), Views.plain(1), 256)
        self.assertEqual(0, int(out.visibility[0, 2]))

    def test_points_beyond_the_edge_of_the_cameras_picture_are_absent(self) -> None:
        batch = marked([(40, 160), (40, 160), (160, 300)])
        cut_off(batch, torch.tensor([0, 2, 3]), torch.tensor([0.25, 0.25, 0.25]))
        self.assertEqual([0, 2, 0], batch.visibility[:, 2].tolist())
        self.assertEqual([0, 255, 0], [round(float(batch.pictures[0, 0, 160, 40])),
                                       round(float(batch.pictures[1, 0, 160, 40])),
                                       round(float(batch.pictures[2, 0, 300, 160]))])

    def test_padding_stays_what_the_job_pads_with(self) -> None:
        picture = torch.full((4, 3, 416, 416), 114.0)
        picture[:, :, :200] = 200
        out, _ = varied_frames(picture, [torch.zeros(0, 4)] * 4, generator(0, 5), 114)
        self.assertTrue(bool(((out == 114).all(1).flatten(1).float().mean(1) > 0.2).all()))

    def test_boxes_follow_the_frame(self) -> None:
        picture = torch.full((8, 3, 416, 416), 10.0)
        picture[:, :, 100:180, 120:260] = 250
        box = torch.tensor([[120.0, 100.0, 259.0, 179.0]])
        out, boxes = varied_frames(picture, [box] * 8, generator(0, 5), 114)
        for i in range(8):
            bright = out[i].mean(0) > (out[i].max() + out[i].min()) / 2 + 20
            for x1, y1, x2, y2 in boxes[i].round().int().tolist():
                middle = bright[(y1 + y2) // 2, (x1 + x2) // 2]
                self.assertTrue(bool(middle))


class Losses(unittest.TestCase):
    def test_simcc_loss_is_least_at_the_gaussian_itself(self) -> None:
        points, visibility = torch.full((1, 17, 2), 100.0), torch.full((1, 17), 2)
        bins = torch.arange(512.0)
        exact = torch.exp(-((bins - 200) / 6).square() / 2).expand(1, 17, 512)
        beside = exact.roll(4, 2)
        weight = weights(visibility, 0.5, 0.0)
        best = simcc_loss((exact, exact), points, visibility, weight, 6.0)
        worse = simcc_loss((beside, beside), points, visibility, weight, 6.0)
        self.assertLess(float(sum(best)), 1e-5)
        self.assertGreater(float(sum(worse)), 0.5)

    def test_assigned_anchors_lie_near_their_box(self) -> None:
        truth = torch.tensor([[50.0, 60, 200, 180], [250.0, 40, 330, 120]])
        loss = YoloxLoss()
        raw = torch.randn(3549, 6, generator=generator(0, 1)) * 0.1
        anchor, owner = loss.assign(raw, decoded(raw, loss.cells, loss.strides), truth)
        self.assertEqual({0, 1}, set(owner.tolist()))
        self.assertEqual(len(anchor), len(set(anchor.tolist())))
        place = (loss.cells[anchor] + 0.5) * loss.strides[anchor]
        centre = (truth[owner, :2] + truth[owner, 2:]) / 2
        self.assertTrue(bool(((place - centre).abs() < 1.5 * loss.strides[anchor]).all()))

    def test_frames_without_a_horse_teach_objectness_only(self) -> None:
        raw = torch.zeros(1, 3549, 6, requires_grad=True)
        YoloxLoss()(raw, [torch.zeros(0, 4)], True)["loss"].backward()
        taught = raw.grad.abs().sum((0, 1)) > 0
        self.assertEqual([False] * 4 + [True, False], taught.tolist())

    def test_box_decoding_and_overlap(self) -> None:
        cells, strides = anchors()
        box = decoded(torch.zeros(3549, 6), cells, strides)[52 + 1]
        self.assertEqual([4.0, 4.0, 12.0, 12.0], box.tolist())
        overlap = intersection_over_union(box, torch.tensor([8.0, 4.0, 16.0, 12.0]))
        self.assertAlmostEqual(1 / 3, float(overlap), places=5)


class Figures(unittest.TestCase):
    def test_a_swapped_hind_limb_is_counted(self) -> None:
        truth = torch.rand(2, 17, 2, generator=generator(0, 1)) * 200
        truth[:, [12, 13]] = torch.tensor([[50.0, 150], [50.0, 200]])
        truth[:, [15, 16]] = torch.tensor([[90.0, 150], [90.0, 200]])
        points = truth.clone()
        points[1, [12, 13, 15, 16]] = truth[1, [15, 16, 12, 13]]
        poses = Poses(points, torch.ones(2, 17), truth, torch.full((2, 17), 2),
                      torch.full((2,), 100.0))
        self.assertEqual(0.5, pose_figures(poses)["swaps"])
        self.assertEqual(round(30 / 34, 4), pose_figures(poses)["visible"])

    def test_recall_and_false_boxes(self) -> None:
        horse = torch.tensor([[10.0, 10, 50, 50]])
        found = torch.tensor([[10.0, 10, 50, 50, 0.9], [100.0, 100, 150, 150, 0.8]])
        figures = detection_figures(
            [horse, horse[:0]], [found, found[1:]], [horse[:0], horse[:0]])
        self.assertEqual(1.0, figures["recall@0.70"])
        self.assertEqual(1.0, figures["false/frame@0.70"])
        self.assertEqual(1.0, figures["false/empty@0.70"])


class Resuming(unittest.TestCase):
    def test_a_resumed_run_has_the_next_loss_of_an_uninterrupted_one(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            blobs.write(Path(folder) / "train", 16, 0, 1)
            data = PosePictures(Path(folder) / "train")
            whole = trained(toy_run(Path(folder) / "a"), data, 6)
            trained(toy_run(Path(folder) / "b"), data, 3)
            resumed = toy_run(Path(folder) / "b")
            resumed.resume()
            self.assertEqual(3, resumed.step)
            self.assertEqual(whole, trained(resumed, data, 6))

    def test_a_torn_state_is_passed_over(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            blobs.write(Path(folder) / "train", 16, 0, 1)
            data = PosePictures(Path(folder) / "train")
            run = toy_run(Path(folder) / "a")
            trained(run, data, 2)
            (run.folder / "state-00000099.pt").write_bytes(b"PK\x03\x04 torn")
            again = toy_run(run.folder)
            again.resume()
            self.assertEqual(2, again.step)

    def test_sigterm_saves_and_the_next_start_goes_on(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            blobs.write(Path(folder) / "train", 0, 16, 1)
            command = [sys.executable, "train_detector.py", "--data", folder, "--batch", "2",
                       "--out", f"{folder}/run", "--pictures", "1000000"]
            here = Path(__file__).parent
            started = subprocess.Popen(command, cwd=here, stdout=subprocess.PIPE, text=True)
            self.addCleanup(started.stdout.close)
            started.stdout.readline()  # the first line of the log: it trains
            started.send_signal(signal.SIGTERM)
            self.assertEqual(143, started.wait(120))
            states = sorted((Path(folder) / "run").glob("state-*.pt"))
            self.assertEqual(1, len(states))
            self.assertGreaterEqual(int(states[0].stem.split("-")[1]), 50)

    def test_every_epoch_shows_every_picture_once(self) -> None:
        seen_indices = torch.cat([shuffled(12, 4, step, 1) for step in range(3)])
        self.assertEqual(list(range(12)), sorted(seen_indices.tolist()))
        self.assertNotEqual(shuffled(12, 4, 0, 1).tolist(), shuffled(12, 4, 3, 1).tolist())


class Export(unittest.TestCase):
    def test_checkpoints_hold_half_precision_under_the_expected_keys(self) -> None:
        pose = exported("pose", RtmPose().state_dict())
        self.assertEqual({"meta", "state_dict"}, set(pose))
        self.assertTrue(all(isinstance(v, str) for v in pose["meta"].values()))
        detector = exported("detector", YoloxNano().state_dict())
        self.assertEqual({"model"}, set(detector))
        for weight in list(pose["state_dict"].values()) + list(detector["model"].values()):
            self.assertIn(weight.dtype, (torch.float16, torch.int64))

    def test_variances_beyond_half_precision_do_not_change_the_network(self) -> None:
        torch.manual_seed(1)
        network = YoloxNano()
        network.backbone.backbone.stem.conv.bn.running_var.fill_(3e5)
        network.backbone.backbone.stem.conv.bn.running_mean.fill_(700)
        network.backbone.backbone.stem.conv.conv.weight.data.mul_(30)
        pictures = torch.rand(2, 3, 416, 416, generator=generator(0, 2)) * 255
        with torch.no_grad():
            before = network.eval()(pictures)
            network.load_state_dict(exported("detector", network.state_dict())["model"])
            after = network(pictures)
        self.assertLess(float((before - after).abs().max()), 0.01)

    def test_a_training_begins_with_what_was_exported(self) -> None:
        for kind, network in (("pose", RtmPose()), ("detector", YoloxNano())):
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "a.pth"
                save(exported(kind, network.state_dict()), file)
                begun = exported_weights(file)
            for name, value in network.state_dict().items():
                self.assertEqual(value.dtype, begun[name].dtype, name)
                self.assertTrue(torch.allclose(value, begun[name], rtol=1e-3, atol=1e-6), name)

    def test_a_diverged_network_is_refused(self) -> None:
        weight = YoloxNano().state_dict()
        weight["head.stems.0.conv.weight"][0] = float("nan")
        with self.assertRaisesRegex(SystemExit, "head.stems.0.conv.weight"):
            exported("detector", weight)


def parameters(network: nn.Module) -> int:
    return sum(p.numel() for p in network.parameters())


def marked(places: List[tuple]) -> PoseBatch:
    """Dark pictures with one bright spot, which is where the nose is."""
    pictures = torch.zeros(len(places), 3, 320, 320)
    points = torch.full((len(places), 17, 2), 160.0)
    y, x = torch.meshgrid(torch.arange(320.0), torch.arange(320.0), indexing="ij")
    for i, (px, py) in enumerate(places):
        pictures[i] = 255 * torch.exp(-((x - px) ** 2 + (y - py) ** 2) / 18)
        points[i, 2] = torch.tensor([px, py])
    return PoseBatch(pictures, points, torch.full((len(places), 17), 2))


class Toy(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Conv2d(3, 8, 3, 4), nn.BatchNorm2d(8), nn.Conv2d(8, 34, 1))

    def forward(self, x: Tensor) -> Tensor:
        return self.layers(x / 255).mean((2, 3)).reshape(-1, 17, 2)


def toy_run(folder: Path) -> TrainingRun:
    torch.manual_seed(3)
    return TrainingRun(folder, Toy(), Schedule(80, 4, 1e-2), 3)


def trained(run: TrainingRun, data: PosePictures, until: int) -> float:
    def losses(step: int, g: Generator) -> Dict[str, Tensor]:
        batch = varied(data.batch(shuffled(len(data), 4, step, 3)), 128, g)
        return {"loss": (run.network(batch.pictures) - batch.points / 128).square().mean()}
    return run.run(losses, until)


if __name__ == "__main__":
    os.chdir(Path(__file__).parent)
    unittest.main()
