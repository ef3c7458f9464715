"""Read mutated exports and count what comes out: chats, ReadError, or a fault.

    python scripts/fuzz_readers.py [--exports DIR] [--only PART] [--count N] [--seed N]

Every file under DIR, or those whose path holds PART, is mutated in turn. The same files, seed and count
give the same mutants. Exit 1, with the mutants at fault kept and named, if anything but ReadError was
raised, a line belongs neither to a message nor to the remainder, or reading took a processor over five seconds.
"""

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from classifier.errors import ReadError
from classifier.readers import Reading, read_export

_LONGEST_SECONDS = 5
"""So much of a processor may no mutant of a small export take."""
Mutation = Callable[[bytes, random.Random], bytes]

_TOKENS = (
    b"\x00", b"\r", b"\n", b"\xff\xfe", b'"', b"{", b"}", b"[", b"]", b"<", b">", b"&#55357;", b"&#0;", b"\\ud83d",
    b"null", b"1e999", b"99999999999999999999", b"-1", b"<![", b"<!DOCTYPE a>", b"/", b"12/13/24, 10:00 - A: b\n",
    "٣١/٢/٢٠٢٥، ٢:٦٠ م - ".encode(), "\N{RIGHT-TO-LEFT MARK}".encode(), b"true", b"[[[[[[[[", b"=", b"\t", b",,,,",
)  # fmt: skip


def flip(content: bytes, chance: random.Random) -> bytes:
    """Some bytes changed to any other."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(content: bytes, chance: random.Random) -> bytes:
    """The beginning alone."""
    return content[: chance.randrange(1, len(content) + 1)]


def drop(content: bytes, chance: random.Random) -> bytes:
    """A piece taken out."""
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randint(1, 200) :] or b"x"


def insert(content: bytes, chance: random.Random) -> bytes:
    """A troublesome token put in, once or often."""
    start = chance.randrange(len(content) + 1)
    return content[:start] + chance.choice(_TOKENS) * chance.choice((1, 1, 1, 50, 3000)) + content[start:]


def repeat(content: bytes, chance: random.Random) -> bytes:
    """A piece repeated elsewhere."""
    start = chance.randrange(len(content))
    piece = content[start : start + chance.randint(1, 400)]
    place = chance.randrange(len(content) + 1)
    return content[:place] + piece + content[place:]


def swap_values(content: bytes, chance: random.Random) -> bytes:
    """A quoted string or a number replaced by a value of another type."""
    place = content.find(chance.choice((b": ", b'="', b'":')), chance.randrange(len(content)))
    end = min((e for e in (content.find(sign, place + 2) for sign in (b",", b"}", b" ")) if e > 0), default=-1)
    if place < 0 or end < 0:
        return flip(content, chance)
    return content[: place + 2] + chance.choice((b"null", b"[]", b"{}", b"1", b'"x"', b"true", b"-1e9")) + content[end:]


MUTATIONS: tuple[Mutation, ...] = (flip, cut, drop, insert, repeat, swap_values)


def mutant(content: bytes, chance: random.Random) -> bytes:
    """The content after one to three mutations."""
    for _ in range(chance.randint(1, 3)):
        content = chance.choice(MUTATIONS)(content, chance)
    return content


def outcome(path: Path) -> str:
    """What reading the file came to; what is at fault goes to stderr."""
    started = time.process_time()
    try:
        lost = lost_lines(read_export(path))
        found = "read"
    except ReadError:
        lost, found = 0, "refused"
    except Exception:  # noqa: BLE001 - finding these is what this script is for
        traceback.print_exc()
        return "fault"
    took = time.process_time() - started
    if lost or took > _LONGEST_SECONDS:
        print(f"{path}: {lost} lines lost, {took:.1f} s", file=sys.stderr)
        return "fault"
    return found


def lost_lines(reading: Reading) -> int:
    """How many lines or rows belong neither to a message nor to the remainder, or lie behind the end."""
    owned: set[tuple[str | None, int]] = set()
    for member, first, last in reading.unread:
        owned.update((member, line) for line in range(first, last + 1))
    for source in (message.source for chat in reading.chats for message in chat.messages):
        first, last = (source.row, source.row) if source.row else (source.first_line or 0, source.last_line or 0)
        owned.update((source.sheet or source.member, line) for line in range(first, last + 1))
    return abs(reading.lines - len(owned))


def main(argv: Sequence[str]) -> int:
    """0 if every mutant was read or refused, 1 otherwise, 2 if there is nothing to mutate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exports", type=Path, default=Path(__file__).resolve().parent.parent / "tests" / "exports")
    parser.add_argument("--only", default="", metavar="PART")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    found_files = (path for path in options.exports.rglob("*") if path.is_file() and path.stat().st_size)
    files = sorted(path for path in found_files if options.only in str(path))
    if not files:
        print(f"{options.exports}: no exports to mutate; name a folder with --exports", file=sys.stderr)
        return 2
    folder = Path(tempfile.mkdtemp(prefix="mutants-"))
    results: Counter[str] = Counter()
    for number in range(options.count):
        chance = random.Random(f"{options.seed}/{number}")  # noqa: S311 - repeatable, not secret
        original = files[number % len(files)]
        path = folder / f"{number}{original.suffix}"
        path.write_bytes(mutant(original.read_bytes(), chance))
        found = outcome(path)
        results[found] += 1
        if found == "fault":
            print(f"{path}: mutant of {original}", file=sys.stderr)
        else:
            path.unlink()
    print(
        ", ".join(f"{name} {count}" for name, count in sorted(results.items())),
        f"({len(files)} exports)",
    )
    if results["fault"]:
        return 1
    folder.rmdir()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
