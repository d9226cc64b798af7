"""Compiled templates, kept beside their sources as Python keeps its modules: a sixth of a start."""

import sys
from collections.abc import Collection
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

import jinja2.compiler
from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(FileSystemBytecodeCache):
    """What templates were compiled to, for as long as neither they nor their compiler change."""

    def __init__(self, kept_in: Path) -> None:
        super().__init__(str(kept_in), "%s.compiled")
        self._folder = kept_in

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return what is kept of a template with this source."""
        extensions = {type(one).__module__ for one in environment.extensions.values()}
        compiler = _digest(frozenset({jinja2.compiler.__name__, *extensions}))
        return super().get_bucket(environment, name, filename, source + compiler)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what is kept; a damaged file counts for none."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # Every part of it can be damaged in a way of its own.
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template where that is wanted and may be: else each start compiles it."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                self._folder.mkdir(exist_ok=True)
                super().dump_bytecode(bucket)


@cache
def _digest(modules: Collection[str]) -> str:
    """Return what changes with the code of some modules."""
    files = sorted(str(sys.modules[one].__file__) for one in modules)
    return sha256(b"".join(Path(one).read_bytes() for one in files)).hexdigest()
