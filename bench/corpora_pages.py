"""Archived pages for the bench of corpora, made from a seed: what a crawl of news is like, by and large.

Of 1,000 pages 5 carry a bundled report with other digits, 5 are about the countries of the situation and hold
no figure of it, and 990 hold nothing: council news, sport, recipes, shops, weather, in five languages. Every
page has a head, a menu, teasers and a foot around its text. The mix is this bench's own assumption.
"""

import html
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["MIX", "pages", "write_shards"]

MIX = {"report": 5, "about": 5, "nothing": 990}  # of 1,000 pages
REPORTS = Path(__file__).parents[1] / "examples" / "reports"
SENTENCES = (40, 90)  # least and most in a page
NOTHING = {
    "en": (
        "The council put off its vote on the new bridge to {n} May and asked for another report.",
        "Rovers won {n}-1 away, and the coach praised the {n} young players who had come on late.",
        "Mix {n} g of flour with two eggs, rest the dough and bake it for {n} minutes.",
        "The phone costs {n} euros, has a larger screen than the last one and ships in {n} days.",
        "Rain is likely in the evening, with gusts of {n} km an hour along the coast.",
        "The museum opens at {n} and shows {n} drawings that were never seen before.",
    ),
    "ur": (
        "وزیر تعلیم نے کہا کہ امتحان {n} مئی کو ہوگا اور نتائج {n} دن میں آئیں گے۔",
        "ٹیم نے {n} رنز بنائے اور میچ {n} وکٹوں سے جیت لیا۔",
    ),
    "fa": (
        "هوا در روز شنبه آفتابی است و دما به {n} درجه می‌رسد.",
        "قیمت این گوشی {n} یورو است و در {n} روز فرستاده می‌شود.",
    ),
    "ps": ("نن به باران وي او د تودوخې درجه به {n} ته ورسېږي.",),
    "es": ("El ayuntamiento aprobó {n} obras y abrirá {n} plazas nuevas en mayo.",),
}
ABOUT = (
    "Lahore won by {n} wickets, and the captain was out for {n} in the last over.",
    "Iran exported {n} million barrels in the month, {n} per cent more than a year before.",
    "The film was shot in Kabul and Peshawar and opens in {n} cinemas.",
)
MENU = "".join(f'<li><a href="/section/{at}">Section {at}</a></li>' for at in range(24))
FOOT = "<footer><p>All rights reserved. Write to the editors. Terms, privacy, jobs.</p></footer>"


def write_shards(folder: Path, count: int, *, shard: int, seed: int = 1) -> None:
    """So many pages as Parquet shards of `shard` pages each."""
    import pyarrow as pa
    from pyarrow import parquet

    folder.mkdir(parents=True, exist_ok=True)
    made, held, at = pages(random.Random(seed)), [], 0
    for page in range(count):
        held.append({"id": f"page-{page:07d}", **next(made)})
        if len(held) == shard or page == count - 1:
            parquet.write_table(pa.Table.from_pylist(held), folder / f"{at:05d}.parquet", compression="zstd")
            held, at = [], at + 1


def pages(dice: random.Random) -> Iterator[dict[str, Any]]:
    """Pages without end."""
    reports = [json.loads(path.read_text("utf-8")) for path in sorted(REPORTS.glob("*.json"))]
    kinds = [kind for kind, share in MIX.items() for _ in range(share)]
    while True:
        kind = dice.choice(kinds)
        if kind == "report":
            report = dice.choice(reports)
            language, paragraphs = report.get("lang", "en"), _other_digits(report["text"], dice).split("\n\n")
        else:
            language = "en" if kind == "about" else dice.choice(["en", "en", "en", *NOTHING])
            known = (*ABOUT, *NOTHING["en"]) if kind == "about" else NOTHING[language]
            paragraphs = [_sentences(known, dice) for _ in range(dice.randint(*SENTENCES) // 5)]
        yield {
            "address": f"https://news.example/{dice.getrandbits(40):x}",
            "bytes": _page(language, paragraphs, dice).encode(),
            "media_type": "text/html; charset=utf-8",
            "published": f"2025-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}",
            "publisher": "The Example",
        }


def _sentences(known: tuple[str, ...], dice: random.Random) -> str:
    return " ".join(dice.choice(known).replace("{n}", str(dice.randint(2, 990))) for _ in range(5))


def _other_digits(text: str, dice: random.Random) -> str:
    """A report with other numbers, years left alone."""
    return re.sub(r"(?<![0-9])(?!20[0-9]{2}\b)[1-9]", lambda _: str(dice.randint(1, 9)), text)


def _page(language: str, paragraphs: list[str], dice: random.Random) -> str:
    teasers = "".join(
        f"<div><h3>{_sentences(NOTHING['en'], dice)[:70]}</h3></div>" for _ in range(dice.randint(6, 12))
    )
    told = "".join(f"<p>{html.escape(one)}</p>" for one in paragraphs)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>News of the day</title>'
        f"<style>{'.box{margin:0;padding:4px}' * 40}</style></head><body><nav><ul>{MENU}</ul></nav>"
        f"<main><article><h1>News of the day</h1>{told}</article></main><aside>{teasers}</aside>{FOOT}"
        "</body></html>"
    )
