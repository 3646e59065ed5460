"""Prints, as JSON, what TensorBoard's own reader finds in a folder of event files, run by run."""

import json
import sys
from pathlib import Path

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.plugins.hparams import metadata as hparams
from tensorboard.plugins.hparams.plugin_data_pb2 import HParamsPluginData
from tensorboard.util import tensor_util

EVERYTHING = {"scalars": 0, "tensors": 0, "images": 0}


def texts_of(events, tag):
    return [tensor_util.make_ndarray(event.tensor_proto).item().decode() for event in events.Tensors(tag)]


def hparams_of(events):
    found = {}
    for content in events.PluginTagToContent("hparams").values() if has_hparams(events) else []:
        data = HParamsPluginData.FromString(content)
        if data.HasField("session_start_info"):
            start = data.session_start_info
            found["params"] = {key: getattr(value, value.WhichOneof("kind")) for key, value in start.hparams.items()}
        if data.HasField("session_end_info"):
            found["status"] = data.session_end_info.status
    return found


def has_hparams(events):
    return hparams.PLUGIN_NAME in events._plugin_to_tag_to_content


def read(folder):
    events = EventAccumulator(str(folder), size_guidance=EVERYTHING).Reload()
    tags = events.Tags()
    return {
        "scalars": {
            tag: [[event.step, event.wall_time, str(event.value)] for event in events.Scalars(tag)]
            for tag in tags["scalars"]
        },
        "texts": {tag: texts_of(events, tag) for tag in tags["tensors"] if not tag.startswith("_hparams_")},
        "images": {
            tag: [[event.width, event.height, len(event.encoded_image_string)] for event in events.Images(tag)]
            for tag in tags["images"]
        },
        "hparams": hparams_of(events),
    }


root = Path(sys.argv[1])
runs = sorted({file.parent for file in root.rglob("*tfevents*")})
print(json.dumps({str(run.relative_to(root)): read(run) for run in runs}))
