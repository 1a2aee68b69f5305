"""The coverage–risk curve as a picture."""

from collections.abc import Sequence
from pathlib import Path

from index.errors import BadGold
from rag.evaluation.judge import Outcome
from rag.evaluation.metrics import AREA, curve, scores


def draw(outcomes: Sequence[Outcome], file: Path, title: str) -> None:
    """Draw the curve, and where the program's own decision lies on it, as a PNG.

    Raises:
        BadGold: no answer carries a probability, or the file cannot be written.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    points = curve(outcomes)
    if not points:
        raise BadGold("no curve is drawn: these answers carry no probability.")
    area = scores(outcomes)[AREA]
    figure = Figure(figsize=(6, 4.5), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    _, coverage, risk = zip(*points, strict=True)
    axes.step([0.0, *coverage], [risk[0], *risk], where="pre", label=f"area {area.value:.3f}")
    axes.plot(*decided(outcomes), "o", color="black", label="as decided")
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="coverage: share answered", title=title)
    axes.set_ylabel("risk: share of the answered that is wrong")
    axes.grid(alpha=0.3)
    axes.legend()
    try:
        figure.savefig(file, format="png", dpi=150)
    except OSError as error:
        raise BadGold(f"{file} cannot be written ({error}); name another file.") from error


def decided(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Coverage and risk of the program's own decisions to answer."""
    answered = [outcome for outcome in outcomes if outcome.found]
    wrong = sum(outcome.risky for outcome in answered)
    return len(answered) / len(outcomes), wrong / len(answered) if answered else 0.0
