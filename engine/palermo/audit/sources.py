"""What the source of a label is called where it has no name in the record."""

from palermo.terms import local_name


def source_key(iri: str, case: str) -> str:
    """The end of an IRI that belongs to the case, else the host that its address is at, else the IRI itself. Documents
    of one host are so one source.

    >>> source_key("https://example.org/a#file", "https://example.org/a#case")
    'file'
    >>> source_key("https://sherloc.unodc.org/cld/x", "https://example.org/a#case")
    'sherloc.unodc.org'
    """
    if _belongs(iri, case):
        return local_name(iri)
    return _host(iri) or iri


def _belongs(iri: str, case: str) -> bool:
    end = len(iri) - len(local_name(iri))
    return iri[:end] == case[: len(case) - len(local_name(case))]


def _host(iri: str) -> str:
    """The host of a web address; empty for another IRI.

    >>> _host("https://sherloc.unodc.org/cld/x"), _host("urn:x:y")
    ('sherloc.unodc.org', '')
    """
    if not iri.startswith(("https://", "http://")):
        return ""
    return iri.partition("//")[2].partition("/")[0].partition("#")[0].partition("?")[0].rpartition("@")[2]
