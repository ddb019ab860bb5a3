"""Which of a sentence's places and dates are the act's: what hangs on its triggers comes first."""

from tasks.events.clause import Clause
from tasks.events.dates import When
from tasks.events.scene import Scene
from tasks.events.sites import CITY, COUNTRY, Site
from tasks.events.speech import reports
from tasks.events.tree import Tree

# What hangs below one of these is in a clause of its own.
_CLAUSES = ("acl:relcl", "advcl", "ccomp", "parataxis", "appos")
_LEAVING = ("flee", "displace", "withdraw", "take", "fall", "abduct", "shell")
# Deeds done to people: a name that is their object is no place.
_OF_PEOPLE = ("kill", "abduct", "arrest", "injure", "die", "rape", "lynch", "disperse")
_MOTION = ("to", "from", "between", "")


def ordered_sites(scene: Scene, clauses: list[Clause], others: list[Clause], sites: list[Site]) -> list[Site]:
    """The places that the act may have, the likeliest first; not those of `others`, other acts."""
    mine, theirs = _anchors(clauses), _anchors(others)
    spoken = reports(scene)
    fit = [
        site
        for site in sites
        if (site.firm or site.rank > COUNTRY or not site.prep)
        and (site.prep != "from" or any(r.kind in _LEAVING for r in clauses))
        and (site.prep or _is_target(scene.tree, clauses, site))
        and not _is_compared(scene.tree, site)
    ]
    own = [s for s in fit if _hangs(scene.tree, s.head, mine) or not _hangs(scene.tree, s.head, theirs)]
    # "80 people were killed and 11,000 fled their homes in Catatumbo": there too
    shared = [s for s in fit if s.firm and s.start > min(clause.token for clause in clauses)]
    usable = own or (shared if _are_joined(scene.tree, clauses, others) else [])

    def cost(site: Site) -> tuple[bool, bool, int, int]:
        attached = _hangs(scene.tree, site.head, mine)
        told = not attached and any(t in spoken for t in range(site.start, site.end))
        aimed = _is_target(scene.tree, clauses, site)
        moving = site.prep in _MOTION and site.rank < CITY and not aimed
        near = min(abs(site.start - clause.token) for clause in clauses)
        return told, moving, -site.rank - 2 * attached, near

    return sorted(usable, key=cost)


def _are_joined(tree: Tree, clauses: list[Clause], others: list[Clause]) -> bool:
    """Two verbs joined by "and", whose places may stand with the last of them."""
    first = {clause.token for clause in clauses}
    return any(tree.rels[other.token] == "conj" and tree.heads[other.token] in first for other in others)


def _is_compared(tree: Tree, site: Site) -> bool:
    """ "the worst attack since the Mumbai shootings of 2008"."""
    return "since" in tree.lows[max(0, site.start - 3) : site.start]


def act_date(scene: Scene, clauses: list[Clause], others: list[Clause]) -> tuple[When | None, When | None]:
    """The date of the act and of its report: what stands by a verb of saying is the latter's."""
    spoken = reports(scene)
    anchors, theirs = _anchors(clauses), _anchors(others)
    own = []
    for token, when in scene.whens:
        if token not in spoken and not _in_aside(scene.tree, token, anchors):
            far = not _hangs(scene.tree, token, anchors)
            if far and scene.published is None:
                continue  # nothing could tell such a date from the year of something else
            if far and (_hangs(scene.tree, token, theirs) or _elsewhere(scene.tree, token, clauses)):
                continue
            own.append((far, abs(token - clauses[0].token), token, when))
    said = [when for token, when in scene.whens if token in spoken]
    return (min(own)[3] if own else None), (said[0] if said else None)


def _elsewhere(tree: Tree, token: int, clauses: list[Clause]) -> bool:
    """The date is of a clause that only has the act in a relative clause of one of its nouns."""
    verb = next((t for t in tree.ancestors(token) if tree.pos[t] == "VERB"), None)
    path = [clauses[0].token, *tree.ancestors(clauses[0].token)]
    if verb is None or verb not in path:
        return False
    return any(tree.rels[t] == "acl:relcl" for t in path[: path.index(verb)])


def _in_aside(tree: Tree, token: int, anchors: set[int]) -> bool:
    """In a relative clause that tells of something else ("the truce that began on 27 February")."""
    for above in (token, *tree.ancestors(token)):
        if above in anchors:
            return False
        if tree.is_rel(above, "acl"):
            return True
    return False


def _anchors(clauses: list[Clause]) -> set[int]:
    return {r.token for r in clauses} | {
        token for r in clauses for token in (*r.frame.obj, *(t for _, t in r.frame.obl), *r.frame.verbs)
    }


def _hangs(tree: Tree, token: int, anchors: set[int]) -> bool:
    """It hangs on the act itself, not in a clause beside it."""
    for _ in range(8):
        if token in anchors:
            return True
        clause = tree.rels[token] in _CLAUSES or tree.heads[token] == token
        if clause or (tree.rels[token] == "conj" and tree.pos[token] == "VERB"):
            return False
        token = tree.heads[token]
    return False


def _fallen(clause: Clause) -> list[int]:
    """ "The town fell": there the subject is the place."""
    return clause.frame.subj if clause.kind == "fall" else []


def _is_target(tree: Tree, clauses: list[Clause], site: Site) -> bool:
    heads = {
        token
        for r in clauses
        if r.kind not in _OF_PEOPLE
        for token in (*r.frame.obj, *(t for _, t in r.frame.obl), *_fallen(r))
    }
    token = site.head
    while tree.rels[token] == "conj":
        token = tree.heads[token]
    while tree.prep(token) == "of" and tree.heads[token] < token:  # "control of the town of X"
        token = tree.heads[token]
        if token in heads:
            return True
    return any(site.start <= head < site.end for head in heads)
