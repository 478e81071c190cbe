"""Asks `inference.py`, as the image would, for every golden vector of an unpacked archive. Fails when one differs."""

import json
import sys
from pathlib import Path

TOLERANCE = 1e-5


def check(folder):
    sys.path.insert(0, str(folder / "code"))
    import inference

    model = inference.model_fn(str(folder))
    golden = json.loads((folder / "meta" / "golden.json").read_text(encoding="utf-8"))
    request = json.dumps({"instances": [vector["features"] for vector in golden]})
    prediction = inference.predict_fn(inference.input_fn(request, "application/json"), model)
    body, content_type = inference.output_fn(prediction, "*/*")
    answer = json.loads(body)
    if content_type != "application/json" or answer["model_version"] != model["version"]:
        raise SystemExit(f"{folder}: the answer is not that of version {model['version']}")
    for index, (expected, given) in enumerate(zip(golden, answer["predictions"], strict=True)):
        pairs = [(expected["score"], given["score"]), (expected["bias"], given["bias"])]
        pairs += [(value, given["contributions"][name]) for name, value in expected["contributions"].items()]
        if any(abs(one - other) > TOLERANCE for one, other in pairs):
            raise SystemExit(f"{folder}: golden vector {index} is answered otherwise")
    print(f"{folder.name} {answer['model_version']}: inference.py answers {len(golden)} golden vectors as they are written")


if __name__ == "__main__":
    check(Path(sys.argv[1]))
