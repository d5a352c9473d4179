"""Progress of a run, drawn by ``tqdm`` where it is installed."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Callable, Iterator

from wirecopy.errors import WirecopyWarning

OnProgress = Callable[[str, int, "int | None"], None]


@contextlib.contextmanager
def shown(progress: bool | OnProgress) -> Iterator[OnProgress | None]:
    """Returns what is called with the stage, what is done of it, and all of it if that is known."""
    if callable(progress):
        yield progress
        return
    if not progress:
        yield None
        return
    try:
        from tqdm.auto import tqdm
    except ImportError:
        warnings.warn("progress is drawn by tqdm, which is not installed", WirecopyWarning, stacklevel=4)
        yield None
        return
    with tqdm(unit_scale=True) as bar:

        def draw(stage: str, done: int, total: int | None) -> None:
            if bar.desc != f"{stage}: ":
                bar.reset()
                bar.set_description(stage, refresh=False)
            bar.total, bar.n = total, done
            bar.refresh()

        yield draw
