"""Feed bad files to what reads files from outside; no bad file may end or stall the app.

Run as: python3 tests/fuzz/fuzz.py --count N [--seed S] [--only KIND] [--one INDEX] [--json]
The good files are made here; every bad one follows from seed, kind and index, so that
``--only KIND --one INDEX`` makes and reads it again.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import resource
import select
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "faults"), str(HERE.parents[1])]
# The allocator reserves 64 MB of addresses a thread, which would be counted as memory taken.
if os.environ.get("MALLOC_ARENA_MAX") != "1":
    os.environ["MALLOC_ARENA_MAX"] = "1"
    os.execv(sys.executable, [sys.executable, *sys.argv])

import mutate
from stage import PASSPHRASE, Stage

from ilacs_desktop.annex_a import reader
from ilacs_desktop.errors import KnownError
from ilacs_desktop.frameworks.loader import load_editions
from ilacs_desktop.services.data import annex, annex_rules
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.interchange import interchange
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.store.annex import annex_rows

MOST_SECONDS = 10.0
MOST_MEMORY = 1 << 30
A_CHILD = 100
"""Files that one child reads before the next is forked."""

SHARES = {"xlsx": 30, "ods": 8, "xls": 8, "csv": 22, "json": 16, "toml": 15, "bomb": 1}
SUFFIX = {"bomb": "xlsx"}


class Kitchen:
    """The good files, and what reads the bad ones."""

    def __init__(self) -> None:
        self.stage = Stage()
        self.folder = self.stage.folder / "fuzz"
        self.folder.mkdir()
        self.spec = annex_rules._shipped()
        self.good = self._good_files()

    def _good_files(self):
        made = self.folder / "good"
        made.mkdir()
        named = importlib.util.spec_from_file_location(
            "annex_a_books", HERE.parent / "annex_a" / "conftest.py"
        )
        books = importlib.util.module_from_spec(named)
        named.loader.exec_module(books)
        small = books.Books(made, self.spec)
        sheets = small.clean()
        small.xlsx(sheets, "small.xlsx")
        small.xlsx(small.clean("2018") if "2018" in self.spec.layouts else sheets, "old.xlsx")
        small.openpyxl(sheets, "other.xlsx")
        small.ods(sheets, "small.ods")
        small.xls(sheets, "small.xls")
        for place, (name, rows) in enumerate(sheets.items()):
            code = ("utf-8", "cp1252", "utf-16")[place % 3]
            small.csv(rows, f"{name}.csv", encoding=code, delimiter=",;\t"[place % 3])
        shutil.copy(self.stage.annex_a, made / "training.xlsx")
        self._dumped(made / "dump.json")
        for path in (HERE.parents[1] / "resources" / "frameworks").rglob("*.toml"):
            if path.parent.name == "frameworks":
                shutil.copy(path, made / path.name)
        good = {kind: [] for kind in SHARES}
        for path in sorted(made.rglob("*")):
            if path.suffix[1:] in good:
                good[path.suffix[1:]].append(path.read_bytes())
        good["bomb"] = good["xlsx"][:1]
        assert all(good.values()), {kind: len(one) for kind, one in good.items()}
        return good

    def _dumped(self, path):
        held = laptop.unlock(self.stage.made, PASSPHRASE)
        work = held.open_inspection(self.stage.file).work
        area = work.edition.areas[0]
        for place in range(6):
            evidence.add(work, f"Note {place}", topics=[area.topics[0].key], area=area.key)
        path.write_text(interchange.dump(work))
        work.close()
        held.close()

    def bad(self, kind, index, seed):
        chance = random.Random(f"{seed}/{kind}/{index}")
        data = chance.choice(self.good[kind])
        if kind == "bomb":
            return mutate.bomb(chance, data)
        if kind in ("xlsx", "ods"):
            change = mutate.of_zip if chance.random() < 0.8 else mutate.of_bytes
        elif kind == "csv":
            change = mutate.of_text if chance.random() < 0.6 else mutate.of_bytes
        else:
            change = {"json": mutate.of_json, "toml": mutate.of_toml}.get(kind, mutate.of_bytes)
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            data = change(chance, data)
        return data

    def read(self, kind, path, held):
        """Do with a file what the app does; return what came of it, in a word."""
        try:
            if kind == "json":
                work = interchange.load(held, interchange.read_file(path), self.stage.editions)
                file = work.file_id
                held.close_inspection(work)
                held.delete_inspection(file)
            elif kind == "toml":
                loaded = load_editions((path.parent,))
                if loaded.faults:
                    return "told"
            else:
                reading = reader.read([path], self.spec)
                for one in reading.lists:
                    annex.summary(one, self.spec)
                    for _ in annex_rows.batches(one, self.spec):
                        pass
        except KnownError as error:
            return "told" if str(error).strip() else "an error without words"
        return "read"


def child(kitchen, kind, indices, seed, pipe):
    """Read the bad files one after the other; a line before each, and one after."""

    def say(**values):
        os.write(pipe, json.dumps(values).encode() + b"\n")

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    held = None
    if kind == "json":
        # One that was ended before it has left its own.
        folder = kitchen.stage.copied(kitchen.folder / f"child-{os.getpid()}")
        held = laptop.unlock(folder, PASSPHRASE)
    for index in indices:
        folder = kitchen.folder / f"{kind}-{index}"
        folder.mkdir(exist_ok=True)
        path = folder / f"bad.{SUFFIX.get(kind, kind)}"
        path.write_bytes(kitchen.bad(kind, index, seed))
        say(at=index)
        # Making a bad file may take more than reading one ever should.
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, most))
        started = time.monotonic()
        try:
            outcome = kitchen.read(kind, path, held)
        except BaseException:
            outcome = traceback.format_exc()
        taken = time.monotonic() - started
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        say(done=index, outcome=outcome, seconds=taken)
        shutil.rmtree(folder, ignore_errors=True)
    if held is not None:
        held.close()
        shutil.rmtree(held.folder, ignore_errors=True)


def feed(kitchen, kind, indices, seed):
    """Yield (index, outcome) of each; a child that dies or stalls costs its file, no other."""
    waiting = list(indices)
    while waiting:
        batch, now_at = waiting[:A_CHILD], None
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            try:
                child(kitchen, kind, batch, seed, writing)
                os._exit(0)
            except BaseException:
                os._exit(70)
        os.close(writing)
        rest, done, stalled = b"", 0, False
        while True:
            # Making the bad file is our own time; the limit is for reading it.
            limit = MOST_SECONDS if now_at is not None else 120.0
            if not select.select([reading], [], [], limit)[0]:
                os.kill(pid, signal.SIGKILL)
                stalled = True
                break
            part = os.read(reading, 65536)
            if not part:
                break
            *lines, rest = (rest + part).split(b"\n")
            for line in map(json.loads, lines):
                if "at" in line:
                    now_at = line["at"]
                    continue
                now_at = None
                done += 1
                yield line["done"], line["outcome"], line["seconds"]
        os.close(reading)
        _, status, used = os.wait4(pid, 0)
        feed.most = max(getattr(feed, "most", 0), used.ru_maxrss)
        if now_at is not None or stalled or status != 0:
            how = "stalled" if stalled else f"the process ended (status {status})"
            yield (batch[done] if done < len(batch) else -1), how, MOST_SECONDS
            done += 1
        waiting = waiting[done:]


def run(count, seed, tell, only=""):
    """Read ``count`` bad files; tell of each that was not taken well; return the figures."""
    kitchen = Kitchen()
    figures, outcomes = {}, Counter()
    try:
        for kind, share in SHARES.items():
            if only and kind != only:
                continue
            turns = count if only else max(1, round(count * share / sum(SHARES.values())))
            figures[kind] = [turns, 0, 0.0]
            for index, outcome, seconds in feed(kitchen, kind, range(turns), seed):
                figures[kind][2] = max(figures[kind][2], round(seconds, 2))
                outcomes[outcome if outcome in ("read", "told") else "failed"] += 1
                if outcome not in ("read", "told"):
                    figures[kind][1] += 1
                    tell(f"{kind} {index}, seed {seed}", [outcome])
    finally:
        kitchen.stage.close()
    print(dict(outcomes), f"peak {getattr(feed, 'most', 0) // 1024} MB", file=sys.stderr)
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=SHARES, default="")
    parser.add_argument("--one", type=int, help="read this one alone, and show what comes of it")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if asked.one is not None:
        kitchen = Kitchen()
        path = Path(f"bad.{SUFFIX.get(asked.only, asked.only)}")
        path.write_bytes(kitchen.bad(asked.only, asked.one, asked.seed))
        print(path, *feed(kitchen, asked.only, [asked.one], asked.seed))
        kitchen.stage.close()
        return 0
    told = []

    def tell(where, found):
        told.append((where, found))
        print(f"FAILED {where}", *found, sep="\n    ", file=sys.stderr, flush=True)

    figures = run(asked.count, asked.seed, tell, asked.only)
    if asked.json:
        print(json.dumps({"figures": figures, "told": told}))
    else:
        for kind, (done, failed, longest) in figures.items():
            print(f"{kind:<6} {done:>7} done {failed:>5} failed, longest {longest} s")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
