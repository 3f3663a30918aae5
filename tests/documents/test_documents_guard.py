"""Workers: a task that takes too much or ends is one error, and the next question is answered."""

import ctypes
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from concord.documents import (
    CrashedReader,
    Limits,
    OversizedDocument,
    Part,
    Source,
    Taken,
    TooMuchMemory,
    TooMuchTime,
    UnreadableDocument,
    guarded,
    read_guarded,
    tick,
)
from concord.documents.guard import NoWorker


class Unknown:
    """A task that fails to be unpacked on the other side."""

    def __call__(self, part: Part) -> Iterator[str]:
        yield part.path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return int, ("not a number",)


QUICK = Limits(silence=2.0, total=4.0)


def act(part: Part) -> Iterator[str]:
    """Do what the words of the part say; in the worker."""
    deed = part.content.decode()
    if deed == "sleep":
        time.sleep(60)
    elif deed == "tick":
        for _ in range(6):
            time.sleep(0.5)
            tick()
    elif deed == "tick for ever":
        while True:
            time.sleep(0.1)
            tick()
    elif deed == "wait":
        tick(5)
        time.sleep(2.5)
    elif deed == "eat":
        yield str(len(bytearray(10**9)))
    elif deed == "fall":
        ctypes.string_at(0)
    elif deed == "leave":
        os._exit(3)
    elif deed == "raise":
        raise RuntimeError("who knows")
    elif deed == "print":
        os.write(1, b"noise")
        os.write(2, b"noise")
    yield f"did {deed}"


def zipped(*deeds: str) -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        for number, deed in enumerate(deeds):
            container.writestr(f"{number}.txt", deed)
    return out.getvalue()


def done(*deeds: str | bytes, workers: int = 1) -> list[object]:
    sources = [
        Source(f"{number}.txt", deed.encode() if isinstance(deed, str) else deed)
        for number, deed in enumerate(deeds)
    ]
    with guarded(act, workers=workers, limits=QUICK) as pool:
        return list(pool.each(sources))


BREAKING = {
    "sleep": (TooMuchTime, "stopped after 2 seconds"),
    "tick for ever": (TooMuchTime, "stopped after 4 seconds"),
    "eat": (TooMuchMemory, "needs more than 500 MB"),
    "fall": (CrashedReader, "crashed (signal 11)"),
    "leave": (CrashedReader, "crashed (3)"),
    "raise": (CrashedReader, "failed (RuntimeError: who knows)"),
}


def test_a_task_that_breaks_a_limit_is_one_error_and_the_next_file_is_read() -> None:
    found = done(*(deed for broken in BREAKING for deed in (broken, "nothing")))
    assert found[1::2] == ["did nothing"] * len(BREAKING)
    for place, (error, (kind, words)) in enumerate(zip(found[::2], BREAKING.values(), strict=True)):
        assert isinstance(error, kind)
        assert error.name == f"{2 * place}.txt"
        assert words in error.cause


def test_a_task_that_gives_signs_of_life_or_prints_is_let_go_on() -> None:
    assert done("tick", "wait", "print") == ["did tick", "did wait", "did print"]


def test_a_part_that_ends_its_worker_costs_only_itself() -> None:
    found = done(zipped("one", "leave", "two", "raise", "three"))
    assert [one.name if isinstance(one, UnreadableDocument) else one for one in found] == [
        "did one",
        "0.txt/1.txt",
        "did two",
        "0.txt/3.txt",
        "did three",
    ]


def test_a_container_that_ends_worker_after_worker_is_refused() -> None:
    found = done(zipped(*["leave"] * 10), "nothing")
    assert [type(one) for one in found] == [CrashedReader] * 3 + [OversizedDocument, str]
    assert "the rest was not read" in str(found[3])


def test_answers_come_in_the_order_of_the_files_however_many_share_them() -> None:
    deeds = ["wait", *map(str, range(20)), "leave", *map(str, range(5))]
    found = done(*deeds, workers=3)
    assert [one for one in found if isinstance(one, str)] == [
        f"did {deed}" for deed in deeds if deed != "leave"
    ]
    assert isinstance(found[21], CrashedReader)


def test_who_stops_asking_in_the_middle_leaves_no_process_behind() -> None:
    with guarded(act, workers=2, limits=QUICK) as pool:
        answers = pool.each(Source(f"{n}.txt", b"sleep" if n else b"nothing") for n in range(50))
        assert next(iter(answers)) == "did nothing"
        begun = time.monotonic()
        answers.close()  # type: ignore[attr-defined]
        processes = [worker._process for worker in pool._workers if worker._process is not None]
    assert time.monotonic() - begun < QUICK.silence
    assert all(process.poll() is not None for process in processes)


def test_a_pool_answers_again_after_somebody_stopped_asking() -> None:
    with guarded(act, workers=1, limits=QUICK) as pool:
        first = pool.each(Source("a.txt", b"nothing") for _ in range(30))
        next(iter(first))
        first.close()  # type: ignore[attr-defined]
        assert list(pool.each([Source("b.txt", b"again")])) == ["did again"]


def test_a_task_that_cannot_be_taken_to_the_process_says_so() -> None:
    with guarded(Unknown(), workers=1) as pool, pytest.raises(NoWorker, match="must be importable there"):
        list(pool.each([Source("a.txt", b"84,871")]))


def test_an_upload_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    (found,) = read_guarded(Source("a.txt", b"Some 84,871 returned."))
    assert isinstance(found, Taken)
    assert found.document.text == "Some 84,871 returned."
    (gone,) = read_guarded(Source("gone.txt", tmp_path / "gone.txt"))
    assert isinstance(gone, UnreadableDocument)
    assert "No such file" in str(gone)
