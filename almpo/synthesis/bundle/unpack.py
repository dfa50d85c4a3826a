"""Reading a bundle that may come from anywhere. Nothing is written to disk."""

import hashlib
import io
import re
import zipfile

from pydantic import ValidationError

from almpo.synthesis.bundle.layout import FORMAT, MANIFEST, REQUIRED, BundleError, Manifest, digest

MOST_FILES = 2000
MOST_BYTES = 200 * 2**20  # of all files, unpacked
MOST_OF_A_FILE = 64 * 2**20
MOST_TIMES = 200  # by which a file may grow when it is unpacked
_NAME = re.compile(r"[a-z]+\.json|pages/[0-9a-f]{64}/[1-9][0-9]{0,5}\.txt|prompts/[a-z0-9_.]{1,60}\.md")


def unpack(content: bytes) -> tuple[dict[str, bytes], str]:
    """The files by name, each as the manifest has it, and the digest of the bundle.

    Raises BundleError: no zip file, a bomb, names that lead elsewhere, files missing, changed or too many.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            files = {info.filename: _read(packed, info) for info in _listed(packed)}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise BundleError(f"not a bundle: {error}") from error
    manifest_file = files.pop(MANIFEST, None)
    if manifest_file is None:
        raise BundleError(f"the bundle has no {MANIFEST}")
    _compare(_manifest(manifest_file), files)
    return files, digest(manifest_file)


def _listed(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The entries, if they are what a bundle may hold. Their sizes are as stated, so far."""
    entries = packed.infolist()
    if len(entries) > MOST_FILES:
        raise BundleError(f"the bundle holds {len(entries)} files; {MOST_FILES} are allowed")
    names = [entry.filename for entry in entries]
    for entry in entries:
        if not _NAME.fullmatch(entry.filename):
            raise BundleError(f"a file of this name may not be in a bundle: {entry.filename!r}")
        if entry.file_size > MOST_OF_A_FILE or entry.file_size > MOST_TIMES * max(entry.compress_size, 100):
            raise BundleError(f"{entry.filename} is too large, or packed too tightly: a zip bomb?")
    if len(set(names)) != len(names):
        raise BundleError("a file stands twice in the bundle")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise BundleError(f"the bundle unpacks to more than {MOST_BYTES >> 20} MiB")
    return entries


def _read(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry, never more than it states."""
    try:
        with packed.open(entry) as file:
            content = file.read(entry.file_size + 1)
    except Exception as error:  # zlib and the readers of damaged entries raise errors of many kinds
        raise BundleError(f"{entry.filename} is damaged: {error}") from error
    if len(content) != entry.file_size:
        raise BundleError(f"{entry.filename} is not as long as it states")
    return content


def _manifest(content: bytes) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(content)
    except ValidationError as error:
        raise BundleError(f"{MANIFEST} cannot be read") from error
    if manifest.format != FORMAT:
        raise BundleError(f"a bundle of format {manifest.format}; this version reads {FORMAT}")
    return manifest


def _compare(manifest: Manifest, files: dict[str, bytes]) -> None:
    if missing := sorted((set(manifest.files) | REQUIRED) - set(files)):
        raise BundleError(f"missing in the bundle: {', '.join(missing)}")
    if added := sorted(set(files) - set(manifest.files)):
        raise BundleError(f"not in the manifest: {', '.join(added)}")
    changed = [
        name for name, content in files.items() if hashlib.sha256(content).hexdigest() != manifest.files[name]
    ]
    if changed:
        raise BundleError(f"changed since it was made: {', '.join(changed)}")
