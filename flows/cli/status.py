"""`sitrep status`."""

import sys

import click

from flows.cli.options import store_option
from flows.discover import Listing
from flows.places import absolute
from tasks.clean import CLEAN_VERSION
from tasks.events import EVENTS_VERSION
from tasks.records.reasons import REASONS
from tasks.store import Account, SourceAccount, Store, account, source_account, source_prefix


@click.command()
@store_option
@click.option("--source", help="Also hold this raw source against the account.")
def status(store: str, source: str | None) -> None:
    """Show what became of every raw page: stored, skipped, quarantined by reason; with --source
    also what is not yet seen. Exit status 1 if the account does not close."""
    target = Store.existing(store)
    books = account(target, clean_version=CLEAN_VERSION, events_version=EVENTS_VERSION)
    lines = [f"store {target.url}", *_account_lines(books)]
    if source is not None:
        listing = Listing((absolute(source),))
        known = source_account(target, listing.objects(), prefix=source_prefix(source))
        lines += ["", f"source {source}", *_source_lines(known, listing.ignored)]
    lines += ["", "the account closes" if books.closes else "THE ACCOUNT DOES NOT CLOSE"]
    click.echo("\n".join(lines))
    sys.exit(0 if books.closes else 1)


def _account_lines(books: Account) -> list[str]:
    lines = [_line("raw objects done", books.objects), _line("pages", books.pages)]
    lines.append(_line("  stored", books.stored))
    for outcome, reasons in (("quarantined", books.quarantined), ("skipped", books.skipped)):
        lines.append(_line(f"  {outcome}", sum(reasons.values())))
        lines += [
            f"{_line(f'    {reason}', number)}   {REASONS.get(reason, '')}"
            for reason, number in sorted(reasons.items())
        ]
    lines.append(_line("outdated by version", books.outdated))
    if books.unfinished:
        lines.append(
            f"{_line('rows of unfinished objects', books.unfinished)}   a run is at work or was stopped: run it again"
        )
    return lines + [f"  does not add up: {line}" for line in books.mismatches]


def _source_lines(known: SourceAccount, ignored: int) -> list[str]:
    return [
        _line("raw objects", known.raw),
        _line("  done", known.accounted),
        _line("  not yet seen", known.unseen),
        _line("  changed since", known.changed),
        _line("vanished from the source", known.vanished),
        *(f"    {uri}" for uri in known.vanished_first),
        *(["    …"] if known.vanished > len(known.vanished_first) else []),
        _line("objects under other names", ignored),
    ]


def _line(name: str, number: int) -> str:
    return f"{name:<28}{number:>10,}"
