"""When the bulk process is started, what it is given, and what happens when it dies."""

import logging
import subprocess
import sys
import textwrap
import time

import numpy as np
import pytest

from index.bulk import faster
from index.bulk.faster import WORTH, Faster
from index.bulk.worker import Ended, Worker
from index.encode import BundledEncoder
from tests.conftest import ROOT

# answers each text with its length in every number; dies at the word 死ぬ
TINY = """
    import json, sys
    import numpy as np
    print("tiny", flush=True)
    for line in sys.stdin:
        texts = json.loads(line)
        if "死ぬ" in texts:
            sys.exit("out of memory")
        rows = np.repeat(np.array([len(text) for text in texts], "<f4")[:, None], {}, 1)
        sys.stdout.buffer.write(rows.tobytes())
        sys.stdout.flush()
"""


def tiny(dimension: int) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(TINY.format(dimension))]


def wait(worker: Worker) -> None:
    while not worker.ready:
        time.sleep(0.01)


@pytest.fixture
def started(monkeypatch, bundled_encoder):
    """Commands of the processes that were started, in place of the real one."""
    commands = []

    def command(*arguments):
        commands.append(arguments)
        return tiny(bundled_encoder.dimension)

    monkeypatch.setattr(faster, "command", command)
    return commands


def test_texts_go_and_vectors_come():
    worker = Worker(tiny(3), 3)
    wait(worker)
    assert worker.engine == "tiny"
    assert worker.encode(["あ", "予算\n"]).tolist() == [[1, 1, 1], [3, 3, 3]]
    assert worker.encode([]).shape == (0, 3)
    worker.close()


def test_it_says_what_it_said_last():
    worker = Worker(tiny(3), 3)
    wait(worker)
    for _ in range(2):
        with pytest.raises(Ended, match=r"^out of memory$"):
            worker.encode(["死ぬ"])
    worker.close()


def test_it_is_ended_while_it_loads():
    worker = Worker([sys.executable, "-c", "import time; time.sleep(60)"], 3)
    begun = time.monotonic()
    worker.close()
    assert time.monotonic() - begun < 5


def test_it_is_started_once_when_much_waits(started, bundled_encoder, weights_file):
    engine = Faster(bundled_encoder)
    engine.expect(WORTH - 1)
    assert started == []
    assert engine.at_once == faster.AT_ONCE
    engine.expect(WORTH)
    engine.expect(WORTH * 2)
    assert started == [(weights_file, bundled_encoder.fingerprint)]
    wait(engine._worker)
    assert engine.at_once == faster.MANY_AT_ONCE
    assert engine.encode(["予算\0です。 "])[0, :2].tolist() == [6, 6]  # cleaned as the engine reads
    engine.close()


def test_the_light_engine_reads_what_is_too_long(started, bundled_encoder):
    engine = Faster(bundled_encoder)
    engine.expect(WORTH)
    wait(engine._worker)
    long = "予算 " * 260
    found = engine.encode(["あ", long, "いう"])
    assert found[:, 0].tolist() == [1, bundled_encoder.encode_passages([long])[0, 0], 2]
    engine.close()


def test_the_light_engine_goes_on_where_the_process_dies(started, bundled_encoder, caplog):
    engine = Faster(bundled_encoder)
    engine.expect(WORTH)
    wait(engine._worker)
    with caplog.at_level(logging.WARNING):
        found = engine.encode(["死ぬ"])
    assert found == pytest.approx(bundled_encoder.encode_passages(["死ぬ"]), abs=1e-6)
    assert caplog.messages == [
        "the faster engine for many passages cannot be used (out of memory); "
        "the slower one goes on."
    ]
    engine.expect(WORTH)  # it is not tried again
    assert (len(started), engine.at_once) == (1, faster.AT_ONCE)
    engine.close()


def test_other_encoders_embed_for_themselves(started, encoder):
    class Mine(BundledEncoder):
        pass

    for own in (encoder, Mine()):
        Faster(own).expect(WORTH)
    assert started == []


def test_the_process_ends_with_whoever_started_it(tmp_path):
    script = f"""
        import os, sys, time
        from index.bulk.worker import Worker
        worker = Worker({tiny(3)!r}, 3)
        while not worker.ready: time.sleep(0.01)
        print(worker._process.pid, flush=True)
        os.kill(os.getpid(), 9)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, cwd=ROOT, check=False
    )
    pid = int(done.stdout)
    for _ in range(500):
        try:
            stat = (ROOT / f"/proc/{pid}/stat").read_text()
        except FileNotFoundError:
            return
        if stat.split()[2] == "Z":
            return
        time.sleep(0.01)
    pytest.fail(f"process {pid} goes on")


def test_nothing_heavy_is_imported_by_those_who_ask():
    script = """
        import sys
        import index.build, index.bulk.faster
        from index.encode import load_encoder
        load_encoder().encode_passages(["予算です。"])
        print({"torch", "openvino", "sentence_transformers"} & set(sys.modules))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, cwd=ROOT, check=True
    )
    assert done.stdout == b"set()\n"


def test_vectors_of_no_texts(started, bundled_encoder):
    assert np.array_equal(Faster(bundled_encoder).encode([]), np.zeros((0, 384), np.float32))
