"""Compiled templates, kept beside their sources as Python keeps its modules: a sixth of a start."""

import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import get_ident

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from openly.whole_files import write_whole


class CompiledTemplates(BytecodeCache):
    """What templates were compiled to, for as long as neither they nor their compiler change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return what is kept of a template with this source."""
        return super().get_bucket(
            environment, name, filename, source + _compiler(environment, name)
        )

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what is kept; a damaged file counts for none."""
        try:
            with self._path(bucket).open("rb") as file:
                bucket.load_bytecode(file)
        except Exception:  # Every part of it can be damaged in a way of its own.
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template where that is wanted and may be: else each start compiles it."""
        if sys.dont_write_bytecode:
            return
        path = self._path(bucket)
        part = path.with_suffix(f".{os.getpid()}-{get_ident()}")
        with suppress(OSError):
            path.parent.mkdir(exist_ok=True)
            write_whole(path, bucket.bytecode_to_string(), part)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.compiled"


def _compiler(environment: Environment, name: str) -> str:
    """Return what changes with all that compiles: Jinja, its extensions, and how they are set."""
    modules = frozenset(type(one).__module__ for one in environment.extensions.values())
    escaping = environment.autoescape
    options = (
        escaping(name) if callable(escaping) else escaping,
        environment.lstrip_blocks,
        environment.optimized,
        environment.policies["ext.i18n.trimmed"],
        environment.trim_blocks,
        sorted(environment.extensions),
    )
    return f"{_digest(modules)} {options}"


@cache
def _digest(modules: frozenset[str]) -> str:
    """Return what changes with the code of Jinja or of some modules."""
    files = {Path(str(sys.modules[one].__file__)) for one in modules}
    files |= set(Path(jinja2.__file__).parent.glob("*.py"))
    return sha256(b"".join(one.read_bytes() for one in sorted(files))).hexdigest()
