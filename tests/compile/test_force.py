"""Time and place as packs say them: days in force, memberships, what was verified, which version was replaced."""

from collections.abc import Callable
from pathlib import Path

import pytest

from palermo.compile.plan import Membership
from palermo.compile.refused import Refused
from palermo.rulebook import Rulebook

DEFINITION = "my:d a pal:Definition , sh:NodeShape ; dct:identifier 'mine' ; sh:class my:K {0}."
ONTOLOGY = "my:K a owl:Class . {0}"
Alone = Callable[..., Rulebook]


def test_a_definition_says_when_it_is_law_and_what_it_replaces(alone: Alone) -> None:
    said = """ ; pal:inForceFrom "2000-10-28"^^xsd:date ; pal:inForceUntil "2008-12-22Z"^^xsd:date ;
        pal:jurisdiction "US" ; dct:replaces my:e """
    (card,) = alone(ONTOLOGY.format(""), DEFINITION.format(said)).definitions
    assert (card.in_force_from, card.in_force_until) == ("2000-10-28", "2008-12-22")
    assert (card.jurisdiction, card.replaces, card.verified) == ("US", "https://example.org/my#e", True)


def test_one_day_in_force_is_allowed(alone: Alone) -> None:
    said = """ ; pal:inForceFrom "2000-10-28"^^xsd:date ; pal:inForceUntil "2000-10-28"^^xsd:date """
    (card,) = alone(ONTOLOGY.format(""), DEFINITION.format(said)).definitions
    assert card.in_force_from == card.in_force_until


@pytest.mark.parametrize(("said", "verified"), [("true", True), ("false", False), ('"0"^^xsd:boolean', False)])
def test_what_was_verified(alone: Alone, said: str, verified: bool) -> None:
    note = f" ; pal:verified {said} ; skos:editorialNote 'unverified: the second half'@en "
    book = alone(ONTOLOGY.format(""), DEFINITION.format(note))
    assert book.definitions[0].verified is verified
    assert book.unverified("mine") == "unverified: the second half"


def test_memberships_are_read_in_order(alone: Alone) -> None:
    book = alone(
        """
        [] a pal:Membership ; pal:member "GB" ; pal:within "EU" ; pal:inForceFrom "1973-01-01"^^xsd:date ;
            pal:inForceUntil "2020-01-31"^^xsd:date .
        my:m a pal:Membership ; pal:member "GB-EAW" ; pal:within "GB" .
        """
    )
    assert book._plan.memberships == (
        Membership("GB", "EU", "1973-01-01", "2020-01-31"),
        Membership("GB-EAW", "GB", None, None),
    )


REFUSED = [
    (' ; pal:inForceFrom "2013-02-30"^^xsd:date ', "pal:inForceFrom", "no day of the calendar"),
    (' ; pal:inForceFrom "2013"^^xsd:date ', "pal:inForceFrom", "write it like"),
    (' ; pal:inForceFrom "2013-02-01" ', "pal:inForceFrom", "xsd:date"),
    (" ; pal:inForceFrom my:day ", "pal:inForceFrom", "takes a day"),
    (' ; pal:inForceUntil "2013-02-01"^^xsd:date , "2014-02-01"^^xsd:date ', "pal:inForceUntil", "more than one"),
    (
        ' ; pal:inForceFrom "2013-02-02"^^xsd:date ; pal:inForceUntil "2013-02-01"^^xsd:date ',
        "pal:inForceUntil",
        "before pal:inForceFrom",
    ),
    (" ; pal:jurisdiction 'US' , 'GU' ", "pal:jurisdiction", "takes one code"),
    (" ; pal:jurisdiction my:us ", "pal:jurisdiction", "takes one code"),
    (" ; pal:jurisdiction '' ", "pal:jurisdiction", "takes one code"),
    (" ; pal:verified my:no ", "pal:verified", "true or false"),
    (" ; pal:verified 'no' ", "pal:verified", "true or false"),
]


@pytest.mark.parametrize(("said", "name", "advice"), REFUSED)
def test_a_wrong_date_is_refused_with_its_place(alone: Alone, said: str, name: str, advice: str) -> None:
    lines = "\n".join(("# 2013-02-01 in a comment before", DEFINITION.format("\n" + said)))
    with pytest.raises(Refused, match=advice) as raised:
        alone(ONTOLOGY.format(""), lines)
    problem = raised.value.problem
    assert name in problem.message
    assert "shape d" in problem.message
    assert (Path(problem.file).name, problem.line) == ("my.ttl", 16)


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ('pal:member "IT"', "one pal:within"),
        ('pal:within "EU"', "one pal:member"),
        ('pal:member "IT" , "FR" ; pal:within "EU"', "one pal:member"),
        ('pal:member "IT" ; pal:within ""', "one pal:within"),
        ('pal:member "IT" ; pal:within "EU" ; pal:inForceFrom "1958-1-1"^^xsd:date', "write it like"),
    ],
)
@pytest.mark.parametrize("subject", ["[]", "my:m"])
def test_a_membership_is_refused_with_its_place(alone: Alone, subject: str, said: str, advice: str) -> None:
    with pytest.raises(Refused, match=advice) as raised:
        alone(f"# a line\n{subject} a pal:Membership ; {said} .")
    assert (Path(raised.value.problem.file).name, raised.value.problem.line) == ("my.ttl", 15)
