"""Compiled rulebooks on disk: kept under a hash of their bytes, taken only when whole, never in the way."""

import marshal
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from palermo import data
from palermo.compile import cache, compiler
from palermo.compile.compiler import compile_packs
from palermo.compile.packs import Pack, Source, open_packs
from palermo.compile.plan import from_plain, to_plain
from palermo.compile.refused import Refused
from palermo.rulebook import Rulebook


@pytest.fixture(autouse=True)
def small_core(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A core pack of one definition, so that compiling takes no time."""
    root = tmp_path_factory.mktemp("core")
    for name in data.FOLDERS:
        (root / name).mkdir()
    (root / "shapes" / "core.ttl").write_text(
        "@prefix pal: <https://w3id.org/palermo#> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "@prefix dct: <http://purl.org/dc/terms/> . @prefix my: <https://example.org/my#> .\n"
        "my:d a pal:Definition , sh:NodeShape ; dct:identifier 'd' ; sh:class my:K .\n"
    )
    monkeypatch.setattr(data, "folder", lambda name: str(root / name))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for kept rulebooks."""
    path = tmp_path / "kept"
    monkeypatch.setenv("PALERMO_CACHE", str(path))
    return path


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The digests of the plans that were compiled, as it happens."""
    seen: list[str] = []

    def counting(packs: tuple[Pack, ...]) -> object:
        plan = compile_packs(packs)
        seen.append(plan.digest)
        return plan

    monkeypatch.setattr(compiler, "compile_packs", counting)
    return seen


def _pack(*sources: tuple[str, bytes], name: str = "mine") -> Pack:
    return Pack(name, tuple(Source(path, text) for path, text in sources))


def test_the_same_bytes_have_the_same_digest() -> None:
    """A digest is a function of the packs."""
    assert cache.key_of([_pack(("a.ttl", b"x"))]) == cache.key_of([_pack(("a.ttl", b"x"))])


@pytest.mark.parametrize(
    "other",
    [
        _pack(("a.ttl", b"y"), ("b.ttl", b"z")),
        _pack(("a.ttl", b"x"), ("b.ttl", b"z\n")),
        _pack(("a.ttl", b"x"), ("c.ttl", b"z")),
        _pack(("a.ttl", b"xz")),
        _pack(("b.ttl", b"z"), ("a.ttl", b"x")),
        _pack(("a.ttl", b"x"), ("b.ttl", b"z"), name="other"),
    ],
)
def test_a_changed_byte_name_or_order_has_another(other: Pack) -> None:
    """Nothing that a rulebook depends on can change unseen."""
    assert cache.key_of([other]) != cache.key_of([_pack(("a.ttl", b"x"), ("b.ttl", b"z"))])


def test_a_file_moved_from_one_pack_to_the_next_has_another() -> None:
    """The borders of packs are part of the hash."""
    a, b = ("a.ttl", b"x"), ("b.ttl", b"z")
    assert cache.key_of([_pack(a), _pack(b)]) != cache.key_of([_pack(a, b), _pack()])


def test_a_kept_rulebook_is_the_compiled_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Taken apart and put together again, through marshal, the real core's plan is equal to itself, types and all."""
    monkeypatch.undo()
    plan = compile_packs(open_packs(()))
    assert plan.regions
    again = from_plain(marshal.loads(marshal.dumps(to_plain(plan))))
    assert again == plan
    assert type(next(iter(again.shapes.values()))) is type(next(iter(plan.shapes.values())))
    assert type(again.cards["definitions"][0]) is type(plan.cards["definitions"][0])


def test_compiled_once_and_loaded_after(folder: Path, compiled: list[str]) -> None:
    """The second load compiles nothing, and judges alike."""
    first, second = Rulebook.load(), Rulebook.load()
    assert compiled == [first.digest]
    assert second.digest == first.digest
    assert second.definitions == first.definitions
    assert [p.suffix for p in folder.iterdir()] == [".rulebook"]


@pytest.mark.usefixtures("folder")
def test_a_changed_file_is_compiled_anew(compiled: list[str], pack: Callable[..., str]) -> None:
    """Nothing has to be cleared by hand."""
    Rulebook.load([pack("my:K a owl:Class .")])
    Rulebook.load([pack("my:K a owl:Class .")])
    changed = Rulebook.load([pack("my:L a owl:Class .")])
    assert len(compiled) == 2
    assert "https://example.org/my#L" in changed.vocabulary.classes


@pytest.mark.usefixtures("folder")
def test_a_changed_core_is_compiled_anew(compiled: list[str]) -> None:
    """Also where the file is as long and as old as before; a file that is only read stays as it is."""
    path = Path(data.folder("shapes")) / "core.ttl"
    first, before = Rulebook.load(), path.stat()
    path.read_text(encoding="utf-8")
    Rulebook.load()
    assert len(compiled) == 1
    path.write_text(path.read_text(encoding="utf-8").replace("'d'", "'e'"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    second = Rulebook.load()
    assert [card.id for card in (*first.definitions, *second.definitions)] == ["d", "e"]


@pytest.mark.usefixtures("folder")
def test_a_new_file_in_the_core_is_seen(compiled: list[str]) -> None:
    """In a folder within as well, and one that is taken away."""
    Rulebook.load()
    inner = Path(data.folder("ontology")) / "more"
    inner.mkdir()
    (inner / "k.ttl").write_text(
        "<https://example.org/my#L> a <http://www.w3.org/2002/07/owl#Class> .", encoding="utf-8"
    )
    assert "https://example.org/my#L" in Rulebook.load().vocabulary.classes
    (inner / "k.ttl").unlink()
    assert "https://example.org/my#L" not in Rulebook.load().vocabulary.classes
    assert len(compiled) == 2


@pytest.mark.parametrize("size", [0, 10, 32, 33, -1])
def test_a_file_cut_short_is_compiled_anew(folder: Path, compiled: list[str], size: int) -> None:
    """Also an empty one, one of the checksum alone, one that lacks its last byte. It is whole afterwards."""
    digest = Rulebook.load().digest
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:size])
    assert Rulebook.load().definitions
    assert compiled == [digest, digest]
    assert path.read_bytes() == whole


@pytest.mark.parametrize("place", [0, 31, 32, 500, -1])
def test_an_altered_file_is_compiled_anew(folder: Path, compiled: list[str], place: int) -> None:
    """One flipped bit anywhere is enough."""
    digest = Rulebook.load().digest
    (path,) = folder.iterdir()
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    Rulebook.load()
    assert compiled == [digest, digest]


@pytest.mark.parametrize("body", [(), [1, 2], "text", None, {"packs": ()}], ids=repr)
def test_a_file_of_another_form_is_compiled_anew(
    folder: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch, body: object
) -> None:
    """A checksum that fits is not enough: the body must be a plan."""
    with monkeypatch.context() as patched:
        patched.setattr(cache, "to_plain", lambda _plan: body)
        digest = Rulebook.load().digest
    (path,) = folder.iterdir()
    assert path.stat().st_size
    assert cache.load(path.stem) is None
    assert Rulebook.load().definitions
    assert compiled == [digest, digest]
    assert cache.load(path.stem) is not None


def test_a_folder_that_cannot_be_written_is_no_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compiled: list[str]
) -> None:
    """A file stands where the folder should be: it costs time, nothing else."""
    (tmp_path / "file").write_text("here already")
    monkeypatch.setenv("PALERMO_CACHE", str(tmp_path / "file"))
    assert Rulebook.load().definitions
    assert Rulebook.load().definitions
    assert len(compiled) == 2
    assert (tmp_path / "file").read_text() == "here already"


