"""What people are called: those who share a name are told apart by their ids."""

from collections.abc import Iterable


class People:
    """The names that an export tells, each beside the id of who bears it, in pairs and as often as it likes."""

    def __init__(self, told: Iterable[tuple[str | None, str | None]]) -> None:
        bearers: dict[str, set[str]] = {}
        for identity, name in told:
            for called in (identity, name) if identity else ():
                if called:
                    bearers.setdefault(called, set()).add(identity or "")
        self._shared = frozenset(name for name, ids in bearers.items() if len(ids) > 1)

    def called(self, identity: str | None, name: str | None) -> str | None:
        """The name, with the id behind it where somebody else is called so too; the id of who has no name."""
        if not name or name == identity:
            return identity or None
        return f"{name} ({identity})" if identity and name in self._shared else name
