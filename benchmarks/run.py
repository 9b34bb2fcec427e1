"""How good and how fast hearsay is: measured, frozen case by case, held to floors.

    python benchmarks/run.py --data ../shared            everything, on the development data
    python benchmarks/run.py stories STORY_DIR...        other data of the same form
    python benchmarks/run.py stories STORY_DIR... --statements gold      the joining alone
    python benchmarks/run.py articles DIR
    python benchmarks/run.py confidence DIR...           stories and articles taken together
    python benchmarks/run.py provenance DIR...           boilerplate, origins, outlet, date
    python benchmarks/run.py matters STORY_DIR...
    python benchmarks/run.py check STORY_DIR...          propositions put as claims, two stories up
    python benchmarks/run.py polnear SPLIT_DIR
    python benchmarks/run.py labels FILE
    python benchmarks/run.py ecbplus FILE
    python benchmarks/run.py muc4 FILE [--folds]
    python benchmarks/run.py plv FILE [--folds]          event types of labelled sentences
    python benchmarks/run.py vitaminc FILE               claims beside evidence
    python benchmarks/run.py emergent FILE [--fit FILE]  headlines beside rumoured claims
    python benchmarks/run.py fnc DIR                     stories; headlines beside articles
    python benchmarks/run.py gum FILE                    names, kinds and joining
    python benchmarks/run.py re3d FILE_OR_DIR            names and kinds
    python benchmarks/run.py propbank FILE [--weights FOLDER]
    python benchmarks/run.py scale --data ../shared [--articles N]
    python benchmarks/run.py copies FILE_OR_DIR          a syndication set; DIR: made of data/fnc
    python benchmarks/run.py copies DIR --make FILE      writes such a set
    python benchmarks/run.py speed [--data ../shared] [--yardstick FILE.onnx]

Needs nothing but the shipped weights and the scorers that lie with the data. Exit code 1: a figure
lies under its floor (benchmarks/floors.json); 2: something is missing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE.parent) not in sys.path:
    sys.path.insert(0, str(HERE.parent))

from benchmarks import (  # noqa: E402
    checking,
    copies,
    diagram,
    floors,
    given,
    reading,
    results,
    scale,
    speed,
    suite,
    syndication,
    tables,
)
from benchmarks.outcome import BenchmarkError, Outcome  # noqa: E402
from hearsay.errors import HearsayError  # noqa: E402
from hearsay.model.network import load  # noqa: E402
from hearsay.settings import Settings  # noqa: E402

FLOORS = HERE / "floors.json"
RESULTS = HERE / "results"
PAGE = HERE.parent / "docs" / "quality.md"
SHOWN = 20


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--json", action="store_true", help="print one JSON object")
    common.add_argument("--threads", type=int, help="threads of the network")
    common.add_argument("--scorers", type=Path, help="folder that holds the scorers")
    common.add_argument("--weights", type=Path, help="folder of other weights than the shipped")
    common.add_argument("--data", type=Path, help="root of the development data")
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
    )
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("--raise-floors", action="store_true", help="raise floors to the figures")
    parser.add_argument("--lower-floor", metavar="METRIC", help="lower one floor, with a reason")
    parser.add_argument("--because", metavar="TEXT", default="", help="the reason")
    parser.add_argument(
        "--write-docs", action="store_true", help="write docs/quality.md and its diagram"
    )
    verbs = parser.add_subparsers(dest="verb", metavar="BENCHMARK")
    for name, operand, many in (
        ("stories", "STORY_DIR", True),
        ("articles", "DIR", False),
        ("confidence", "DIR", True),
        ("provenance", "DIR", True),
        ("matters", "STORY_DIR", True),
        ("check", "STORY_DIR", True),
        ("polnear", "SPLIT_DIR", False),
        ("labels", "FILE", False),
        ("ecbplus", "FILE", False),
        ("muc4", "FILE", False),
        ("plv", "FILE", False),
        ("vitaminc", "FILE", False),
        ("emergent", "FILE", False),
        ("fnc", "DIR", False),
        ("gum", "FILE", False),
        ("re3d", "FILE_OR_DIR", False),
        ("propbank", "FILE", False),
        ("copies", "FILE_OR_DIR", False),
    ):
        verb = verbs.add_parser(name, parents=[common], help=f"score {operand}")
        verb.add_argument("paths", metavar=operand, type=Path, nargs="+" if many else 1)
        if name == "stories":
            verb.add_argument(
                "--statements",
                choices=("read", "gold"),
                default="read",
                help="whose statements and actors: what is read, or the readers' own",
            )
        if name == "labels":
            verb.add_argument("--texts", type=Path, help="folder of the articles' texts")
        if name == "copies":
            verb.add_argument("--make", metavar="FILE", type=Path, help="write the set, stop")
            verb.add_argument("--seed", type=int, default=copies.SEED, help="of the set")
        if name in ("muc4", "plv"):
            verb.add_argument(
                "--folds", action="store_true", help="fit anew for each held-back fifth of FILE"
            )
        if name == "emergent":
            verb.add_argument("--fit", type=Path, help="fit on this file, not on the other folds")
    verb = verbs.add_parser("speed", parents=[common], help="time reading, start and the whole way")
    verb.add_argument("--yardstick", type=Path, help="untouched encoder (training/yardstick.py)")
    verb.add_argument("--articles", type=int, default=speed.ARTICLES, help="how many to read")
    verb.add_argument("--rounds", type=int, default=speed.ROUNDS, help="how often")
    verb = verbs.add_parser("scale", parents=[common], help="what an article more costs")
    verb.add_argument("--articles", type=int, default=scale.LARGE, help="in the large case")
    verb.add_argument("--small", type=int, default=scale.SMALL, help="in the small case")
    verb.add_argument("--distinct", type=int, default=scale.READ, help="how many to read")
    parser.set_defaults(
        json=False,
        threads=Settings().threads,
        scorers=None,
        weights=None,
        data=None,
        texts=None,
        fit=None,
        paths=[],
    )
    args = parser.parse_args(arguments)
    if args.verb is None and args.data is None:
        parser.error("give --data ROOT, or a benchmark and its data")
    if args.verb == "scale" and args.data is None:
        parser.error("scale needs --data ROOT")
    if args.weights and (args.verb is None or args.verb == "speed"):
        parser.error("--weights goes with a benchmark and its data, other than speed")
    if args.lower_floor and (args.raise_floors or args.check):
        parser.error("--lower-floor goes with neither --raise-floors nor --check")
    return args


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what the command line asks for; the exit code."""
    args = parsed(arguments)
    try:
        missing = [
            str(p) for p in (*args.paths, args.data, args.fit) if p is not None and not p.exists()
        ]
        if missing:
            print(f"does not exist: {', '.join(missing)}", file=sys.stderr)
            return 2
        if args.write_docs:
            diagram.needed()
        settings = Settings(threads=args.threads)
        if args.verb == "speed":
            found = speed.measure(
                speed.texts(args.data, args.articles), settings, args.yardstick, args.rounds
            )
            print(json.dumps(found) if args.json else speed.printed(found))
            return 0
        if args.verb == "copies" and args.make:
            syndication.write(copies.made(args.paths[0], args.seed), args.make)
            return 0
        network = load(args.weights, threads=settings.threads)
        if args.verb == "scale":
            grown = scale.measure(
                args.data, network, settings, args.articles, args.small, args.distinct
            )
            print(json.dumps(grown) if args.json else scale.printed(grown))
            return 0
        bench = suite.Bench(
            reading.reader(network, settings),
            reading.judge(network, settings),
            args.scorers,
            guess=reading.reader(network, replace(settings, speaker_at_least=0.0)),
            look=network.read,
            analyse=reading.analyst(network, settings),
            network=network,
            given=given.reader(network, settings),
            opened=checking.opener(network, settings),
        )
        if args.verb is None:
            return gate(args, suite.everything(args.data, bench), suite.digests(args.data))
        show([one(args, bench)], args.json)
        return 0
    except (HearsayError, BenchmarkError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


def one(args: argparse.Namespace, bench: suite.Bench) -> Outcome:
    """A single benchmark on the data given."""
    match args.verb:
        case "stories" if args.statements == "gold":
            return bench.joining(args.paths)
        case "stories":
            return bench.stories(args.paths)
        case "articles":
            return bench.articles(args.paths[0])
        case "confidence":
            return bench.confidence(args.paths)
        case "provenance":
            return bench.provenance(args.paths)
        case "matters":
            return bench.matters(args.paths)
        case "check":
            return bench.check(args.paths)
        case "polnear":
            return bench.polnear(args.paths[0])
        case "ecbplus":
            return bench.ecbplus(args.paths[0])
        case "propbank":
            return bench.propbank(args.paths[0])
        case "copies":
            return copies.copies(args.paths[0])
        case "muc4":
            return bench.muc4(args.paths[0], args.folds)
        case "plv":
            return bench.plv(args.paths[0], args.folds)
        case "vitaminc":
            return bench.vitaminc(args.paths[0])
        case "emergent":
            return bench.emergent(args.paths[0], args.fit)
        case "fnc":
            return bench.fnc(args.paths[0])
        case "gum":
            return bench.gum(args.paths[0])
        case "re3d":
            return bench.re3d(args.paths[0])
        case _:
            return bench.labels(args.paths[0], args.texts)


def show(outcomes: Sequence[Outcome], as_json: bool, held: floors.Floors | None = None) -> None:
    """Prints outcomes: tables, or one JSON object by benchmark (of one benchmark, that alone)."""
    if as_json:
        plain = {o.benchmark: o.plain() for o in outcomes}
        print(json.dumps(plain if held else outcomes[0].plain(), ensure_ascii=False))
        return
    print("\n\n".join(tables.printed(o, held or floors.Floors({})) for o in outcomes))


def gate(args: argparse.Namespace, outcomes: list[Outcome], data: Mapping[str, str]) -> int:
    """Prints, compares with the floors, writes what may be written; 1 under a floor."""
    held = floors.load(FLOORS)
    if args.lower_floor:
        held = floors.lowered(held, outcomes, args.lower_floor, args.because)
    if args.raise_floors:
        held = floors.raised(held, outcomes, data)
    show(outcomes, args.json, held)
    before = {outcome.benchmark: outcome for outcome in results.load(RESULTS)}
    changed = [
        line
        for o in outcomes
        if o.benchmark in before
        for line in results.flipped(before[o.benchmark], o)
    ]
    for line in changed[:SHOWN]:
        print(f"changed: {line}", file=sys.stderr)
    if len(changed) > SHOWN:
        print(f"changed: {len(changed) - SHOWN} more", file=sys.stderr)
    if not args.check:
        for outcome in outcomes:
            results.save(outcome, RESULTS)
        if args.raise_floors or args.lower_floor:
            floors.save(held, FLOORS)
        if args.write_docs:
            written = results.load(RESULTS)
            PAGE.write_text(tables.page(written, held), encoding="utf-8")
            for outcome in written:
                if outcome.benchmark == tables.DRAWN and outcome.cases:
                    diagram.draw(outcome.cases, PAGE.with_name(tables.DIAGRAM))
    wrong = floors.under(held, outcomes, data)
    for line in wrong:
        print(f"FLOOR {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