def test_an_empty_name_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compiled: list[str]) -> None:
    """``PALERMO_CACHE`` set to nothing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("PALERMO_CACHE", "")
    Rulebook.load()
    Rulebook.load()
    assert len(compiled) == 2
    assert not list(tmp_path.iterdir())


def test_without_a_name_it_is_the_user_s_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``XDG_CACHE_HOME`` is followed."""
    monkeypatch.delenv("PALERMO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    Rulebook.load()
    assert len(list((tmp_path / "palermo").glob("*.rulebook"))) == 1


def test_cache_false_neither_reads_nor_writes(folder: Path, compiled: list[str]) -> None:
    """The parameter of ``Rulebook.load``."""
    Rulebook.load(cache=False)
    Rulebook.load(cache=False)
    assert len(compiled) == 2
    assert not folder.exists()


def test_a_refused_pack_is_not_kept(folder: Path, pack: Callable[..., str]) -> None:
    """It is refused every time."""
    folder_of_pack = pack("", "my:s a sh:NodeShape ; sh:minCont 1 .")
    for _ in range(2):
        with pytest.raises(Refused):
            Rulebook.load([folder_of_pack])
    assert not folder.exists()


def test_no_half_written_file_stays(folder: Path) -> None:
    """The file is written beside its place and moved there."""
    Rulebook.load()
    assert not [name for name in os.listdir(folder) if name.endswith(".tmp")]
