"""The bulk process: a list of texts a line, in JSON, on standard input; their vectors come back.

It first writes a line with the name of its engine, then for each line float32 numbers in
little-endian order, a row a text. It ends when its input does, and so with whoever started it.
"""

import json
import os
import signal
import sys
from pathlib import Path

from index.bulk.engine import load
from index.bulk.kept import cache_folder


def main() -> None:
    """Load the weights, then answer; arguments: the weights' file, their SHA-256, and an engine."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started this
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what a library prints is no answer
        engine = load(Path(sys.argv[1]), sys.argv[2], cache_folder(os.environ), *sys.argv[3:])
        answers.write(f"{engine.name}\n".encode())
        answers.flush()
        for line in sys.stdin.buffer:
            answers.write(engine.encode(json.loads(line)).astype("<f4").tobytes())
            answers.flush()


if __name__ == "__main__":
    main()
