"""Runs HermiT on one N-Triples file and prints what it finds, as JSON. A process of its own: it can be stopped.

Usage: python hermit.py FILE JAVA. Prints {"consistent": bool, "unsatisfiable": [IRI, …]}.
"""

import json
import sys


def main(path: str, java: str) -> None:
    import owlready2

    owlready2.JAVA_EXE = java
    world = owlready2.World()
    with open(path, "rb") as stream:
        world.get_ontology("https://example.org/checked#").load(fileobj=stream, format="ntriples")
    try:
        owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        sys.stdout.write(json.dumps({"consistent": False, "unsatisfiable": []}))
        return
    empty = sorted(c.iri for c in world.inconsistent_classes() if c is not owlready2.Nothing)
    sys.stdout.write(json.dumps({"consistent": True, "unsatisfiable": empty}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
