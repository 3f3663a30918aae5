"""concord watch: a round with real reading of pages, the command, its table of health, one at a time."""

import json

import pytest
from typer.testing import CliRunner

from concord.cli.main import app
from concord.ledger import Ledger
from concord.pipeline.watch import health, sleep_until, watching
from concord.watching import AddressPolicy, AlreadyWatching, Feed, Feeds

PERSONS = """<html><body><table><tr><th>Name</th><th>Father</th><th>CNIC</th></tr>
<tr><td>Gul Khan</td><td>Wali</td><td>11111-0000001-1</td></tr>
<tr><td>Zar Bibi</td><td>Sher</td><td>11111-0000002-2</td></tr></table></body></html>"""
WORDS = (
    "On 3 May 2027 some 84,871 Afghans returned through Torkham, the home department said in Peshawar. " * 3
)


@pytest.fixture
def rounds(site, clock, resolve, tmp_path):
    def run(*feeds):
        listed = Feeds("mail@example.org", feeds)
        policy = AddressPolicy(frozenset({("127.0.0.1", site.port)}))
        with watching(
            listed, tmp_path, clock=clock, sleep=clock.sleep, resolve=resolve, policy=policy
        ) as visits:
            return list(visits()), health(listed, tmp_path, clock())

    return run


def run(*words):
    return CliRunner().invoke(app, list(map(str, words)))


def test_only_the_main_text_makes_a_change(site, rounds, clock):
    page = (
        "<html><head><title>Daily</title></head><body><nav>{nav}</nav>"
        "<article><p>{text}</p></article></body></html>"
    )
    site.pages["/day"] = (200, {"Content-Type": "text/html"}, page.format(nav="Home", text=WORDS).encode())
    feed = Feed("day", site.url("/day"))
    assert [visit.outcome for visit in rounds(feed)[0]] == ["new"]
    site.pages["/day"] = (
        200,
        {"Content-Type": "text/html"},
        page.format(nav="Start 12:01", text=WORDS).encode(),
    )
    clock.wait(hours=7)
    assert [visit.outcome for visit in rounds(feed)[0]] == ["same"]
    changed = page.format(nav="Home", text=WORDS.replace("84,871", "85,002"))
    site.pages["/day"] = (200, {"Content-Type": "text/html"}, changed.encode())
    clock.wait(hours=7)
    assert [visit.outcome for visit in rounds(feed)[0]] == ["changed"]


def test_a_page_that_lists_persons_is_not_kept(site, rounds, tmp_path):
    site.pages["/list"] = (200, {"Content-Type": "text/html"}, PERSONS.encode())
    visits, found = rounds(Feed("list", site.url("/list")))
    assert [visit.outcome for visit in visits] == ["failed"]
    assert "it looks like a list of persons" in found[0].cause
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"Gul Khan" not in everything
    assert not (tmp_path / "captures").exists()


def test_what_is_no_document_is_kept_and_compared_by_its_bytes(site, rounds, clock):
    site.pages["/x.bin"] = (200, {}, b"\x00\x01\x02")
    feed = Feed("x", site.url("/x.bin"))
    assert [visit.outcome for visit in rounds(feed)[0]] == ["new"]
    clock.wait(hours=7)
    assert [visit.outcome for visit in rounds(feed)[0]] == ["same"]


def test_captures_are_documents_that_ingest_reads(site, rounds, tmp_path):
    page = f"<html><head><title>Daily</title></head><body><article><p>{WORDS}</p></article></body></html>"
    site.pages["/day.html"] = (200, {"Content-Type": "text/html"}, page.encode())
    ((visit,), _) = rounds(Feed("day", site.url("/day.html")))
    ended = run("ingest", tmp_path / visit.capture, "--db", tmp_path / "c.db")
    assert ended.exit_code == 0, ended.stderr
    with Ledger.open(tmp_path / "c.db") as ledger:
        (kept,) = ledger.documents()
        assert "84,871" in kept.record.text
        assert [figure.record.value for figure in ledger.figures()][:1] == [84871]


def test_only_one_watches_into_a_folder(tmp_path, clock):
    listed = Feeds("mail@example.org", (Feed("a", "http://a.example/"),))
    with watching(listed, tmp_path, clock=clock), pytest.raises(AlreadyWatching, match="stop that one"):  # noqa: SIM117
        with watching(listed, tmp_path, clock=clock):
            pass


def test_the_health_is_on_disk_after_every_visit(site, rounds, tmp_path):
    site.html("/day", WORDS)
    rounds(Feed("day", site.url("/day")), Feed("gone", site.url("/gone")))
    kept = json.loads((tmp_path / "health.json").read_text("utf-8"))
    assert [(feed["feed"], feed["state"]) for feed in kept["feeds"]] == [("day", "well"), ("gone", "failing")]
    assert len((tmp_path / "visits.jsonl").read_text("utf-8").splitlines()) == 2


def test_the_wait_between_rounds_is_short_enough_to_see_a_changed_list(clock):
    sleep_until(None, clock(), clock.sleep)
    sleep_until(clock(), clock(), clock.sleep)
    assert clock.slept == [300.0, 1.0]


@pytest.fixture
def listed(tmp_path, monkeypatch, site):
    monkeypatch.chdir(tmp_path)
    url = f"http://127.0.0.1:{site.port}/"
    (tmp_path / "feeds.toml").write_text(
        f'contact = "x@example.org"\n[[feed]]\nname = "inside"\nurl = "{url}"\n', "utf-8"
    )


def test_a_failure_is_told_and_ends_with_1(listed, site):
    ended = run("watch", "feeds.toml", "--once")
    assert ended.exit_code == 1
    assert "FAILED     inside" in ended.stderr
    assert "is not a public address" in ended.stderr
    assert "1 failed" in ended.stdout
    assert site.asked == []
    again = run("watch", "feeds.toml", "--once")
    assert (again.exit_code, again.stdout) == (0, "Nothing was due.\n")


def test_the_table_of_health_is_for_people_and_machines(listed):
    assert "never" in run("watch", "feeds.toml", "--health").stdout
    run("watch", "feeds.toml", "--once")
    assert "failing" in run("watch", "feeds.toml", "--health").stdout
    (told,) = json.loads(run("watch", "feeds.toml", "--health", "--format", "json").stdout)
    assert (told["feed"], told["state"], told["failures"], told["succeeded"]) == (
        "inside",
        "failing",
        1,
        None,
    )


def test_visits_are_told_in_json_lines(listed):
    ended = run("watch", "feeds.toml", "--once", "--format", "jsonl")
    assert json.loads(ended.stdout)["outcome"] == "failed"
