"""A picture of figures as bars: plain SVG, readable on light and dark pages."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

_ROW, _BAR, _LABELS, _WIDTH, _TOP = 26, 16, 250, 760, 44
_INK, _OURS, _OTHERS, _LINE = "#6b7280", "#2563eb", "#9ca3af", "#d97706"


class Bar(NamedTuple):
    """One bar: `ours` is drawn in another colour."""

    label: str
    value: float
    ours: bool


def draw(path: Path, title: str, bars: Sequence[Bar]) -> None:
    """Write the bars, and a line where the value is 1."""
    scale = (_WIDTH - _LABELS - 60) / max(bar.value for bar in bars)
    height = _TOP + _ROW * len(bars) + 12
    mark = _LABELS + scale
    rows = "".join(_row(bar, _TOP + _ROW * place, scale) for place, bar in enumerate(bars))
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" '
        f'font-size="13" fill="{_INK}">\n'
        f'<text x="0" y="18" font-size="15">{escape(title)}</text>\n{rows}'
        f'<line x1="{mark:.0f}" y1="{_TOP - 8}" x2="{mark:.0f}" y2="{height - 8}" stroke="{_LINE}" '
        f'stroke-dasharray="4 3"/>\n</svg>\n',
        encoding="utf-8",
    )


def _row(bar: Bar, top: int, scale: float) -> str:
    width, line = scale * bar.value, top + _BAR - 4
    return (
        f'<text x="{_LABELS - 10}" y="{line}" text-anchor="end">{escape(bar.label)}</text>'
        f'<rect x="{_LABELS}" y="{top}" width="{width:.0f}" height="{_BAR}" fill="{_OURS if bar.ours else _OTHERS}"/>'
        f'<text x="{_LABELS + width + 6:.0f}" y="{line}">{bar.value:.2f}</text>\n'
    )
