"""Draws what `bench/scale.py` wrote as `docs/explanation/scale.svg`: one small chart for each thing that is measured.

What was measured stands in `bench/figures`, so that the picture can be drawn again anywhere.

    python bench/scale_chart.py            # from bench/figures/*.jsonl
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
FIGURES: Final = ROOT / "bench" / "figures"
CHART: Final = ROOT / "docs" / "explanation" / "scale.svg"
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 330, 210, 44, 34, 36
COLOURS: Final = {
    "SQLite": "#1f6f8b", "Neo4j, our side": "#8b3a1f", "Neo4j, the server": "#d08b5b", "search": "#3d7d3d",
    "SPARQL": "#7a4c9c",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: a title, and points (records, value) by the name of their line."""

    title: str
    lines: dict[str, list[tuple[int, float]]]


def main() -> None:
    """Write the picture."""
    rows = [
        json.loads(line)
        for file in sorted(FIGURES.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
        if line
    ]
    CHART.write_text(drawn(charts(rows)), "utf-8")


def charts(rows: Sequence[dict[str, float | str]]) -> list[Chart]:
    """What is shown."""

    def line(engine: str, name: str, *, each: bool = False, unit: float = 1) -> list[tuple[int, float]]:
        found = {
            int(row["records"]): float(row[name]) / unit / (int(row["records"]) if each else 1)
            for row in rows
            if row["engine"] == engine and name in row
        }
        return sorted(found.items())

    return [
        Chart(
            "processor time a record, ms",
            {
                "SQLite": line("sqlite", "cpu_ms_per_record"),
                "Neo4j, our side": line("neo4j", "cpu_ms_per_record"),
                "Neo4j, the server": line("neo4j", "server_cpu_ms_per_record"),
                "search": line("sqlite", "search_cpu_ms_per_record"),
                "SPARQL": line("sqlite", "sparql_cpu_ms_per_record"),
            },
        ),
        Chart(
            "kilobytes a record on the disk",
            {
                "SQLite": line("sqlite", "store_bytes", each=True, unit=1000),
                "Neo4j, the server": line("neo4j", "store_bytes", each=True, unit=1000),
                "search": line("sqlite", "search_bytes", each=True, unit=1000),
                "SPARQL": line("sqlite", "sparql_bytes", each=True, unit=1000),
            },
        ),
        Chart(
            "memory of the importing process, MB",
            {"SQLite": line("sqlite", "peak_rss_mb"), "Neo4j, our side": line("neo4j", "peak_rss_mb")},
        ),
    ]


def drawn(shown: Sequence[Chart]) -> str:
    """The charts side by side, their names below."""
    width, height = WIDTH * len(shown), HEIGHT + 26
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif"'
        ' font-size="11" role="img" aria-label="Costs of a record as the catalogue grows">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for at, chart in enumerate(shown):
        parts += panel(chart, at * WIDTH)
    for at, (name, colour) in enumerate(COLOURS.items()):
        x = LEFT + at * 150
        parts.append(f'<rect x="{x}" y="{HEIGHT + 5}" width="12" height="4" fill="{colour}"/>')
        parts.append(f'<text x="{x + 17}" y="{HEIGHT + 11}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


def panel(chart: Chart, left: int) -> Iterator[str]:
    """One chart: records from left to right by powers of ten, values from 0 up."""
    points = [point for line in chart.lines.values() for point in line]
    if not points:
        return
    most = rounded(max(value for _, value in points))
    first, last = log10(min(count for count, _ in points)), log10(max(count for count, _ in points))
    inner, tall = WIDTH - LEFT - 40, HEIGHT - TOP - BOTTOM

    def place(count: int, value: float) -> tuple[float, float]:
        share = (log10(count) - first) / ((last - first) or 1)
        return left + LEFT + share * inner, TOP + tall * (1 - value / most)

    yield f'<text x="{left + LEFT}" y="20" font-weight="bold">{chart.title}</text>'
    for part in range(5):
        _, y = place(10**5, most * part / 4)
        yield f'<line x1="{left + LEFT}" x2="{left + LEFT + inner}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
        yield f'<text x="{left + LEFT - 5}" y="{y + 4:.1f}" text-anchor="end">{most * part / 4:g}</text>'
    for count in (count for count in (10_000, 100_000, 1_000_000) if first <= log10(count) <= last):
        x, _ = place(count, 0)
        yield f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{count:,}</text>'
    for name, line in chart.lines.items():
        placed = [place(*point) for point in line]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        yield f'<polyline points="{path}" fill="none" stroke="{COLOURS[name]}" stroke-width="2"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{COLOURS[name]}"/>' for x, y in placed)


def rounded(value: float) -> float:
    """The next number of the kind people put on axes."""
    step = 10 ** int(log10(value)) if value >= 1 else 1
    return next(each * step for each in (1, 2, 4, 6, 8, 10, 20) if each * step >= value)


if __name__ == "__main__":
    main()
