"""Whether one distribution alone brings the engine: several overwrite each other's files."""

from __future__ import annotations

from importlib import metadata

from index.store.document import IndexUnusable

_DISTRIBUTIONS = ("whoosh3", "whoosh", "whoosh-reloaded", "whoosh-ng")


def check_distribution() -> None:
    """Make sure that exactly one distribution brings the package ``whoosh``.

    Raises:
        IndexUnusable: several are installed; they overwrite each other's files.
    """
    found = [name for name in _DISTRIBUTIONS if installed(name)]
    if len(found) > 1:
        raise IndexUnusable(f"{' and '.join(found)} are both installed and overwrite each other; keep {found[0]} alone")


def installed(name: str) -> bool:
    """Whether a distribution of this name is installed, whatever its version."""
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True
